/** Removes secrets from the output of the importer, wherever they come from: options, servers, or causes of errors. */

const HIDDEN = '…';

/** A shorter text is not a token, and hiding it would make other words unreadable. */
const SHORTEST_TOKEN = 6;

const SHAPES: Array<[RegExp, string]> = [
  // A user name and password in a URL, with any characters.
  [/(:\/\/)[^\s"']*@/g, `$1${HIDDEN}@`],
  // Grafana's service account tokens, Cloud tokens, and older API keys.
  [/\b(gl(?:sa|c)_|eyJ)[\w+/=.-]+/g, `$1${HIDDEN}`],
  // Secrets in the query or fragment of a URL: "?auth_token=…".
  [
    /([?&#;][\w.-]*(?:token|key|secret|passw|auth|sig|code|state|session|ticket|jwt|saml)[\w.-]*=)[^&\s"'#;]+/gi,
    `$1${HIDDEN}`,
  ],
];

/** The text without the token, and without anything that looks like a secret. */
export function hideSecrets(text: string, token: string): string {
  const known = token.length < SHORTEST_TOKEN ? [] : [token, encodeURIComponent(token)];
  const withoutToken = known.reduce((hidden, secret) => hidden.replaceAll(secret, HIDDEN), text);
  return SHAPES.reduce((hidden, [shape, replacement]) => hidden.replace(shape, replacement), withoutToken);
}
