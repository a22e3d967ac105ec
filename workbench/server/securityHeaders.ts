import { randomBytes } from 'node:crypto';
import { type ServerResponse } from 'node:http';

/** The default `content_security_policy_template` of Grafana 12.4. */
const DIRECTIVES = (nonce: string, rootPath: string) => [
  `script-src 'self' 'unsafe-eval' 'unsafe-inline' 'strict-dynamic' 'nonce-${nonce}'`,
  "object-src 'none'",
  "font-src 'self'",
  "style-src 'self' 'unsafe-inline' blob:",
  'img-src * data:',
  "base-uri 'self'",
  `connect-src 'self' grafana.com ws://${rootPath} wss://${rootPath}`,
  "manifest-src 'self'",
  "media-src 'none'",
  "form-action 'self'",
];

/**
 * Sets the headers with which Grafana restricts browsers. Workers run under the policy of their own script, so files of
 * plugins have it, too.
 *
 * @param rootPath the address of the server without the protocol, with a slash at the end
 * @returns the nonce that scripts of the page need
 */
export function setSecurityHeaders(res: ServerResponse, rootPath: string, hasPolicy: boolean): string {
  const nonce = randomBytes(16).toString('base64');
  res.setHeader('x-content-type-options', 'nosniff');
  res.setHeader('x-frame-options', 'deny');
  if (hasPolicy) {
    res.setHeader('content-security-policy', `${DIRECTIVES(nonce, rootPath).join(';')};`);
  }
  return nonce;
}
