import { type Page } from 'playwright-core';

/**
 * Call it before a dashboard is opened: its flow graph is laid out by forces, as that of a large cluster is by
 * itself; the demo's graph is too small.
 */
export async function forceLayout(page: Page): Promise<void> {
  await page.route('**/api/dashboards/uid/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll('"layout":"auto"', '"layout":"force"') });
  });
}
