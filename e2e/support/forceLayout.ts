import { type Page } from 'playwright-core';

/**
 * Lays out the flow graphs of dashboards that the page opens from now on by forces. Graphs of large clusters are laid
 * out so by default; the demo's graph is too small.
 */
export async function forceLayout(page: Page): Promise<void> {
  await page.route('**/api/dashboards/uid/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll('"layout":"auto"', '"layout":"force"') });
  });
}
