import fs from 'node:fs/promises';
import { type Browser, type Locator, type Page } from 'playwright-core';
import { type Demo, startDemo } from '../../scripts/demo/startDemo';
import { demoScenario } from '../../simulator/incidents/demoScenario';
import { type Incident } from '../../simulator/incidents/incident';
import { type ClusterNode } from '../../simulator/world/nodes';
import { NETWORK_OVERVIEW_UID } from '../../src/common/dashboards';
import { startBrowser } from '../support/browser';
import { DashboardPage } from '../support/dashboardPage';
import { forceLayout } from '../support/forceLayout';
import { seriousProblems } from '../support/seriousProblems';
import { DEADLINE_MS, until } from '../support/until';
import * as detailsText from '../../src/flowgraph/messages/details';
import * as panelText from '../../src/flowgraph/messages/panel';
import * as problemsText from '../../src/flowgraph/messages/problems';
import { levelLabels } from '../../src/flowgraph/messages/shared';

const GRAPH = 'Traffic between workloads';
const HOSTILE = '<img src=x onerror="window.hacked=true">';
const RIGHT_TO_LEFT = 'متجر-التجزئة';
const LONG = 'n'.repeat(253);

/** The part of the response that a test changes. */
interface DashboardAnswer {
  dashboard: { panels: Array<{ title?: string; targets?: Array<{ format?: string }> }> };
}

/** The demo's incidents, and an exceeded allowance on every node: the nodes of a workload depend on the hour. */
function withBusyNodes(nodes: ClusterNode[], epochMs: number): Incident[] {
  const busy = nodes.map(({ name }) => ({
    ...{ id: `busy-${name}`, kind: 'inbound-bandwidth' as const, node: name, packetsPerSecond: 90, startMs: epochMs },
  }));
  return [...demoScenario(nodes, epochMs), ...busy];
}

