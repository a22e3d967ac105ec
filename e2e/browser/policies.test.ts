import fs from 'node:fs';
import { type Browser, type Locator, type Page } from 'playwright-core';
import { parseAllDocuments } from 'yaml';
import { kubernetesProblems } from '../../gateway/testing/kubernetesProblems';
import { type Demo, startDemo } from '../../scripts/demo/startDemo';
import app from '../../plugin.json';
import { startBrowser } from '../support/browser';
import { PageProblems } from '../support/pageProblems';
import { seriousProblems } from '../support/seriousProblems';
import { DEADLINE_MS } from '../support/until';

describe('the page with policies', () => {
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  let problems: PageProblems;
  let objects: Buffer;

  beforeAll(async () => {
    demo = await startDemo({
      ports: { simulator: 0, flowApi: 0, cloudWatch: 0, prometheus: 0 },
      workbenchPort: 0,
      historyMs: 35 * 60_000,
      simulator: { flowApi: { queryLatencyMs: 300 } },
      proxyTimeoutMs: DEADLINE_MS,
    });
    browser = await startBrowser();
    const answer = await fetch(`${demo.simulator.url}/kubernetes/objects`);
    objects = Buffer.from(await answer.text());
  });

  afterAll(async () => {
    await browser.close();
    await demo.close();
  });

  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1440, height: 1400 } });
    page.setDefaultTimeout(DEADLINE_MS);
    problems = new PageProblems(page);
  });

  afterEach(async () => {
    await page.close();
    expect(problems.uncaught).toEqual([]);
  });

  const open = (parameters: Record<string, string> = {}) =>
    page.goto(
      `${demo.url}/a/${app.id}/policies?${new URLSearchParams({ monitor: 'demo-monitor', ...parameters }).toString()}`
    );
  const read = (name: string, buffer: Buffer) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer });
  const counts = async () => {
    const text = (await page.getByRole('status').filter({ hasText: 'allowed' }).innerText()).replace(/,/g, '');
    const [allowed = NaN, denied = NaN, unknown = NaN] = (text.match(/\d+/g) ?? []).map(Number);
    return { allowed, denied, unknown };
  };
  const choose = (stage: string) => page.getByRole('radio', { name: stage, exact: true }).click({ force: true });
  const rowsOf = (table: Locator) => table.getByRole('row').allInnerTexts();

  it('shows what policies deny in each stage, and why, and keeps the choice in the URL', async () => {
    await open();
    await read('inventory.json', objects);
    const today = await counts();
    expect(today).toMatchObject({ denied: 0, unknown: 0 });
    expect(today.allowed).toBeGreaterThan(100);
    await choose('Default deny');
    await page
      .getByText(/Denied: no (ingress|egress) rule of NetworkPolicy [\w-]+\/default-deny allows/)
      .first()
      .waitFor();
    expect((await counts()).denied).toBeGreaterThan(today.allowed / 2);
    await choose('Generated');
    await page.getByText('All observed flows are allowed.').waitFor();
    expect(await counts()).toEqual(today);
    await choose('Generated and default deny');
    const [, ...namespaces] = await rowsOf(page.getByRole('region', { name: 'Namespaces' }));
    expect(namespaces.length).toBeGreaterThan(5);
    expect(new URL(page.url()).searchParams.get('stage')).toBe('generated-default-deny');
    expect(await seriousProblems(page, page.locator('main'))).toEqual([]);
  });

  it('filters flows by namespace, with the keyboard', async () => {
    await open({ stage: 'default-deny' });
    await read('inventory.json', objects);
    const flows = page.getByRole('region', { name: 'Flows' });
    await flows.getByRole('row').nth(1).waitFor();
    await page.getByRole('region', { name: 'Namespaces' }).getByRole('button', { name: 'batch' }).focus();
    await page.keyboard.press('Enter');
    await flows.getByRole('button', { name: 'batch' }).waitFor();
    const [, ...rows] = await rowsOf(flows);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => !row.includes('batch/'))).toEqual([]);
  });

  it('downloads files that Kubernetes accepts', async () => {
    await open();
    await read('inventory.json', objects);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^Download all/ }).click(),
    ]);
    const documents = parseAllDocuments(fs.readFileSync(await download.path(), 'utf8')).map((each) => each.toJS());
    expect(documents.length).toBeGreaterThan(30);
    expect(kubernetesProblems(documents)).toEqual([]);
  });

  it.each([
    ['is not a list of objects', '{"items":', /neither JSON nor YAML/],
    [
      'has objects with problems',
      '{"kind":"Pod","apiVersion":"v1","metadata":{"name":"a"},"spec":{}}',
      /namespace default is not/,
    ],
  ])('says what to do if a file %s', async (_, text, message) => {
    await open();
    await read('inventory.json', Buffer.from(text));
    await page.getByRole('alert').filter({ hasText: message }).waitFor();
  });

  it('says that flows cannot be queried, and what to do', async () => {
    await open({ monitor: 'gone' });
    await page
      .getByRole('alert')
      .filter({ hasText: /Monitor "gone"/ })
      .waitFor();
    expect(await page.getByRole('combobox', { name: 'Monitor or cluster' }).inputValue()).toBe('gone');
  });
});
