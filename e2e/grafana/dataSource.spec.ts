import { expect, test } from '@grafana/plugin-e2e';

test('the health check finds that the provisioned data source works', async ({
  gotoDataSourceConfigPage,
  page,
  readProvisionedDataSource,
}) => {
  const { uid } = await readProvisionedDataSource({ fileName: 'eastwest.yaml', name: 'Network flows' });
  await gotoDataSourceConfigPage(uid);
  // A provisioned data source cannot be saved: Grafana names the button accordingly.
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'The data source is working' })).toBeVisible();
});

test('a new data source shows its settings', async ({ createDataSourceConfigPage, page }) => {
  await createDataSourceConfigPage({ type: 'eastwest-networkflow-datasource' });
  await expect(page.getByLabel('Flow API URL')).toBeVisible();
});
