import { type Browser, type Page } from 'playwright-core';
import { type Demo, startDemo } from '../../scripts/demo/startDemo';
import { NETWORK_OVERVIEW_UID } from '../../src/common/dashboards';
import { DATASOURCE_ID } from '../../src/common/pluginIds';
import { startBrowser } from '../support/browser';
import { DashboardPage, type PanelOnPage } from '../support/dashboardPage';
import { redPixels } from '../support/pixels';
import { DEADLINE_MS, until } from '../support/until';

const GRAPH = 'Traffic between workloads';
const INGRESS = 'Top 10 pods by ingress bandwidth';
const CONNTRACK = 'Connection tracking exceeded';

const QUICK = { queryLatencyMs: 300 };

const WRONG_ADDRESS = {
  uid: 'wrong-address',
  name: 'Wrong address',
  type: DATASOURCE_ID,
  // The discard port, on which nothing listens.
  jsonData: { flowApiUrl: 'http://127.0.0.1:9', prometheusUid: 'eastwest-prometheus' },
};

describe('the demo with the built plugins in a browser, the simulated cluster, and a real Prometheus', () => {
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  let dashboard: DashboardPage;

  beforeAll(async () => {
    const ports = { simulator: 0, flowApi: 0, cloudWatch: 0, prometheus: 0 };
    demo = await startDemo({
      ports,
      workbenchPort: 0,
      historyMs: 35 * 60_000,
      simulator: { flowApi: QUICK },
      moreDataSources: [WRONG_ADDRESS],
      proxyTimeoutMs: DEADLINE_MS,
    });
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser.close();
    await demo.close();
  });

  beforeEach(async () => {
    demo.simulator.flowApi.control.clearFaults();
    demo.simulator.flowApi.control.setOptions(QUICK);
    demo.simulator.flowApi.control.resetStatistics();
    page = await browser.newPage({ viewport: { width: 1440, height: 1400 } });
    dashboard = new DashboardPage(page, demo.url, NETWORK_OVERVIEW_UID);
  });

  afterEach(async () => {
    await page.close();
    expect(dashboard.problems.uncaught).toEqual([]);
  });

  const canvasOf = ({ root }: PanelOnPage) => root.getByRole('img', { name: /endpoints/ });
  const graphSummary = () => canvasOf(dashboard.panel(GRAPH)).getAttribute('aria-label');
  const runningQueries = () => demo.simulator.flowApi.stats().queries.running;

  it('shows workloads that communicate, external endpoints, and the lossy pair above everything else', async () => {
    await dashboard.open();
    const graph = dashboard.panel(GRAPH);
    await graph.settled('Done');
    expect(await graphSummary()).toMatch(/Highest losses: graphql-api to orders/);
    const canvas = canvasOf(graph);
    // The frames around both ends, and the edge between them.
    expect(await redPixels(page, await canvas.screenshot())).toBeGreaterThan(300);
    const edges = graph.root.getByRole('grid').getByRole('row');
    for (const outside of ['Amazon S3', 'Amazon DynamoDB', 'On-premises', 'EXAMPLE-PAYMENTS (AS64500)']) {
      const isTo = edges.filter({ has: page.getByRole('gridcell', { name: outside, exact: true }) });
      expect(await isTo.count()).toBeGreaterThan(0);
    }
    await dashboard.keepScreenshot('overview');
  });

  it("reports how much of the monitor's bytes a result contains that the row limit truncates", async () => {
    await dashboard.open({ from: 'now-30m', to: 'now' });
    const graph = dashboard.panel(GRAPH);
    await graph.settled('Done');
    await until(async () => /about \d+ % of all bytes/.test(await graph.text()));
    expect(await graph.notices()).toMatch(/reached the limit of 500 rows/);
    expect(await graph.notices()).toMatch(/cover about \d+ % of the monitor's bytes, according to CloudWatch/);
  });

  it('draws bandwidth charts and updates them', async () => {
    await dashboard.open({ from: 'now-5m', to: 'now' });
    const chart = dashboard.panel(INGRESS);
    await chart.settled('Done');
    const before = await chart.root.screenshot();
    await dashboard.refreshUntil(chart, async () => !before.equals(await chart.root.screenshot()));
    const newest = await newestSample(demo.prometheus.url);
    await until(async () => (await newestSample(demo.prometheus.url)) > newest);
  });

  it('keeps the last flows with a clear message while the flow API is down, and recovers without a reload', async () => {
    await dashboard.open();
    const graph = dashboard.panel(GRAPH);
    await graph.settled('Done');
    demo.simulator.flowApi.control.addFault({ kind: 'down' });
    // Responses are shared for a minute. Then the next refresh sends new queries.
    await dashboard.refreshUntil(graph, async () => (await graph.state()) === 'Error');
    await until(async () => /flow API is not responding.*Check the flow API URL/.test(await graph.errorText()));
    await until(async () => /Showing data from/.test(await graph.errorText()));
    expect(await graphSummary()).toMatch(/graphql-api to orders/);
    await dashboard.panel(INGRESS).settled('Done');
    await dashboard.keepScreenshot('flow-api-down');
    demo.simulator.flowApi.control.clearFaults();
    await dashboard.refreshUntil(graph, async () => (await graph.state()) === 'Done');
    expect(await graph.errorText()).toBe('');
  });

  it('reports that Prometheus is down, keeps the graph, and recovers without a reload', async () => {
    await dashboard.open();
    const chart = dashboard.panel(INGRESS);
    await chart.settled('Done');
    await demo.prometheus.stop();
    await dashboard.refreshUntil(chart, async () => (await chart.state()) === 'Error');
    expect(await chart.errorText()).toMatch(
      /Prometheus data source "Prometheus \(network agents\)".*Check that the data source is running/s
    );
    await dashboard.panel(GRAPH).settled('Done');
    await dashboard.keepScreenshot('prometheus-down');
    await demo.prometheus.start();
    await dashboard.refreshUntil(chart, async () => (await chart.state()) === 'Done');
    expect(await chart.errorText()).toBe('');
  });

  it('names the node whose agent does not respond in the charts that lack it, until the agent responds again', async () => {
    const [node] = demo.simulator.world.nodes;
    await dashboard.open();
    const chart = dashboard.panel(CONNTRACK);
    const untilNotices = (isExpected: (notices: string) => boolean) =>
      dashboard.refreshUntil(chart, async () => isExpected(await chart.notices()));
    // A Prometheus that stops in the middle of a scrape considers the agent down until the next scrape.
    await untilNotices((notices) => notices === '');
    await control('agents/stop', { node: node?.name });
    await untilNotices((notices) => notices.includes(`1 node is not responding: ${node?.name}`));
    await dashboard.panel(GRAPH).settled('Done');
    await control('agents/start', { node: node?.name });
    await untilNotices((notices) => notices === '');
  });

  it.each([
    ['a wrong URL', { 'var-flows': 'wrong-address' }, /flow API is not responding.*Check the flow API URL/],
    [
      'a monitor that does not exist',
      { 'var-monitor': 'no-such-monitor' },
      /"no-such-monitor".*Select another monitor/,
    ],
  ])('explains what to do about %s', async (_, parameters, message) => {
    await dashboard.open({ 'var-monitor': 'demo-monitor', ...parameters });
    const graph = dashboard.panel(GRAPH);
    await graph.settled('Error');
    expect(await graph.errorText()).toMatch(message);
  });

  it("takes a range of more than an hour from the agents' series, and explains why", async () => {
    await dashboard.open({ from: 'now-6h', to: 'now' });
    const graph = dashboard.panel(GRAPH);
    await graph.settled('Done');
    expect(await graph.notices()).toMatch(/agents' series in Prometheus.*longer than one hour/);
    expect(await graphSummary()).toMatch(/graphql-api to orders/);
    await dashboard.keepScreenshot('six-hours');
  });

  it('stops the running queries of a panel that the user leaves', async () => {
    demo.simulator.flowApi.control.setOptions({ queryLatencyMs: 60_000 });
    await dashboard.open();
    await until(() => runningQueries() === 36);
    await dashboard.view(INGRESS);
    await until(() => runningQueries() === 0);
    expect(demo.simulator.flowApi.stats().queries).toMatchObject({ succeeded: 0, failed: 0 });
  });

  async function control(action: string, body: object): Promise<void> {
    await fetch(`${demo.simulator.url}/control/${action}`, { method: 'POST', body: JSON.stringify(body) });
  }
});

/** The scrape time of the newest sample that charts can show, in seconds since the epoch. */
async function newestSample(url: string): Promise<number> {
  const query = new URLSearchParams({ query: 'max(timestamp(ingress_bytes))' });
  const { data } = await (await fetch(`${url}/api/v1/query?${query.toString()}`)).json();
  return Number(data.result[0].value[1]);
}
