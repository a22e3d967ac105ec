/** @jest-environment node */
import { type FailureText } from '../../failure';
import { noConnection, noTls, timedOut, untrustedCertificate } from '../messages';
import { explainConnection } from './explain';

const URL = 'https://g';

/** An error of Node's fetch. */
const failed = (cause?: object) => Object.assign(new TypeError('fetch failed'), { cause });

describe('explainConnection', () => {
  it.each<[string, unknown, FailureText]>([
    ['a timeout', Object.assign(new Error(), { name: 'TimeoutError' }), timedOut(URL, 30_000)],
    [
      'a self-signed certificate',
      failed({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
      untrustedCertificate(URL, 'DEPTH_ZERO_SELF_SIGNED_CERT'),
    ],
    [
      'the certificate of another host',
      failed({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }),
      untrustedCertificate(URL, 'ERR_TLS_CERT_ALTNAME_INVALID'),
    ],
    ['no TLS', failed({ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }), noTls(URL, 'ERR_SSL_WRONG_VERSION_NUMBER')],
    ['an unknown host', failed({ code: 'ENOTFOUND' }), noConnection(URL, 'ENOTFOUND')],
    ['a blocked port', failed({ message: 'bad port' }), noConnection(URL, 'bad port')],
    ['an unknown reason', failed(), noConnection(URL, 'fetch failed')],
    ['a value that is not an error', undefined, noConnection(URL, 'undefined')],
  ])('explains %s', (_, error, { what, remedy }) => {
    const failure = explainConnection(URL, error, 30_000);
    expect([failure.message, failure.remedy]).toEqual([what, remedy]);
  });
});
