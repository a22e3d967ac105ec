import fs from 'node:fs';
import path from 'node:path';
import { type Browser, type Page } from 'playwright-core';
import { type Demo, startDemo } from '../../scripts/demo/startDemo';
import app from '../../plugin.json';
import { startBrowser } from '../support/browser';
import { PageProblems } from '../support/pageProblems';
import { seriousProblems } from '../support/seriousProblems';
import { DEADLINE_MS, until } from '../support/until';

const SCREENSHOTS = path.join(__dirname, '../../artifacts/screenshots');
/** The pair that loses packets at the start of each demo. */
const PAIR = 'ecommerce/graphql-api and ecommerce/orders';
const PLACE = 'pair/workload%2Fecommerce%2Fgraphql-api/workload%2Fecommerce%2Forders';

describe('the pages with diagnoses', () => {
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  let problems: PageProblems;

  beforeAll(async () => {
    demo = await startDemo({
      ports: { simulator: 0, flowApi: 0, cloudWatch: 0, prometheus: 0 },
      workbenchPort: 0,
      historyMs: 65 * 60_000,
      simulator: { flowApi: { queryLatencyMs: 300 } },
      proxyTimeoutMs: DEADLINE_MS,
    });
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser.close();
    await demo.close();
  });

  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1440, height: 2200 } });
    page.setDefaultTimeout(DEADLINE_MS);
    problems = new PageProblems(page);
  });

  afterEach(async () => {
    await page.close();
    expect(problems.uncaught).toEqual([]);
  });

  const open = (name: string, parameters: Record<string, string> = {}) =>
    page.goto(`${demo.url}/a/${app.id}${name}?${new URLSearchParams(parameters).toString()}`);
  const verdict = () => page.getByRole('status').filter({ hasText: /problem/ });
  const parameter = (name: string) => new URL(page.url()).searchParams.get(name);
  const keepScreenshot = (name: string) =>
    page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), fullPage: true });

  it('lead from the start page to the network path of the lossy pair in three clicks', async () => {
    await open('');
    const card = page.getByRole('article').filter({ hasText: PAIR }).first();
    await card.waitFor();
    expect(await verdict().innerText()).toMatch(/^\d+ problems? in the network/);
    const watched = page.getByRole('region', { name: 'What is watched' });
    const nodes = demo.simulator.world.nodes.length;
    await watched.getByText(`Nodes whose network agent responds: ${nodes} of ${nodes}`, { exact: true }).waitFor();
    await page
      .getByRole('region', { name: 'What changed' })
      .getByRole('table')
      .or(page.getByText(/^No flow is known from/))
      .first()
      .waitFor();
    await keepScreenshot('now');
    expect(await seriousProblems(page, page.locator('main'))).toEqual([]);
    const why = card.getByText('Why, and what else it can be');
    if (!(await card.getByText('What it explains').isVisible())) {
      await why.click();
    }
    await card.getByRole('link', { name: PAIR, exact: true }).first().click();
    await page.getByRole('heading', { name: 'Network paths' }).waitFor();
    expect(parameter('place')).toBe(PLACE);
    const hop = page.getByRole('region', { name: 'Network paths' }).getByRole('link').first();
    expect(await hop.getAttribute('href')).toMatch(/^https:\/\/.*console\.aws\.amazon\.com\//);
    expect(await page.getByRole('article').first().innerText()).toContain(PAIR);
  });

  it('select the same place in the map, the trail, the flows, and the URL', async () => {
    await open('/investigate', { place: PLACE });
    const trail = page.getByRole('navigation', { name: 'Selection' });
    await page.getByRole('heading', { name: /graphql-api → orders/ }).waitFor();
    expect(await trail.locator('[aria-current]').innerText()).toBe(PAIR);
    const rows = await page.getByRole('region', { name: 'Flows' }).getByRole('row').allInnerTexts();
    expect(rows.slice(1).filter((row) => !/graphql-api.*orders/.test(row))).toEqual([]);
    expect(rows.length).toBeGreaterThan(1);
    await keepScreenshot('investigate');
    expect(await seriousProblems(page, page.locator('main'))).toEqual([]);
    await trail.getByRole('link', { name: 'ecommerce/orders' }).click();
    await until(async () => (await trail.locator('[aria-current]').innerText()) === 'ecommerce/orders');
    await page.getByRole('group', { name: 'Flow graph' }).getByRole('heading', { name: 'orders' }).waitFor();
    await trail.getByRole('link', { name: 'Everything' }).click();
    await until(async () => (await trail.locator('[aria-current]').innerText()) === 'Everything');
    expect(parameter('place')).toBeNull();
  });

  it('compare with an earlier time in the table of changes and in the map', async () => {
    await open('/investigate', { place: PLACE });
    const changes = page.getByRole('region', { name: 'What changed' });
    await changes.getByRole('radio', { name: 'The time before' }).check({ force: true });
    await changes.getByText(/^Data: .+ \(before: .+\)$/).waitFor();
    expect(parameter('compare')).toBe('before');
    await page.getByRole('group', { name: 'Flow graph' }).getByText('Compared with').first().waitFor();
    await keepScreenshot('investigate-compared');
    expect(await seriousProblems(page, page.locator('main'))).toEqual([]);
    // Nothing was collected a week ago, which is not the same as no traffic.
    await changes.getByRole('radio', { name: 'A week earlier' }).check({ force: true });
    await changes.getByText(/^No flow is known from/).waitFor();
    await changes.getByRole('radio', { name: 'Not compared' }).check({ force: true });
    await until(async () => parameter('compare') === null);
  });

  it('download a report with the causes at the selected place, notes, pinned places, and links', async () => {
    await open('/investigate', { place: PLACE, alert: 'Retransmissions' });
    await page.getByRole('button', { name: 'Pin this selection' }).click();
    await page.getByRole('list', { name: 'Pinned' }).getByRole('link', { name: PAIR }).waitFor();
    const notes = page.getByRole('textbox', { name: 'Notes for the report' });
    await notes.fill('Rolled back at 10:20.');
    await notes.blur();
    await until(async () => parameter('notes') === 'Rolled back at 10:20.' && parameter('pins') === PLACE);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download report' }).click(),
    ]);
    const report = fs.readFileSync(await download.path(), 'utf8');
    expect(report).toContain(`# Network problems: ${PAIR}`);
    expect(report).toContain('Alert: Retransmissions');
    expect(report).toContain('## Notes\n\nRolled back at 10:20.');
    expect(report).toContain(`## Pinned places\n\n- [${PAIR}](<`);
    expect(report).toMatch(/retransmissions and timeouts between ecommerce\/graphql-api and ecommerce\/orders/);
    const [, link = ''] = report.match(/\(<(.*)>\)/) ?? [];
    expect(new URL(link).searchParams.get('place')).toBe(PLACE);
    expect(new URL(link).searchParams.get('from')).toMatch(/^\d{4}-\d\d-\d\dT/);
    await page.getByRole('button', { name: `Remove ${PAIR} from the pinned places` }).click();
    await page.getByRole('list', { name: 'Pinned' }).waitFor({ state: 'detached' });
    expect(parameter('notes')).toBe('Rolled back at 10:20.');
  });

  it('say what is missing if the flow API is down, and still name the causes from Prometheus', async () => {
    demo.simulator.flowApi.control.addFault({ kind: 'down' });
    await open('/investigate', { place: PLACE });
    await page
      .getByText(/flow API is not responding/)
      .first()
      .waitFor();
    await page.getByRole('article').filter({ hasText: PAIR }).first().waitFor();
    // The flows come from Prometheus instead.
    await page.getByRole('region', { name: 'Flows', exact: true }).getByRole('row').nth(1).waitFor();
    await keepScreenshot('investigate-without-api');
    demo.simulator.flowApi.control.clearFaults();
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('region', { name: 'Flows' }).getByRole('row').nth(1).waitFor();
  });
});
