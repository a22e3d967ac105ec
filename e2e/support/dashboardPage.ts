import path from 'node:path';
import { type Locator, type Page } from 'playwright-core';
import { PageProblems } from './pageProblems';
import { DEADLINE_MS, until } from './until';

const SCREENSHOTS = path.join(__dirname, '../../artifacts/screenshots');

type PanelState = 'Done' | 'Error' | 'Loading';

/** A dashboard in the workbench, as users see and use it. */
export class DashboardPage {
  readonly problems: PageProblems;

  constructor(
    private readonly page: Page,
    private readonly url: string,
    private readonly uid: string
  ) {
    page.setDefaultTimeout(DEADLINE_MS);
    this.problems = new PageProblems(page);
  }

  /**
   * Opens the dashboard without automatic refresh, which would cancel queries that take longer than the interval: that
   * depends on the machine.
   */
  async open(parameters: Record<string, string> = {}): Promise<void> {
    const search = new URLSearchParams({ refresh: '', ...parameters });
    await this.page.goto(`${this.url}/d/${this.uid}?${search.toString()}`);
  }

  /** The titles of all panels, after the dashboard has loaded. */
  async panelTitles(): Promise<string[]> {
    const panels = this.page.locator('[data-panel-title]');
    await panels.first().waitFor();
    return panels.evaluateAll((elements) => elements.map((element) => element.getAttribute('data-panel-title') ?? ''));
  }

  panel(title: string): PanelOnPage {
    return new PanelOnPage(this.page.locator(`[data-panel-title="${title}"]`));
  }

  /**
   * Refreshes with the button until a condition is true, each time after a panel has the result of the last refresh: a refresh
   * cancels the queries of the one before, and shows only after a while that it is loading.
   */
  async refreshUntil(panel: PanelOnPage, condition: () => Promise<boolean>): Promise<void> {
    await until(async () => {
      const rangeEnd = await panel.rangeEnd();
      await this.page.getByRole('button', { name: 'Refresh', exact: true }).click();
      await until(async () => (await panel.rangeEnd()) !== rangeEnd && (await panel.isFinished()));
      return condition();
    });
  }

  /** Saves a screenshot for human reviewers in artifacts/screenshots/. */
  async keepScreenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), fullPage: true });
  }

  /** Opens a single panel with its menu. */
  async view(title: string): Promise<void> {
    const panel = this.panel(title).root;
    await panel.hover();
    await panel.getByRole('button', { name: /menu/i }).click();
    await this.page.getByRole('menuitem', { name: 'View' }).click();
  }
}

export class PanelOnPage {
  constructor(readonly root: Locator) {}

  state(): Promise<string | null> {
    return this.root.getAttribute('data-panel-state');
  }

  /** Waits until the panel is in a state. */
  async settled(state: PanelState): Promise<void> {
    await until(async () => (await this.state()) === state);
  }

  /** Whether the panel has a result or an error. */
  async isFinished(): Promise<boolean> {
    return ['Done', 'Error'].includes((await this.state()) ?? '');
  }

  /** The end of the time range of its result, which each refresh of a relative range changes. */
  rangeEnd(): Promise<string | null> {
    return this.root.getAttribute('data-panel-range-end');
  }

  /** The text that users read in the panel, with its title first. */
  text(): Promise<string> {
    return this.root.innerText();
  }

  /** The error that the panel shows, or an empty text. */
  async errorText(): Promise<string> {
    return (await this.root.getByRole('alert').allTextContents()).join('\n');
  }

  /** The notices of the data source about the result. */
  async notices(): Promise<string> {
    const labels = await this.root
      .locator('[data-testid*="-notice-"]')
      .evaluateAll((icons) => icons.map((icon) => icon.getAttribute('aria-label') ?? ''));
    return labels.join('\n');
  }
}
