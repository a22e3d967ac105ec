/** The signature that a request should have, computed by the signer of the AWS SDK. */
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { type IncomingHttpHeaders } from 'node:http';
import { type AccessKey } from '../model/options';
import { type Authorization, parseAuthorization } from './authorization';

/** A request as it arrived. */
export interface SignedRequest {
  method: string;
  /** Path and query string, encoded. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const BODY_HASH = 'x-amz-content-sha256';

/**
 * Signs the headers that the client signed. The hash is that of the received body, regardless of the hash that the client
 * states.
 *
 * @param dateMs the time of the signature, in ms since the Unix epoch.
 */
export async function expectedSignature(
  { method, url, headers, body }: SignedRequest,
  { region, service, signedHeaders }: Authorization,
  accessKey: AccessKey,
  dateMs: number
): Promise<string | undefined> {
  const [path = '', query = ''] = url.split('?', 2);
  const signer = new SignatureV4({ service, region, credentials: accessKey, sha256: Sha256, applyChecksum: false });
  const statedHeaders = Object.fromEntries(signedHeaders.map((name) => [name, String(headers[name] ?? '')]));
  const signed = await signer.sign(
    {
      method,
      protocol: 'https:',
      hostname: statedHeaders.host ?? '',
      path,
      query: parametersOf(query),
      headers: BODY_HASH in statedHeaders ? { ...statedHeaders, [BODY_HASH]: await hashOf(body) } : statedHeaders,
      body,
    },
    { signingDate: new Date(dateMs), signableHeaders: new Set(signedHeaders) }
  );
  return parseAuthorization(signed.headers.authorization ?? '')?.signature;
}

function parametersOf(query: string): Record<string, string[]> {
  const parameters = new URLSearchParams(query.replaceAll('+', '%2B'));
  return Object.fromEntries([...parameters.keys()].map((name) => [name, parameters.getAll(name)]));
}

async function hashOf(body: Buffer): Promise<string> {
  const hash = new Sha256();
  hash.update(body);
  return Buffer.from(await hash.digest()).toString('hex');
}
