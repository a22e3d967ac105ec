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

const GRAPH = 'Traffic between workloads';
const HOSTILE = '<img src=x onerror="window.hacked=true">';
const RIGHT_TO_LEFT = 'متجر-التجزئة';
const LONG = 'n'.repeat(253);

/** As far as a test changes it. */
interface DashboardAnswer {
  dashboard: { panels: Array<{ title?: string; targets?: Array<{ format?: string }> }> };
}

/** The demo's incidents, and every node over an allowance: on which nodes a workload runs depends on the hour. */
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

  const details = () => graph.getByRole('complementary', { name: 'Details' });
  const summary = () => graph.getByRole('img', { name: /endpoints/ }).getAttribute('aria-label');
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  const item = (name: RegExp) => graph.getByRole('treeitem', { name });

  /** Presses Tab until something is focused, as somebody would who has no mouse. */
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

  it('is investigated by keyboard alone, from the search to the network path of the worst pair', async () => {
    await open();
    await tabTo(graph.getByRole('textbox', { name: 'Find in the graph' }));
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
    const told = await details().innerText();
    expect(told).toMatch(/Retransmissions\s+[\d.]+ K/);
    expect(told).toMatch(/Network paths[\s\S]*ip-10-[\s\S]*Network interface eni-/);
    expect(told).toMatch(/Flows \(\d+\)[\s\S]*graphql-api-\w+-\w+ → orders-\w+-\w+:8080/);
    await until(async () => /Retransmissions from graphql-api\s+most [\d.]+\/s/.test(await details().innerText()));
    await until(async () => /exceeded: [\d.]+ (K|Mil) packets/.test(await details().innerText()));
    await dashboard.keepScreenshot('flow-graph-details');
    await page.keyboard.press('Escape');
    await until(async () => (await details().count()) === 0);
  });

  it.each(['dark', 'light'])('keeps nobody out, with the list and details open (%s)', async (theme) => {
    await open({ theme });
    await graph.getByRole('button', { name: 'List endpoints and connections' }).click();
    await item(/graphql-api/).click();
    await until(async () => /Runs on/.test(await details().innerText()));
    await dashboard.keepScreenshot(`flow-graph-list-${theme}`);
    expect(await seriousProblems(page, graph)).toEqual([]);
  });

  it('shows others the same by its address: level, what is open, and what is selected', async () => {
    await open();
    await graph.getByRole('combobox', { name: 'Level' }).selectOption('Namespace');
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

  it('is narrowed to a pair by a click, and widened again', async () => {
    await open();
    const all = await summary();
    await item(/graphql-api/).focus();
    await page.keyboard.press('e');
    await page.keyboard.press('Enter');
    await details().getByRole('button', { name: 'Filter flows' }).click();
    await until(async () => /^2 endpoints/.test((await summary()) ?? ''));
    await graph
      .getByRole('button', { name: /^Remove name/ })
      .first()
      .click();
    await graph
      .getByRole('button', { name: /^Remove name/ })
      .first()
      .click();
    await until(async () => (await summary()) === all);
  });

  it('saves what is seen: PNG, SVG and the numbers as CSV', async () => {
    await open();
    const saved = async (choice: RegExp) => {
      await graph.getByRole('button', { name: 'Export' }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: choice }).click(),
      ]);
      return { name: download.suggestedFilename(), bytes: await fs.readFile(await download.path()) };
    };
    const png = await saved(/PNG/);
    expect(png.name).toMatch(/^Who-talks-to-whom .*\.png$/);
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
    const svg = await saved(/SVG/);
    expect(svg.bytes.toString()).toContain('>graphql-api</text>');
    const csv = await saved(/CSV/);
    const lines = csv.bytes.toString().split('\r\n');
    expect(lines[0]).toContain('Source,Source namespace');
    expect(lines.some((line) => line.startsWith('graphql-api,ecommerce,Deployment,orders,ecommerce'))).toBe(true);
  });

  it('says once why no worker can lay it out, and lays it out all the same', async () => {
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
    await until(async () => (await graph.getByText(/^Placing/).count()) === 0);
    await graph.getByRole('button', { name: 'Place everything anew' }).click();
    await until(async () => (await graph.getByText(/^Placing/).count()) === 0);
    const problems = dashboard.problems.all.splice(0);
    expect(problems).toEqual([
      expect.stringMatching(
        /^console warning: Flow graph: the layout worker failed \(Script at '.*' cannot be accessed/
      ),
    ]);
  });

  it('takes hostile, endless and right-to-left names for what they are: names', async () => {
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

  it('draws a node graph of another source, with code that it loads for such data', async () => {
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

  it('is a picture with a list on a phone, too', async () => {
    await page.setViewportSize({ width: 390, height: 900 });
    await open();
    const room = (await graph.getByRole('toolbar').boundingBox()) ?? { x: 0, width: 0 };
    const controls = graph.getByRole('toolbar').locator('button, select, input');
    const boxes = await Promise.all((await controls.all()).map((control) => control.boundingBox()));
    expect(boxes.length).toBeGreaterThan(8);
    expect(boxes.filter((box) => !box || box.x < room.x || box.x + box.width > room.x + room.width)).toEqual([]);
    // At this size names of workloads cannot be read, so that namespaces are closed.
    await item(/ecommerce/).focus();
    await page.keyboard.press('Enter');
    await until(async () => /Runs on/.test(await details().innerText()));
    const box = await details().boundingBox();
    const frame = await graph.boundingBox();
    expect(box && frame && box.x >= frame.x && box.x + box.width <= frame.x + frame.width + 1).toBe(true);
    await dashboard.keepScreenshot('flow-graph-phone');
  });
});
