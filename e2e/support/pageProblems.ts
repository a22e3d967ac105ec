import { type Page } from 'playwright-core';

/** Collects what went wrong in a page, according to its console and its network log. */
export class PageProblems {
  /** Errors that no code caught. */
  readonly uncaught: string[] = [];
  /** Uncaught errors, warnings and errors in the console, and requests that failed or got an error response. */
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
      // Queries that are no longer needed are aborted.
      if (request.failure()?.errorText !== 'net::ERR_ABORTED') {
        this.all.push(`${request.failure()?.errorText}: ${request.method()} ${request.url()}`);
      }
    });
  }
}
