const { TestEnvironment } = require('jest-environment-jsdom');

/** What Grafana's libraries want of a browser, with Node's own network: jsdom has none that tests can use. */
module.exports = class BrowserWithFetch extends TestEnvironment {
  constructor(...facts) {
    super(...facts);
    Object.assign(this.global, { AbortController, AbortSignal, fetch, Headers, Request, Response });
    // Charts ask for it when they are loaded.
    Object.assign(this.global, { matchMedia: () => ({ matches: false, addEventListener: () => undefined }) });
    Object.assign(this.global, { setImmediate, clearImmediate, structuredClone, TextDecoder, TextEncoder });
    Object.assign(this.global, { URL, URLSearchParams, Uint8Array });
  }
};
