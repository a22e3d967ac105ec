/** @jest-environment node */
import { explainConnection } from './explain';

/** As Node's fetch fails. */
const failed = (cause?: object) => Object.assign(new TypeError('fetch failed'), { cause });

describe('why there is no connection', () => {
  it.each<[string, unknown, RegExp, RegExp]>([
    ['nothing comes back', Object.assign(new Error(), { name: 'TimeoutError' }), /not answered for 30 seconds/, /VPN/],
    [
      'a certificate of one’s own',
      failed({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
      /not trusted/,
      /NODE_EXTRA_CA_CERTS/,
    ],
    ['another host’s certificate', failed({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }), /not trusted/, /host in --url/],
    ['no TLS', failed({ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }), /does not speak TLS/, /http:\/\//],
    [
      'no such host',
      failed({ code: 'ENOTFOUND' }),
      /No connection .*\(ENOTFOUND\)/,
      /Check the address.*NODE_USE_ENV_PROXY/,
    ],
    ['a port that is not allowed', failed({ message: 'bad port' }), /\(bad port\)/, /Check the address/],
    ['no reason', failed(), /\(fetch failed\)/, /Check the address/],
  ])('is told with a remedy: %s', (_, error, what, remedy) => {
    const failure = explainConnection('https://g', error, 30_000);
    expect(failure.message).toMatch(what);
    expect(failure.remedy).toMatch(remedy);
  });
});
