import { type Page } from 'playwright-core';

/** What went wrong in a page, as its console and its network log show it. */
export class PageProblems {
  /** Errors that no code caught. */
  readonly uncaught: string[] = [];
  /** These, warnings and errors in the console, and requests that were answered with an error or not at all. */
  readonly all: string[] = [];

  constructor(page: Page) {
    page.on('pageerror', ({ message }) => {
      this.uncaught.push(message);
      this.all.push(message);
    });
    page.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) {
        this.all.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
      }
    });
    page.on('response', (response) => {
      if (response.status() >= 400) {
        this.all.push(`HTTP ${response.status()}: ${response.request().method()} ${response.url()}`);
      }
    });
    page.on('requestfailed', (request) => {
      // A query that is not needed any more is aborted.
      if (request.failure()?.errorText !== 'net::ERR_ABORTED') {
        this.all.push(`${request.failure()?.errorText}: ${request.method()} ${request.url()}`);
      }
    });
  }
}
