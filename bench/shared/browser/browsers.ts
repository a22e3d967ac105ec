import { type Browser, chromium, type Page } from 'playwright-core';
import { type Size } from '../../../src/flowgraph/layout/geometry';

const ARGS = [
  '--no-sandbox',
  // Not --use-angle=swiftshader: it makes canvas and SVG go through emulated GL, twenty times as slow.
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-precise-memory-info',
];

/** Playwright gives it to every browser: it emulates the GL context of WebGL and nothing else. */
const EMULATED_WEBGL = '--enable-unsafe-swiftshader';

/** One Chromium for what draws with WebGL and one for the rest, both without a GPU. */
export class Browsers {
  private readonly running = new Map<boolean, Browser>();

  /**
   * An empty page in a browser that can draw with WebGL or not.
   *
   * @param viewport its size in CSS pixels, each of which is one pixel
   */
  async newPage(needsWebgl: boolean, viewport: Size): Promise<Page> {
    const browser = await this.started(needsWebgl);
    return browser.newPage({ viewport, deviceScaleFactor: 1 });
  }

  /** Of Chromium. */
  async version(): Promise<string> {
    return (await this.started(false)).version();
  }

  /** Ends a browser, with a page that does not answer any more. */
  async stop(needsWebgl: boolean): Promise<void> {
    await this.running.get(needsWebgl)?.close();
    this.running.delete(needsWebgl);
  }

  async close(): Promise<void> {
    await Promise.all([this.stop(false), this.stop(true)]);
  }

  private async started(needsWebgl: boolean): Promise<Browser> {
    const browser = this.running.get(needsWebgl) ?? (await start(needsWebgl));
    this.running.set(needsWebgl, browser);
    return browser;
  }
}

function start(needsWebgl: boolean): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    ignoreDefaultArgs: needsWebgl ? [] : [EMULATED_WEBGL],
    args: ARGS,
  });
}
