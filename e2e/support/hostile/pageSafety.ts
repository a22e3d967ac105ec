import { type Page } from 'playwright-core';
import { EXECUTED } from '../../../src/testing/hostileStrings';

/** Collects signs that a page executed a text of a response, or sent it or the user elsewhere. */
export class PageSafety {
  private readonly events: string[] = [];

  constructor(
    private readonly page: Page,
    /** The page's own address. Requests to other hosts are problems. */
    url: string
  ) {
    const { host } = new URL(url);
    page.on('dialog', (dialog) => {
      this.events.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('popup', (popup) => this.events.push(`a popup: ${popup.url()}`));
    page.on('request', (request) => {
      const target = new URL(request.url());
      if (/^(https?|wss?|ftp):$/.test(target.protocol) && target.host !== host) {
        this.events.push(`a request to ${target.host}: ${request.url().slice(0, 200)}`);
      }
    });
    page.on('framenavigated', (frame) => {
      const target = frame.url();
      if (!target.startsWith(`http://${host}/`) && target !== 'about:blank') {
        this.events.push(`a navigation to ${target.slice(0, 200)}`);
      }
    });
  }

  /** What happened until now, and what the document contains that could execute later. */
  async problems(): Promise<string[]> {
    const executed = await Promise.all(
      this.page.frames().map((frame) => frame.evaluate((name) => name in window, EXECUTED))
    );
    return [...this.events, ...(executed.includes(true) ? ['a script ran'] : []), ...(await this.page.evaluate(risks))];
  }
}

/** Elements with event handlers, with addresses that execute, or with content from elsewhere. Runs in the page. */
function risks(): string[] {
  const isSafe = (address: string) => {
    const { protocol, host } = new URL(address, document.baseURI);
    return /^https?:$/.test(protocol) ? true : /^(blob|mailto|data):$/.test(protocol) && host === '';
  };
  return [...document.querySelectorAll('*')].flatMap((element) => {
    const shown = `<${element.tagName.toLowerCase()}>`;
    return [...element.attributes].flatMap(({ name, value }) => {
      if (/^on/.test(name)) {
        return [`${shown} has the handler ${name}`];
      }
      const isAddress = ['href', 'src', 'xlink:href', 'action', 'formaction', 'srcdoc'].includes(name);
      const executes = isAddress && (name === 'srcdoc' || !URL.canParse(value, document.baseURI) || !isSafe(value));
      const isDocument = name === 'href' && /^\s*data:/i.test(value) && element.tagName === 'A';
      return executes || isDocument ? [`${shown} has the ${name} ${value.slice(0, 100)}`] : [];
    });
  });
}
