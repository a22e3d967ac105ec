import { strFromU8, unzipSync } from 'fflate';
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
    const files = Object.entries(unzipSync(fs.readFileSync(await download.path()))).map(([path, bytes]) => ({
      path,
      documents: parseAllDocuments(strFromU8(bytes)).map((each) => each.toJS()),
    }));
    const [kustomization] = files.filter(({ path }) => path === 'kustomization.yaml');
    const policies = files.filter((file) => file !== kustomization);
    expect(policies.length).toBeGreaterThan(30);
    expect(kustomization?.documents[0]?.resources).toEqual(policies.map(({ path }) => path));
    expect(kubernetesProblems(policies.flatMap(({ documents }) => documents))).toEqual([]);
  });

  it('colors the flow graph by verdict, names denied connections in its list, and compares two stages', async () => {
    await open({ stage: 'default-deny' });
    await read('inventory.json', objects);
    const graph = page.getByRole('group', { name: 'Flow graph by verdict' });
    await graph.getByText('Color: verdict of network policies').waitFor();
    await graph.getByLabel(/ Flows: \d+ denied/).waitFor();
    await graph.getByRole('button', { name: 'Show list' }).click();
    const connections = graph.getByRole('grid');
    await connections.getByRole('columnheader', { name: 'Verdict' }).waitFor();
    await connections.getByRole('row').nth(1).click();
    await graph
      .getByText(/Denied: no (ingress|egress) rule of NetworkPolicy [\w-]+\/default-deny/)
      .first()
      .waitFor();
    await page.getByRole('combobox', { name: 'Compare with' }).click();
    await page.getByRole('option', { name: 'Today', exact: true }).click();
    await graph.getByLabel(/ Flows: \d+ newly denied/).waitFor();
    expect(new URL(page.url()).searchParams.get('compared')).toBe('today');
    expect(await page.getByText('Failed to load part of the panel').count()).toBe(0);
  });

  it('denies the flows of a rejected rule in the draft, and keeps the review when the page is loaded again', async () => {
    const file = 'ecommerce/graphql-api-allow-observed.yaml';
    await open({ stage: 'draft', file });
    await read('inventory.json', objects);
    const { denied } = await counts();
    const rule = page.getByRole('row', { name: /Egress to ecommerce\/products by way of Service/ });
    await rule.getByRole('radio', { name: 'Reject' }).click({ force: true });
    await rule.getByRole('textbox', { name: /^Note on/ }).fill('Not by design.');
    await rule.getByRole('textbox', { name: /^Note on/ }).press('Tab');
    await page.getByText(/^1 of \d+ rules reviewed$/).waitFor();
    expect((await counts()).denied).toBeGreaterThan(denied);
    await open({ stage: 'draft', file, view: 'text' });
    await read('inventory.json', objects);
    const text = page.getByRole('textbox', { name: file });
    expect(await text.inputValue()).toMatch(
      /# The review rejects the egress rule for ecommerce\/products .*Note: Not by design\./
    );
    expect((await counts()).denied).toBeGreaterThan(denied);
  });

  it('judges edited YAML at once, says what is wrong in it, and discards edits', async () => {
    const file = 'ecommerce/graphql-api-allow-observed.yaml';
    await open({ stage: 'draft', file, view: 'text' });
    await read('inventory.json', objects);
    const { denied } = await counts();
    const text = page.getByRole('textbox', { name: file });
    const generated = await text.inputValue();
    await text.fill(generated.replace(/port: 8080/g, 'port: 9090'));
    await page.getByRole('button', { name: 'Discard edits' }).waitFor();
    expect((await counts()).denied).toBeGreaterThan(denied);
    await text.fill(generated.replace('podSelector:', 'podSelectors:'));
    await page.getByRole('alert').filter({ hasText: 'spec.podSelectors is unknown' }).waitFor();
    await page.getByRole('button', { name: 'Discard edits' }).click();
    expect(await text.inputValue()).toBe(generated);
    expect((await counts()).denied).toBe(denied);
    await page.getByRole('radio', { name: 'Changes' }).click({ force: true });
    await page.getByLabel(`Changes of ${file}`).getByText('+ kind: NetworkPolicy').waitFor();
    expect(await seriousProblems(page, page.locator('main'))).toEqual([]);
  });

  it('finds flows that a design does not have', async () => {
    await open();
    await read('inventory.json', objects);
    const design = page.getByRole('region', { name: 'Compare with your design' });
    await design
      .getByRole('textbox')
      .fill('ecommerce/* -> *\n* -> ecommerce/*\necommerce/orders -> retail-store/ui: 81');
    await design.getByText(/^\d+ connections as designed and allowed, \d+ differences$/).waitFor();
    const [, first] = await rowsOf(design.getByRole('group', { name: 'Differences from your design' }));
    expect(first).toMatch(/^Not in the design/);
    expect(first).not.toContain('ecommerce/');
    await design.getByRole('textbox').fill('* -> *\necommerce/orders -> retail-store/ui: 81');
    await design.getByText(/ 1 difference$/).waitFor();
    const [, only] = await rowsOf(design.getByRole('group', { name: 'Differences from your design' }));
    expect(only).toMatch(/^Not observed.*ecommerce\/orders.*retail-store\/ui.*81/s);
  });

  it('compares the policies with what is enforced, from a second file', async () => {
    await open();
    const policies = ['known', 'forgotten'].map((name) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { namespace: 'ecommerce', name },
      spec: { podSelector: { matchLabels: { app: 'nothing' } } },
    }));
    const endpoint = {
      apiVersion: 'networking.k8s.aws/v1alpha1',
      kind: 'PolicyEndpoint',
      metadata: { namespace: 'ecommerce', name: 'known-x2k4z' },
      spec: {
        podSelector: { matchLabels: { app: 'nothing' } },
        policyRef: { namespace: 'ecommerce', name: 'known' },
        podIsolation: ['Ingress'],
      },
    };
    const file = (name: string, items: object[]) => ({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ kind: 'List', apiVersion: 'v1', items })),
    });
    await page
      .locator('input[type=file]')
      .setInputFiles([
        { name: 'inventory.json', mimeType: 'application/json', buffer: objects },
        file('policies.json', policies),
        file('policyendpoints.json', [endpoint]),
      ]);
    const enforced = page.getByRole('region', { name: 'What Amazon VPC CNI enforces differently' });
    await enforced
      .getByText(/NetworkPolicy ecommerce\/forgotten has no PolicyEndpoint, so it is not enforced\./)
      .waitFor();
    expect(await enforced.getByText('ecommerce/known').count()).toBe(0);
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
