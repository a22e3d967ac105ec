/** Keeps secrets out of what the importer prints, wherever they come from: options, servers, error causes. */

const HIDDEN = '…';

/** Shorter ones are not tokens, and to hide them would make other words unreadable. */
const SHORTEST_TOKEN = 6;

const SHAPES: Array<[RegExp, string]> = [
  // A user name and password in an address, with whatever characters.
  [/(:\/\/)[^\s"']*@/g, `$1${HIDDEN}@`],
  // Grafana's service account tokens, Cloud tokens and older API keys.
  [/\b(gl(?:sa|c)_|eyJ)[\w+/=.-]+/g, `$1${HIDDEN}`],
  // What addresses carry in their query or fragment: "?auth_token=…".
  [
    /([?&#;][\w.-]*(?:token|key|secret|passw|auth|sig|code|state|session|ticket|jwt|saml)[\w.-]*=)[^&\s"'#;]+/gi,
    `$1${HIDDEN}`,
  ],
];

/** The text without the token, and without all that has the shape of a secret. */
export function hideSecrets(text: string, token: string): string {
  const known = token.length < SHORTEST_TOKEN ? [] : [token, encodeURIComponent(token)];
  const withoutToken = known.reduce((hidden, secret) => hidden.replaceAll(secret, HIDDEN), text);
  return SHAPES.reduce((hidden, [shape, replacement]) => hidden.replace(shape, replacement), withoutToken);
}
