import path from 'node:path';
import { type Browser, type Page } from 'playwright-core';
import { type RunningCluster, startCluster } from '../../scripts/demo/startCluster';
import { NETWORK_OVERVIEW_UID, SERVICE_MAP_UID } from '../../src/common/dashboards';
import { APP_ID } from '../../src/common/pluginIds';
import { type Workbench } from '../../workbench/server/startWorkbench';
import { startBrowser } from '../support/browser';
import { chunkFiles, loadChunks } from '../support/chunks';
import { DashboardPage } from '../support/dashboardPage';
import { forceLayout } from '../support/forceLayout';
import { hostPlugins } from '../support/hostedPlugins';
import { PageProblems } from '../support/pageProblems';
import { until } from '../support/until';
import { positionCounts, recordWorkerResponses } from '../support/layoutWorkers';

const GRAPH = 'Traffic between workloads';

/** The oldest and the newest version that the manifests allow, and the version whose libraries the build uses. */
const VERSIONS = ['11.6', '12.4', '13.2'];
const SERVINGS = [
  { served: 'at the root', subPath: '', contentSecurityPolicy: false, theme: 'dark' },
  {
    served: 'under a sub path with a content security policy',
    subPath: '/grafana',
    contentSecurityPolicy: true,
    theme: 'light',
  },
];
const HOSTS = VERSIONS.flatMap((version) => SERVINGS.map((serving) => ({ version, ...serving })));

let cluster: RunningCluster;
let browser: Browser;

beforeAll(async () => {
  const ports = { simulator: 0, flowApi: 0, cloudWatch: 0, prometheus: 0 };
  const simulator = { flowApi: { queryLatencyMs: 300 } };
  cluster = await startCluster({ ports, historyMs: 5 * 60_000, alertRulesIn: 'Prometheus', simulator });
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  await cluster.close();
});

describe.each(HOSTS)('the bundle with the libraries of Grafana $version, served $served', (host) => {
  const { version, theme, subPath, contentSecurityPolicy } = host;
  let workbench: Workbench;
  let page: Page;

  beforeAll(async () => {
    workbench = await hostPlugins(cluster, version, { subPath, contentSecurityPolicy, role: 'Admin' });
  });

  afterAll(() => workbench.close());

  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1440, height: 1400 } });
  });

  afterEach(() => page.close());

  it('draws the graph and the charts', async () => {
    const dashboard = new DashboardPage(page, workbench.url, NETWORK_OVERVIEW_UID);
    await dashboard.open({ theme });
    const graph = dashboard.panel(GRAPH);
    await graph.settled('Done');
    expect(await graph.root.getByRole('img', { name: /endpoints/ }).getAttribute('aria-label')).toMatch(
      /Highest losses: graphql-api to orders/
    );
    const chart = dashboard.panel('Top 10 pods by ingress bandwidth');
    await chart.settled('Done');
    expect(await chart.root.getByText(/^istio-ingress\/istio-ingressgateway-/).count()).toBeGreaterThan(0);
    expect(await page.getByRole('alert').count()).toBe(0);
    await dashboard.keepScreenshot(`grafana-${version}-${theme}`);
    expect(await pathsOfLinks(page)).toEqual(expect.arrayContaining([`${subPath}/d/${SERVICE_MAP_UID}`]));
    expect((await pathsOfLinks(page)).filter((link) => !link.startsWith(`${subPath}/`))).toEqual([]);
    expect(dashboard.problems.all).toEqual([]);
  });

  it("opens the app's page, with links that lead to Grafana wherever it is served", async () => {
    const problems = new PageProblems(page);
    await page.goto(`${workbench.url}/a/${APP_ID}?theme=${theme}`);
    await page.getByText(/^The data source is working/).waitFor();
    const links = await pathsOfLinks(page);
    expect(links).toEqual(
      expect.arrayContaining([
        `${subPath}/d/${NETWORK_OVERVIEW_UID}`,
        `${subPath}/connections/datasources/edit/eastwest-flows`,
      ])
    );
    expect(links.filter((link) => !link.startsWith(`${subPath}/`))).toEqual([]);
    expect(problems.all).toEqual([]);
  });

  it('lays out large graphs in a worker, and finds every chunk of its code', async () => {
    await recordWorkerResponses(page);
    await forceLayout(page);
    const workerFiles: string[] = [];
    page.on('worker', (worker) => workerFiles.push(fileOf(worker.url())));
    const loaded = new Set<string>();
    page.on('response', (response) => response.ok() && loaded.add(fileOf(response.url())));

    const dashboard = new DashboardPage(page, workbench.url, NETWORK_OVERVIEW_UID);
    await dashboard.open({ theme });
    const graph = dashboard.panel(GRAPH);
    await graph.settled('Done');
    await until(async () => Math.max(...(await positionCounts(page))) > 30);
    await loadChunks(page, workerFiles);
    await page.goto(`${workbench.url}/a/${APP_ID}?theme=${theme}`);
    await page.getByText(/^The data source is working/).waitFor();
    await loadChunks(page, workerFiles);
    expect(chunkFiles().filter((file) => !loaded.has(file))).toEqual([]);
    expect(dashboard.problems.all).toEqual([]);
  });
});

/** The paths of links to the host of the page, as a browser opens them in a new tab. */
function pathsOfLinks(page: Page): Promise<string[]> {
  return page
    .locator('a[href]')
    .evaluateAll((links: HTMLAnchorElement[]) =>
      links.filter(({ origin }) => origin === window.location.origin).map(({ pathname }) => pathname)
    );
}

function fileOf(url: string): string {
  return path.basename(new URL(url).pathname);
}
