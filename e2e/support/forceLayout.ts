import { type Page } from 'playwright-core';

/**
 * Uses the force layout for the flow graphs of dashboards that the page opens from now on. By default, only graphs of
 * large clusters use it, and the demo's graph is too small.
 */
export async function forceLayout(page: Page): Promise<void> {
  await page.route('**/api/dashboards/uid/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll('"layout":"auto"', '"layout":"force"') });
  });
}
