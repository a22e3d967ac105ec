import axe from 'axe-core';
import { type Locator, type Page } from 'playwright-core';

/**
 * Returns the serious accessibility problems that axe finds in a part of a page: the rule, and the elements that
 * violate it.
 */
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
