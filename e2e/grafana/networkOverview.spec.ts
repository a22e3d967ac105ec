import { expect, test } from '@grafana/plugin-e2e';
import { NETWORK_OVERVIEW_UID } from '../../src/common/dashboards';

test('the network overview shows the flow graph, and no panel reports an error', async ({
  gotoDashboardPage,
  page,
}) => {
  const dashboard = await gotoDashboardPage({ uid: NETWORK_OVERVIEW_UID });
  await expect(page.getByRole('img', { name: /endpoints.*Highest losses: graphql-api to orders/ })).toBeVisible();
  const chart = dashboard.getPanelByTitle('Top 10 pods by TCP connections opened');
  await chart.scrollIntoView();
  await expect(chart.locator.getByText('ecommerce/').first()).toBeVisible();
  await expect(dashboard).toHavePanelErrors(0);
});
