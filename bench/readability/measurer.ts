import { type JSHandle, type Page } from 'playwright-core';
import { type Browsers } from '../shared/browser/browsers';
import { type PageServer } from '../shared/browser/pageServer';
import { capped, TOO_SLOW } from '../shared/capped';
import { type Job, viewTitle } from './job';
import { contrastsOf, readabilityOf } from './measures/readability';
import { type PicturePage } from './page/picturePage';
import { type Picture } from './picture/picture';
import { type Numbers, type Row } from './row';

interface MeasurerOptions {
  browsers: Browsers;
  /** Serves a page for each module. */
  server: PageServer;
  /** A folder for screenshots. */
  picturesDir: string | undefined;
  /** Called with the errors of pages that nobody catches. */
  onError: (error: Error) => void;
}

interface Opened {
  /** The renderer and the flows that the page shows. */
  key: string;
  page: Page;
  pictures: JSHandle<PicturePage>;
}

interface Drawn {
  dark: Picture;
  light?: Picture;
}

/** Draws pictures in a browser, one after the other, and measures them. Pictures of the same flows share a page. */
export class Measurer {
  private opened?: Opened;

  constructor(private readonly options: MeasurerOptions) {}

  async measure(job: Job): Promise<Row> {
    const { renderer, flowSet, view, size } = job;
    const answer = await capped(this.draw(job));
    if (answer === TOO_SLOW) {
      await this.options.browsers.stop(false);
      delete this.opened;
    }
    return {
      renderer: renderer.name,
      flows: flowSet.name,
      view: viewTitle(view),
      size,
      numbers: answer === TOO_SLOW ? undefined : numbersOf(answer),
    };
  }

  private async draw(job: Job): Promise<Drawn> {
    const { view, size } = job;
    const { page, pictures } = await this.pageFor(job);
    await page.setViewportSize(size);
    const dark = await pictures.evaluate((it, shown) => it.draw(shown.view, shown.size), { view, size });
    const { picturesDir } = this.options;
    if (picturesDir !== undefined) {
      await page.screenshot({ path: `${picturesDir}/${fileName(job)}` });
    }
    const light = await pictures.evaluate((it) => it.drawInLight?.());
    return { dark, ...(light && { light }) };
  }

  private async pageFor({ renderer, flowSet, size }: Job): Promise<Opened> {
    const key = `${renderer.module} ${flowSet.name}`;
    if (this.opened?.key !== key) {
      await this.opened?.page.close();
      const { browsers, server, onError } = this.options;
      const page = await browsers.newPage(false, size);
      page.on('pageerror', onError);
      await page.goto(server.urlOf(renderer.module));
      const pictures = await page.evaluateHandle(() => window.openPicturePage());
      await pictures.evaluate((it, flows) => it.setFlows(flows), await flowSet.load());
      this.opened = { key, page, pictures };
    }
    return this.opened;
  }
}

function numbersOf({ dark, light }: Drawn): Numbers {
  return { ...readabilityOf(dark), dark: contrastsOf(dark), ...(light && { light: contrastsOf(light) }) };
}

function fileName({ renderer, flowSet, view, size }: Job): string {
  return `${flowSet.name}-${view.grouping}-${view.level}-${size.width}x${size.height}-${renderer.module}.png`;
}
