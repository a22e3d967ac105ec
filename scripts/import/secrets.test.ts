/** @jest-environment node */
import { hideSecrets } from './secrets';

const TOKEN = 'a/token+of.an.unknown=shape';

describe('hideSecrets', () => {
  it.each([
    ['a password in a URL', 'Cannot connect to http://admin:s3cret@grafana:3000/x', 's3cret'],
    ['a password with an @ and a slash', 'fetch failed: https://admin:s3/cr@et@grafana', 'et@'],
    ['the token itself, echoed by a server', `HTTP 400, no role for "${TOKEN}"`, TOKEN],
    [
      'the token as encoded in a query',
      `redirects to https://g/x?t=${encodeURIComponent(TOKEN)}`,
      encodeURIComponent(TOKEN),
    ],
    ['the token of another service account', 'Unexpected argument glsa_Ab12_cd', 'Ab12'],
    ['an API key', 'header "Bearer eyJrIjoiT0tTcG1pUlY2RnVKZTFVaDFsNFZXdE9ZWmNrMkZYbk" is invalid', 'rIjoi'],
    ['a token in a query', 'https://g/login?auth_token=abc123&x=1', 'abc123'],
    ['a secret in a fragment', 'https://sso/cb#id_token=abc123', 'abc123'],
    ['a signature', 'https://s3/x?a=1&X-Amz-Signature=abc123', 'abc123'],
  ])('removes %s', (_, text, secret) => {
    expect(text).toContain(secret);
    expect(hideSecrets(text, TOKEN)).not.toContain(secret);
  });

  it.each(['Grafana 12.4.0 at https://grafana.example.com/grafana', 'panel "Keys" changed: query "A" changed', ''])(
    'does not change text without secrets: %s',
    (text) => {
      expect(hideSecrets(text, TOKEN)).toBe(text);
      expect(hideSecrets(text, '')).toBe(text);
    }
  );
});
