import { type Browser, type Page } from 'playwright-core';
import { type RunningCluster, startCluster } from '../../scripts/demo/startCluster';
import { FLOW_TABLE_UID, NETWORK_OVERVIEW_UID, SERVICE_MAP_UID, ZONES_AND_COST_UID } from '../../src/common/dashboards';
import { APP_ID } from '../../src/common/pluginIds';
import * as detailsText from '../../src/flowgraph/messages/details';
import { levelLabels } from '../../src/flowgraph/messages/shared';
import { HOSTILE_STRINGS } from '../../src/testing/hostileStrings';
import { type Workbench } from '../../workbench/server/startWorkbench';
import { startBrowser } from '../support/browser';
import { DashboardPage } from '../support/dashboardPage';
import { HostileFlowApi, KEPT_MONITOR } from '../support/hostile/hostileFlowApi';
import { HostilePrometheus } from '../support/hostile/hostilePrometheus';
import { layoutProblems } from '../support/hostile/layoutProblems';
import { PageSafety } from '../support/hostile/pageSafety';
import { hoverOverGraph } from '../support/hostile/hoverOverGraph';
import { unsafeTexts } from '../support/hostile/unsafeTexts';
import { hostPlugins } from '../support/hostedPlugins';
import { until } from '../support/until';

const MAP = 'Service map';
const WIDE = { width: 1440, height: 1400 };
const PHONE = { width: 390, height: 1400 };

/** Each page once, each with other strings in its fields. */
const PAGES = [
  { name: 'Network overview', uid: NETWORK_OVERVIEW_UID, theme: 'dark', viewport: WIDE, round: 0 },
  { name: 'Network overview', uid: NETWORK_OVERVIEW_UID, theme: 'light', viewport: PHONE, round: 7 },
  { name: 'Service map', uid: SERVICE_MAP_UID, theme: 'light', viewport: WIDE, round: 13 },
  { name: 'Flow table', uid: FLOW_TABLE_UID, theme: 'dark', viewport: WIDE, round: 19 },
  { name: 'Flow table', uid: FLOW_TABLE_UID, theme: 'light', viewport: PHONE, round: 25 },
  { name: 'Zones and cost', uid: ZONES_AND_COST_UID, theme: 'light', viewport: WIDE, round: 31 },
  { name: 'Zones and cost', uid: ZONES_AND_COST_UID, theme: 'dark', viewport: PHONE, round: 37 },
];

const inJson = (text: string) => JSON.stringify({ message: text });
const FAILURES = [
  [400, 'application/json', inJson(HOSTILE_STRINGS.lines + HOSTILE_STRINGS.long)],
  [403, 'text/html', `<!doctype html>${HOSTILE_STRINGS.script}${HOSTILE_STRINGS.imageHandler}`],
  [404, 'text/plain', HOSTILE_STRINGS.rightToLeft + HOSTILE_STRINGS.controls + HOSTILE_STRINGS.loneHigh],
  [500, 'application/json', inJson(HOSTILE_STRINGS.imageHandler)],
  [500, 'application/json', inJson(HOSTILE_STRINGS.template + HOSTILE_STRINGS.grafanaVariable)],
] as const;

