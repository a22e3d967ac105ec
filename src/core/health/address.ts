/** The address of an HTTP server, as far as messages go by it. */
export interface Address {
  /** As it was written, without what may be a secret. */
  shown: string;
  isHttps: boolean;
  /** Whether it is the machine itself of whoever connects to it. */
  isLoopback: boolean;
  /** Whether it is one of AWS' own, which take signed requests only. */
  isAws: boolean;
  /** Whether something follows the host, be it only a slash. */
  hasPath: boolean;
}

const ADDRESS = /^(https?):\/\/(?:[^@/]*@)?(\[[^\]/]+\]|[^:/?#\s]+)(:\d+)?(\/[^?#\s]*)?$/i;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i;
const AWS = /\.(amazonaws\.com(\.cn)?|api\.aws)$/i;

/** @returns undefined for what is no address of an HTTP server. */
export function readAddress(text: string): Address | undefined {
  const match = ADDRESS.exec(text.trim());
  if (!match) {
    return undefined;
  }
  const [, scheme = '', host = '', port = '', path = ''] = match;
  return {
    shown: `${scheme}://${host}${port}${path}`,
    isHttps: scheme.toLowerCase() === 'https',
    isLoopback: LOOPBACK.test(host),
    isAws: AWS.test(host),
    hasPath: path !== '',
  };
}
