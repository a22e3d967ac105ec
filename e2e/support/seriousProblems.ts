import axe from 'axe-core';
import { type Locator, type Page } from 'playwright-core';

/** What keeps people out of a part of a page, by axe: the rule, and the elements that break it. Empty where nothing serious does. */
export async function seriousProblems(page: Page, part: Locator): Promise<string[]> {
  await page.evaluate(axe.source);
  return part.evaluate(async (element) => {
    const { axe: checker } = window as unknown as { axe: typeof axe };
    const { violations } = await checker.run(element, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`));
  });
}