describe('hostile texts in every response', () => {
  let cluster: RunningCluster;
  let flowApi: HostileFlowApi;
  let prometheus: HostilePrometheus;
  let workbench: Workbench;
  let browser: Browser;
  let page: Page;
  let safety: PageSafety;

  beforeAll(async () => {
    const ports = { simulator: 0, flowApi: 0, cloudWatch: 0, prometheus: 0 };
    const simulator = { flowApi: { queryLatencyMs: 300 } };
    cluster = await startCluster({ ports, historyMs: 20 * 60_000, alertRulesIn: 'Prometheus', simulator });
    flowApi = new HostileFlowApi(cluster.simulator.flowApiUrl);
    prometheus = new HostilePrometheus(cluster.prometheus.url);
    await Promise.all([flowApi.start(), prometheus.start()]);
    const urls = { EASTWEST_FLOW_API_URL: flowApi.url, EASTWEST_PROMETHEUS_URL: prometheus.url };
    const environment = { ...cluster.environment, ...urls };
    workbench = await hostPlugins({ ...cluster, environment }, '12.4', { role: 'Admin' });
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser.close();
    await workbench.close();
    await Promise.all([flowApi.close(), prometheus.close()]);
    await cluster.close();
  });

  beforeEach(() => {
    flowApi.failure = undefined;
    prometheus.failure = undefined;
  });

  afterEach(() => page.close());

  async function open(uid: string, parameters: Record<string, string> = {}, viewport = WIDE): Promise<DashboardPage> {
    page = await browser.newPage({ viewport });
    safety = new PageSafety(page, workbench.url);
    const dashboard = new DashboardPage(page, workbench.url, uid);
    await dashboard.open({ 'var-monitor': KEPT_MONITOR, ...parameters });
    await dashboard.panelTitles();
    await settled();
    return dashboard;
  }

  /** Waits until no panel is loading. */
  async function settled(): Promise<void> {
    const panels = page.locator('[data-panel-state]');
    const states = () => panels.evaluateAll((all) => all.map((panel) => panel.getAttribute('data-panel-state') ?? ''));
    await until(async () => (await states()).every((state) => ['Done', 'Error'].includes(state)));
  }

  const problems = async () => [
    ...(await safety.problems()),
    ...(await layoutProblems(page)),
    ...(await unsafeTexts(page)),
  ];

  it.each(PAGES)('are shown as texts within the panels of $name ($theme, $viewport.width pixels)', async (shown) => {
    const { uid, theme, viewport, round } = shown;
    flowApi.round = prometheus.round = round;
    const dashboard = await open(uid, { theme }, viewport);
    await dashboard.keepScreenshot(`hostile-${uid}-${theme}-${viewport.width}`);
    expect(await problems()).toEqual([]);
    expect(dashboard.problems.all).toEqual([]);
  });

  it('are shown by tooltips, the list, and the details of nodes and edges', async () => {
    flowApi.round = prometheus.round = 3;
    const dashboard = await open(SERVICE_MAP_UID);
    const graph = dashboard.panel(MAP).root;
    const tooltips = await hoverOverGraph(page, graph);
    expect(tooltips.node).toMatch(/\S/);
    expect(tooltips.edge).toMatch(/\S to \S/);
    expect(await problems()).toEqual([]);

    // With such long names, the map has room for namespaces only, until someone selects a level.
    await graph.getByRole('radio', { name: levelLabels.pod }).click({ force: true });
    const details = graph.getByRole('complementary', { name: detailsText.detailsLabel });
    const heading = details.getByRole('heading', { level: 3 });
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    const items = graph.getByRole('treeitem');
    await until(async () => (await items.count()) > 20);
    await items.first().focus();
    for (const [index] of (await items.all()).entries()) {
      if (index % 24 === 0) {
        await page.keyboard.press('Enter');
        await until(async () => (await heading.innerText()).trim() !== '');
        expect(await problems()).toEqual([]);
      }
      const before = await focused();
      await page.keyboard.press('ArrowDown');
      expect(before).toMatch(/\S/);
    }
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('e');
    await page.keyboard.press('Enter');
    await until(async () => (await heading.innerText()).includes(' → '));
    await dashboard.keepScreenshot('hostile-details');
    expect(await problems()).toEqual([]);
    expect(dashboard.problems.all).toEqual([]);
  });

  it.each(FAILURES)('are shown in the message of an error with the status %d and the type %s', async (...failure) => {
    const [status, type, body] = failure;
    flowApi.failure = { status, headers: { 'content-type': type }, body };
    prometheus.failure = flowApi.failure;
    const dashboard = await open(NETWORK_OVERVIEW_UID);
    await dashboard.keepScreenshot(`hostile-error-${status}`);
    expect(await dashboard.panel('Traffic between workloads').text()).toMatch(
      /the data source settings|Change the query|IAM policy|Select another monitor|Try again/
    );
    expect(await problems()).toEqual([]);
    expect(dashboard.problems.uncaught).toEqual([]);
  });

  it.each([WIDE, PHONE])(
    'are shown by the checks of Save & test and by the diagnosis on the page of the app ($width pixels)',
    async (viewport) => {
      flowApi.round = prometheus.round = 5;
      page = await browser.newPage({ viewport });
      safety = new PageSafety(page, workbench.url);
      const { problems: ofPage } = new DashboardPage(page, workbench.url, '');
      await page.goto(`${workbench.url}/a/${APP_ID}`);
      const checks = page.getByRole('region', { name: 'Data sources' }).locator('details');
      await checks.first().waitFor();
      await page.getByRole('button', { name: 'Download report' }).waitFor();
      await page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
      expect(await checks.first().innerText()).toMatch(/Monitors: /);
      await page.screenshot({ path: `artifacts/screenshots/hostile-app-${viewport.width}.png`, fullPage: true });
      expect(await problems()).toEqual([]);
      expect(ofPage.all).toEqual([]);
    }
  );

  it('would be found if a panel rendered them unsafely', async () => {
    page = await browser.newPage({ viewport: WIDE });
    safety = new PageSafety(page, workbench.url);
    await page.goto(workbench.url);
    const panel = (content: string) =>
      page.evaluate((html) => {
        document.body.innerHTML = `<div data-panel-title="Unsafe" style="width:200px;height:50px">
          <div role="toolbar"></div>${html}</div>`;
      }, content);
    const { imageHandler, foreignImage, javascriptUrl, long, rightToLeft } = HOSTILE_STRINGS;
    await panel(imageHandler);
    await until(async () => (await safety.problems()).includes('a script ran'));
    expect(await problems()).toContain('<img> has the handler onerror');
    await panel(foreignImage);
    await until(async () => (await safety.problems()).some((problem) => problem.startsWith('a request to')));
    await panel(`<a href="${javascriptUrl}">link</a>`);
    expect(await problems()).toContainEqual(expect.stringMatching(/^<a> has the href javascript:/));
    await panel(`<span>${long}</span>`);
    expect(await problems()).toContainEqual(expect.stringMatching(/^the page is \d+ wide/));
    await panel(`<div style="overflow:hidden;width:150px">${long}</div>`);
    expect(await layoutProblems(page)).toEqual([]);
    await panel(`<div style="position:relative;left:100px;width:150px">wide</div>`);
    expect(await layoutProblems(page)).toContainEqual(expect.stringMatching(/^Unsafe: <div> with wide/));
    await panel(`<span>${rightToLeft}</span><span role="treeitem"></span>`);
    expect(await unsafeTexts(page)).toEqual([expect.stringMatching(/^unsafe text/), 'a treeitem without a name']);
  });
});