describe('the flow graph in a browser', () => {
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  let dashboard: DashboardPage;
  let graph: Locator;

  beforeAll(async () => {
    const ports = { simulator: 0, flowApi: 0, cloudWatch: 0, prometheus: 0 };
    const simulator = { flowApi: { queryLatencyMs: 300 }, scenario: withBusyNodes };
    demo = await startDemo({ ports, workbenchPort: 0, historyMs: 20 * 60_000, simulator, proxyTimeoutMs: DEADLINE_MS });
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser.close();
    await demo.close();
  });

  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
    dashboard = new DashboardPage(page, demo.url, NETWORK_OVERVIEW_UID);
    graph = dashboard.panel(GRAPH).root;
  });

  afterEach(async () => {
    await page.close();
    expect(dashboard.problems.all).toEqual([]);
  });

  async function open(parameters: Record<string, string> = {}): Promise<void> {
    await dashboard.open(parameters);
    await dashboard.panel(GRAPH).settled('Done');
    await graph.getByRole('tree').waitFor({ state: 'attached' });
  }

  const details = () => graph.getByRole('complementary', { name: detailsText.detailsLabel });
  const summary = () => graph.getByRole('img', { name: /endpoints/ }).getAttribute('aria-label');
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  const item = (name: RegExp) => graph.getByRole('treeitem', { name });

  /** Presses Tab until an element has focus, as without a mouse. */
  async function tabTo(target: Locator): Promise<void> {
    await until(async () => {
      await page.keyboard.press('Tab');
      return target.evaluate((element) => element === document.activeElement);
    });
  }

  async function pressUntil(key: string, text: string): Promise<void> {
    await until(async () => {
      await page.keyboard.press(key);
      return (await focused()).includes(text);
    });
  }

  it('supports an investigation by keyboard, from the search to the network path of the worst pair', async () => {
    await open();
    await tabTo(graph.getByRole('textbox', { name: panelText.searchLabel }));
    await page.keyboard.type('graphql');
    await until(async () => /^\d+$/.test(await graph.getByRole('toolbar').getByRole('status').innerText()));
    await page.keyboard.press('Enter');
    await until(async () => (await details().getByRole('heading', { level: 3 }).innerText()) === 'graphql-api');

    await tabTo(graph.getByRole('treeitem').and(page.locator('[tabindex="0"]')));
    await page.keyboard.press('Home');
    await pressUntil('ArrowDown', 'istio-ingressgateway');
    await page.keyboard.press('ArrowLeft');
    await until(async () => /istio-ingress\d+ pods/.test(await focused()));
    await page.keyboard.press('ArrowLeft');
    await until(async () => (await item(/istio-ingress \d+ pods/).getAttribute('aria-expanded')) === 'false');
    expect(await item(/istio-ingressgateway/).count()).toBe(0);
    await page.keyboard.press('ArrowRight');
    await until(async () => (await item(/istio-ingressgateway/).count()) === 1);
    await dashboard.keepScreenshot('flow-graph-keyboard');

    await page.keyboard.press('Home');
    await pressUntil('ArrowDown', 'graphql-api');
    await page.keyboard.press('e');
    await until(async () => /graphql-apiorders/.test(await focused()));
    await page.keyboard.press('Enter');
    await until(
      async () => (await details().getByRole('heading', { level: 3 }).innerText()) === 'graphql-api → orders'
    );

    await tabTo(details().getByRole('group'));
    const shown = await details().innerText();
    expect(shown).toMatch(/Retransmissions\s+[\d.]+ K/);
    expect(shown).toMatch(/Network paths[\s\S]*ip-10-[\s\S]*Network interface eni-/);
    expect(shown).toMatch(/Flows \(\d+\)[\s\S]*graphql-api-\w+-\w+ → orders-\w+-\w+:8080/);
    const trend = detailsText.trendName('RETRANSMISSIONS', detailsText.fromNode('graphql-api'));
    await until(async () => new RegExp(`${trend}\\s+max [\\d.]+/s`).test(await details().innerText()));
    await until(async () => /exceeded: [\d.]+ (K|Mil) packets/.test(await details().innerText()));
    await dashboard.keepScreenshot('flow-graph-details');
    await page.keyboard.press('Escape');
    await until(async () => (await details().count()) === 0);
  });

  it.each(['dark', 'light'])('is accessible with the list and the details open (%s)', async (theme) => {
    await open({ theme });
    await graph.getByRole('button', { name: panelText.showList }).click();
    await item(/graphql-api/).click();
    await until(async () => /Nodes \(\d+\)/.test(await details().innerText()));
    await dashboard.keepScreenshot(`flow-graph-list-${theme}`);
    expect(await seriousProblems(page, graph)).toEqual([]);
  });

  it('ranks the planted incident first, and leads from the list of problems to its details', async () => {
    await open();
    const problems = graph.getByRole('region', { name: problemsText.headings.measure });
    const first = problems.getByRole('button').first();
    await until(async () => /graphql-api → orders\s+[\d.]+ K\/GB/.test(await first.innerText()));
    const map = await graph.getByRole('img', { name: /endpoints/ }).boundingBox();
    const list = await problems.boundingBox();
    expect(map && list && map.x + map.width <= list.x + 1).toBe(true);
    await first.click();
    await until(
      async () => (await details().getByRole('heading', { level: 3 }).innerText()) === 'graphql-api → orders'
    );
    await until(async () => /since( before)? \d\d:\d\d/.test(await first.innerText()));
    expect(await first.getAttribute('aria-pressed')).toBe('true');
    await dashboard.keepScreenshot('flow-graph-problems');
    await graph.getByRole('button', { name: panelText.hideProblems }).click();
    await until(async () => (await problems.count()) === 0);
  });

  it('restores the level, expanded groups and the selection from the URL', async () => {
    await open();
    const levels = graph.getByRole('radiogroup', { name: panelText.levelLabel });
    await levels.getByRole('radio', { name: levelLabels.workload }).focus();
    await page.keyboard.press('ArrowLeft');
    await until(() => levels.getByRole('radio', { name: levelLabels.namespace }).isChecked());
    await item(/ecommerce/).focus();
    await page.keyboard.press('ArrowRight');
    await until(async () => (await item(/orders-db/).count()) === 1);
    await item(/orders-db/).focus();
    await page.keyboard.press('Enter');
    await details().waitFor();
    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    await dashboard.panel(GRAPH).settled('Done');
    await until(async () => (await details().getByRole('heading', { level: 3 }).innerText()) === 'orders-db');
    await until(async () => (await item(/orders-db/).count()) === 1);
    expect(await item(/carts/).count()).toBe(0);
  });

  it('filters a pair of workloads, and removes the filters again', async () => {
    await open();
    const all = await summary();
    await item(/graphql-api/).focus();
    await page.keyboard.press('e');
    await page.keyboard.press('Enter');
    await details().getByRole('button', { name: detailsText.filterFlows }).click();
    await until(async () => /^2 endpoints/.test((await summary()) ?? ''));
    await graph
      .getByRole('button', { name: /^Remove filter name/ })
      .first()
      .click();
    await graph
      .getByRole('button', { name: /^Remove filter name/ })
      .first()
      .click();
    await until(async () => (await summary()) === all);
  });

  it('exports PNG, SVG and CSV', async () => {
    await open();
    const saved = async (choice: RegExp) => {
      await graph.getByRole('button', { name: panelText.exportLabel }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: choice }).click(),
      ]);
      return { name: download.suggestedFilename(), bytes: await fs.readFile(await download.path()) };
    };
    const png = await saved(/PNG/);
    expect(png.name).toMatch(/^Traffic-between-workloads .*\.png$/);
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
    const svg = await saved(/SVG/);
    expect(svg.bytes.toString()).toContain('>graphql-api</text>');
    const csv = await saved(/CSV/);
    const lines = csv.bytes.toString().split('\r\n');
    expect(lines[0]).toContain('Source,Source namespace');
    expect(lines.some((line) => line.startsWith('graphql-api,ecommerce,Deployment,orders,ecommerce'))).toBe(true);
  });

  it('computes the layout without a worker, and warns once', async () => {
    await page.addInitScript(() => {
      Object.assign(window, {
        Worker: class {
          constructor(url: URL) {
            throw new DOMException(`Script at '${url.pathname}' cannot be accessed.`, 'SecurityError');
          }
        },
      });
    });
    await forceLayout(page);
    await open();
    await until(async () => (await graph.getByText(/^Computing layout/).count()) === 0);
    await graph.getByRole('button', { name: panelText.resetLayout }).click();
    await until(async () => (await graph.getByText(/^Computing layout/).count()) === 0);
    const problems = dashboard.problems.all.splice(0);
    expect(problems).toEqual([
      expect.stringMatching(
        /^console warning: Flow graph: the layout worker failed \(Script at '.*' cannot be accessed/
      ),
    ]);
  });

  it('shows hostile, very long and right-to-left names as text', async () => {
    await page.route(/\/results(\?|$)/, async (route) => {
      const response = await route.fetch();
      const text = (await response.text())
        .replaceAll('"ecommerce"', JSON.stringify(HOSTILE))
        .replaceAll('"retail-store"', JSON.stringify(RIGHT_TO_LEFT))
        .replaceAll('"photo-gallery"', JSON.stringify(LONG));
      await route.fulfill({ response, body: text });
    });
    await open();
    for (const name of [HOSTILE, RIGHT_TO_LEFT, LONG]) {
      expect(await graph.getByRole('treeitem').filter({ hasText: name }).count()).toBeGreaterThan(0);
    }
    await graph.getByRole('treeitem').filter({ hasText: HOSTILE }).first().focus();
    await page.keyboard.press('Enter');
    await until(async () => (await details().innerText()).includes(HOSTILE));
    await dashboard.keepScreenshot('flow-graph-hostile-names');
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await graph.locator('img[src="x"]').count()).toBe(0);
  });

  it('draws a node graph of another data source with code that it loads on demand', async () => {
    await page.route(/\/api\/dashboards\/uid\//, async (route) => {
      const response = await route.fetch();
      const answer: DashboardAnswer = await response.json();
      const panel = answer.dashboard.panels.find(({ title }) => title === GRAPH);
      panel?.targets?.forEach((target) => (target.format = 'nodeGraph'));
      await route.fulfill({ response, json: answer });
    });
    await open();
    expect(await summary()).toMatch(/endpoints/);
    expect(await graph.getByRole('treeitem').filter({ hasText: 'graphql-api' }).count()).toBeGreaterThan(0);
  });

  it('keeps the toolbar in one line at 800 pixels', async () => {
    await page.setViewportSize({ width: 800, height: 900 });
    await open();
    const controls = graph.getByRole('toolbar').locator('button, select, input');
    const boxes = await Promise.all((await controls.all()).map((control) => control.boundingBox()));
    const middles = boxes.map((box) => box && box.y + box.height / 2);
    expect(middles.length).toBeGreaterThan(8);
    expect(Math.max(...middles.map(Number)) - Math.min(...middles.map(Number))).toBeLessThan(8);
  });

  it('shows the graph and the list on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 900 });
    await open();
    const room = (await graph.getByRole('toolbar').boundingBox()) ?? { x: 0, width: 0 };
    const controls = graph.getByRole('toolbar').locator('button, select, input');
    const boxes = await Promise.all((await controls.all()).map((control) => control.boundingBox()));
    expect(boxes.length).toBeGreaterThan(8);
    expect(boxes.filter((box) => !box || box.x < room.x || box.x + box.width > room.x + room.width)).toEqual([]);
    // At this size, names of workloads are not legible, so namespaces are collapsed.
    await item(/ecommerce/).focus();
    await page.keyboard.press('Enter');
    await until(async () => /Nodes \(\d+\)/.test(await details().innerText()));
    const box = await details().boundingBox();
    const frame = await graph.boundingBox();
    expect(box && frame && box.x >= frame.x && box.x + box.width <= frame.x + frame.width + 1).toBe(true);
    await dashboard.keepScreenshot('flow-graph-phone');
  });
});
