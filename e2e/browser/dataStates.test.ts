import { type Browser, type Page } from 'playwright-core';
import { type Demo, startDemo } from '../../scripts/demo/startDemo';
import {
  COLLECTION_HEALTH_UID,
  EFA_UID,
  FLOW_TABLE_UID,
  NETWORK_OVERVIEW_UID,
  NETWORK_POLICIES_UID,
  NODE_UID,
  SERVICE_MAP_UID,
  WORKLOAD_UID,
  ZONES_AND_COST_UID,
} from '../../src/common/dashboards';
import { startBrowser } from '../support/browser';
import { DashboardPage } from '../support/dashboardPage';
import { DEADLINE_MS } from '../support/until';

const QUICK = { queryLatencyMs: 300 };
const PAGES: Array<[name: string, uid: string]> = Object.entries({
  'Network overview': NETWORK_OVERVIEW_UID,
  'Service map': SERVICE_MAP_UID,
  'Flow table': FLOW_TABLE_UID,
  'Node network': NODE_UID,
  'Workload network': WORKLOAD_UID,
  'Zones and cost': ZONES_AND_COST_UID,
  'Network policies': NETWORK_POLICIES_UID,
  EFA: EFA_UID,
  'Collection health': COLLECTION_HEALTH_UID,
});

/** Panels for which the page has no replacement, and panels without queries. */
const SKIPPED_PANELS = ['Cross-zone share by service', 'About this dashboard'];

describe('panels without data', () => {
  let demo: Demo;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    demo = await startDemo({
      ports: { simulator: 0, flowApi: 0, cloudWatch: 0, prometheus: 0 },
      workbenchPort: 0,
      historyMs: 5 * 60_000,
      simulator: { flowApi: QUICK },
      proxyTimeoutMs: DEADLINE_MS,
    });
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser.close();
    await demo.close();
  });

  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1440, height: 4000 } });
  });

  afterEach(() => page.close());

  async function settledPanels(uid: string, state: 'Error' | 'Done', parameters: Record<string, string>) {
    const dashboard = new DashboardPage(page, demo.url, uid);
    await dashboard.open(parameters);
    const titles = (await dashboard.panelTitles()).filter((title) => !SKIPPED_PANELS.includes(title));
    const panels = [];
    for (const title of titles) {
      const panel = dashboard.panel(title);
      await panel.settled(state);
      panels.push({ title, text: await panel.text(), error: await panel.errorText(), notices: await panel.notices() });
    }
    expect(dashboard.problems.uncaught).toEqual([]);
    return panels;
  }

  it.each(PAGES)('show no zero on %s if nothing matches the filters', async (_, uid) => {
    const nothing = { 'var-namespace': 'no-such', 'var-node': 'no-such', 'var-cluster': 'no-such' };
    const panels = await settledPanels(uid, 'Done', { 'var-monitor': 'demo-monitor', ...nothing });
    const showsNoData = (text: string) => /Unknown|Otherwise, |No flows in this time range/.test(text);
    expect(panels.filter(({ text }) => !showsNoData(text) || /\b0\b/.test(text))).toEqual([]);
    expect(panels.filter(({ error }) => error !== '')).toEqual([]);
  });

  describe('while Prometheus and the flow API are down', () => {
    beforeAll(async () => {
      await demo.prometheus.stop();
      demo.simulator.flowApi.control.addFault({ kind: 'down' });
    });

    it.each(PAGES)('name the failure and what to do on %s, and show no value', async (_, uid) => {
      const panels = await settledPanels(uid, 'Error', { 'var-monitor': 'demo-monitor', 'var-node': 'a-node' });
      expect(panels.length).toBeGreaterThan(1);
      // The error text of panels that query Prometheus directly comes from the page's replacement of Grafana's data
      // source.
      const hasRemedy = (error: string) => /Check (that|the)|Select one in|Failed to reach Prometheus/.test(error);
      expect(panels.filter(({ error }) => !hasRemedy(error))).toEqual([]);
      const showsNoData = (text: string) => /Unknown|the query failed|could not be loaded/.test(text);
      expect(panels.filter(({ text }) => !showsNoData(text) || /\b0\b|No flows in this time range/.test(text))).toEqual(
        []
      );
    });
  });
});
