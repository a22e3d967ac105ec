/** The address of an HTTP server, as far as messages depend on it. */
export interface Address {
  /** The address as entered, without the user name and password. */
  shown: string;
  isHttps: boolean;
  /** Whether it refers to the machine that connects to it. */
  isLoopback: boolean;
  /** Whether anything follows the host and port, even a single slash. */
  hasPath: boolean;
}

const ADDRESS = /^(https?):\/\/(?:[^@/]*@)?(\[[^\]/]+\]|[^:/?#\s]+)(:\d+)?(\/[^?#\s]*)?$/i;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i;

/**
 * Reads the address of an HTTP server.
 *
 * @returns undefined for any other text.
 */
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
    hasPath: path !== '',
  };
}
