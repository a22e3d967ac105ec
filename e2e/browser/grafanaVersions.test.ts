import path from 'node:path';
import { type Browser } from 'playwright-core';
import { type Demo, startDemo } from '../../scripts/demo/startDemo';
import { NETWORK_OVERVIEW_UID } from '../../src/common/dashboards';
import { startBrowser } from '../support/browser';
import { DashboardPage } from '../support/dashboardPage';

const HOSTS = path.join(__dirname, '../../workbench/hosts');

/** The oldest and the newest that the manifests admit; demo.test.ts runs with the libraries we build with. */
describe.each(['11.6', '13.2'])('the same bundle with the libraries of Grafana %s', (version) => {
  let demo: Demo;
  let browser: Browser;

  beforeAll(async () => {
    const ports = { simulator: 0, flowApi: 0, cloudWatch: 0, prometheus: 0 };
    const grafanaSet = { dir: path.join(HOSTS, version) };
    const simulator = { flowApi: { queryLatencyMs: 300 } };
    demo = await startDemo({ ports, workbenchPort: 0, historyMs: 5 * 60_000, grafanaSet, simulator });
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser.close();
    await demo.close();
  });

  it.each(['dark', 'light'])('draws the graph and the charts (%s)', async (theme) => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1400 } });
    const dashboard = new DashboardPage(page, demo.url, NETWORK_OVERVIEW_UID);
    await dashboard.open({ theme });
    const graph = dashboard.panel('Who talks to whom');
    await graph.settled('Done');
    expect(await graph.root.getByRole('img', { name: /endpoints/ }).getAttribute('aria-label')).toMatch(
      /Most losses: graphql-api to orders/
    );
    const chart = dashboard.panel('Top 10 pods by ingress bandwidth');
    await chart.settled('Done');
    expect(await chart.root.getByText(/^istio-ingress\/istio-ingressgateway-/).count()).toBeGreaterThan(0);
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(dashboard.pageErrors).toEqual([]);
    await dashboard.keepScreenshot(`grafana-${version}-${theme}`);
    await page.close();
  });
});
