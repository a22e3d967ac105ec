import { expect, test } from '@grafana/plugin-e2e';

test('Save & test finds no problem in the provisioned data source', async ({
  gotoDataSourceConfigPage,
  readProvisionedDataSource,
  selectors,
}) => {
  const { uid } = await readProvisionedDataSource({ fileName: 'eastwest.yaml', name: 'Network flows' });
  const settings = await gotoDataSourceConfigPage(uid);
  await settings.getByGrafanaSelector(selectors.pages.DataSource.saveAndTest).click();
  await expect(settings).toHaveAlert('success');
});

test('a new data source shows its settings', async ({ createDataSourceConfigPage, page }) => {
  await createDataSourceConfigPage({ type: 'eastwest-networkflow-datasource' });
  await expect(page.getByLabel('Flow API URL')).toBeVisible();
});
