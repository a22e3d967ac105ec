const { TestEnvironment } = require('jest-environment-jsdom');

/**
 * A browser environment as Grafana's libraries require it, with the network functions of Node, because jsdom has none
 * that tests can use.
 */
module.exports = class BrowserWithFetch extends TestEnvironment {
  constructor(...facts) {
    super(...facts);
    Object.assign(this.global, { AbortController, AbortSignal, fetch, Headers, Request, Response });
    // Charts call this when they are loaded.
    Object.assign(this.global, { matchMedia: () => ({ matches: false, addEventListener: () => undefined }) });
    Object.assign(this.global, { setImmediate, clearImmediate, structuredClone, TextDecoder, TextEncoder });
    Object.assign(this.global, { URL, URLSearchParams, Uint8Array });
  }
};
