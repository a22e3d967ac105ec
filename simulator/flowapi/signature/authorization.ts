/** The Authorization header of Signature Version 4. */

/** What the header says. */
export interface Authorization {
  accessKeyId: string;
  region: string;
  service: string;
  /** The names of the signed headers, in lower case. */
  signedHeaders: string[];
  /** In hexadecimal digits. */
  signature: string;
}

const FORMAT =
  /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/\d{8}\/([^/,]+)\/([^/,]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)$/;

/** The parts of the header; undefined if it has another format. */
export function parseAuthorization(header: string): Authorization | undefined {
  const [, accessKeyId = '', region = '', service = '', signedHeaders = '', signature = ''] = FORMAT.exec(header) ?? [];
  return signature === ''
    ? undefined
    : { accessKeyId, region, service, signedHeaders: signedHeaders.split(';'), signature };
}
