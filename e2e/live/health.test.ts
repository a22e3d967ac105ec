/** @jest-environment ./e2e/support/browserWithFetch.js */
import { type RunningCluster, startCluster } from '../../scripts/demo/startCluster';
import { type RunningPrometheus, startPrometheus } from '../../scripts/demo/startPrometheus';
import { type Fault } from '../../simulator/flowapi';
import { type FlowDataSourceOptions } from '../../src/datasource/settings/options';
import { type FakeGrafana, startFakeGrafana } from '../support/fakeGrafana';
import { until } from '../support/until';

/** As long as for a hang: on a busy machine, Prometheus takes longer than people want to wait. */
jest.mock('../../src/datasource/health/limit', () => ({ CHECK_LIMIT_MS: 300_000 }));

const DEFAULT_OPTIONS = { apiGeneration: '2026-11', hasUsualMonitors: true, accessKeys: null } as const;

/** Scrapes agents twice, with the target's own labels and for two clusters, and does not scrape kube-state-metrics. */
const misconfiguredConfig = (simulatorUrl: string) => `
global: { scrape_interval: 5s, scrape_timeout: 5s }
scrape_configs:
${[
  ['nfm', 'east'],
  ['nfm-again', 'east'],
  ['nfm-west', 'west'],
]
  .map(
    ([job, cluster]) => `
  - job_name: ${job}
    http_sd_configs: [{ url: '${simulatorUrl}/discovery/agents' }]
    relabel_configs:
      - { target_label: job, replacement: ${job} }
      - { target_label: cluster, replacement: ${cluster} }
      - { target_label: pod, replacement: aws-network-flow-monitor-agent-x }
      - { target_label: namespace, replacement: amazon-network-flow-monitor }`
  )
  .join('')}
`;

const withoutAgentsConfig = (simulatorUrl: string) => `
global: { scrape_interval: 5s, scrape_timeout: 5s }
scrape_configs:
  - job_name: kube-state-metrics
    honor_labels: true
    http_sd_configs: [{ url: '${simulatorUrl}/discovery/kube-state-metrics' }]
`;

describe('Save & test with the simulated account and cluster, a real Prometheus, and a proxy as in Grafana', () => {
  let cluster: RunningCluster;
  let misconfigured: RunningPrometheus;
  let withoutAgents: RunningPrometheus;
  let grafana: FakeGrafana;

  beforeAll(async () => {
    const ports = { simulator: 0, flowApi: 0, cloudWatch: 0, prometheus: 0 };
    cluster = await startCluster({
      ports,
      historyMs: 12 * 60_000,
      alertRulesIn: 'Prometheus',
      simulator: { nodes: 6 },
    });
    const { url } = cluster.simulator;
    [misconfigured, withoutAgents] = await Promise.all([
      startPrometheus({ config: misconfiguredConfig(url), port: 0 }),
      startPrometheus({ config: withoutAgentsConfig(url), port: 0 }),
    ]);
    const prometheus = (uid: string, server: { url: string }, timeInterval = '15s') => ({
      ...{ uid, name: `Prometheus, ${uid}`, type: 'prometheus', url: server.url, jsonData: { timeInterval } },
    });
    grafana = await startFakeGrafana([
      prometheus('good', cluster.prometheus),
      prometheus('hasty', cluster.prometheus, '5s'),
      prometheus('misconfigured', misconfigured),
      prometheus('without-agents', withoutAgents),
      { uid: 'logs', name: 'Logs', type: 'loki' },
    ]);
  });

  afterAll(async () => {
    await grafana.close();
    await Promise.all([cluster, misconfigured, withoutAgents].map((server) => server.close()));
  });

  beforeEach(() => {
    const { control } = cluster.simulator.flowApi;
    control.clearFaults();
    control.setOptions(DEFAULT_OPTIONS);
    control.resetStatistics();
  });

  /** The result with the settings of a healthy data source, except for these. */
  async function tested(over: FlowDataSourceOptions = {}) {
    const settings = { flowApiUrl: cluster.simulator.flowApiUrl, prometheusUid: 'good', ...over };
    const { status, message, details } = await grafana.flows(settings).testDatasource();
    return { status, message, lines: (details?.verboseMessage ?? '').split('\n') };
  }

  const isReported = async (text: RegExp, over: FlowDataSourceOptions) =>
    (await tested(over)).lines.some((line) => text.test(line));

  const denied = (operation: 'ListMonitors' | 'GetMonitor' | 'GetQueryResultsMonitorTopContributors'): Fault => ({
    ...{ kind: 'error', status: 403, errorType: 'AccessDeniedException', message: 'User is not authorized', operation },
  });

  it('reports a healthy setup as healthy, without starting or stopping a query', async () => {
    const { status, message, lines } = await tested();
    expect(lines.filter((line) => /^\[(ERROR|WARNING)/.test(line))).toEqual([]);
    expect(status).toBe('success');
    expect(message).toMatch(
      /^The data source is working\. 2 of 4 monitors are active: demo-monitor, demo-vpc-monitor\. 6 of 6 nodes have a responding agent \(scraped every 15 s\)\. Note: PENDING \(demo-next-monitor\)/
    );
    expect(lines).toContain(`[OK] Flow API: Reachable at ${cluster.simulator.flowApiUrl}.`);
    expect(lines).toContain('[OK] Prometheus: "Prometheus, good" responds.');
    const { requestsByOperation, queries } = cluster.simulator.flowApi.stats();
    expect(queries.started).toBe(0);
    expect(Object.keys(requestsByOperation).filter((operation) => /^(Start|Stop)|unknown/.test(operation))).toEqual([]);
    expect(Object.values(requestsByOperation)).toEqual(Array(14).fill(1));
  });

  describe('for the flow API', () => {
    it.each<[string, () => FlowDataSourceOptions, RegExp]>([
      [
        'nothing listens at the URL',
        () => ({ flowApiUrl: 'http://127.0.0.1:9' }),
        /cannot connect to http:\/\/127\.0\.0\.1:9: .*machine or container that runs Grafana/,
      ],
      [
        'the server does not support HTTPS',
        () => ({ flowApiUrl: cluster.simulator.flowApiUrl.replace('http:', 'https:') }),
        /cannot connect to https:.*TLS.*certificate/,
      ],
      [
        'the URL has no scheme',
        () => ({ flowApiUrl: 'gateway:8080' }),
        /"gateway:8080" is not a valid URL.*"http:\/\/gateway:8080"/,
      ],
      [
        'another service responds',
        () => ({ flowApiUrl: cluster.simulator.url }),
        /not the network-flow API \(HTTP 404.*URL/,
      ],
    ])('explains what to do if %s, and reports that metrics work', async (_, settings, text) => {
      const { status, message, lines } = await tested(settings());
      expect([status, message]).toEqual(['error', expect.stringMatching(text)]);
      expect(lines).toContainEqual(expect.stringMatching(/^\[OK\] Agents: 6 of 6 nodes/));
    });

    it.each<[string, Fault, RegExp]>([
      ['it is down', { kind: 'down' }, /cannot connect to .*Check the URL/],
      ['a sign-in page responds', { kind: 'htmlPage', status: 200 }, /not the network-flow API.*sign-in page/],
      [
        'listing is denied',
        denied('ListMonitors'),
        /^networkflowmonitor:ListMonitors is denied \(User is not authorized\)\. Allow/,
      ],
    ])('explains what to do if %s', async (_, fault, text) => {
      cluster.simulator.flowApi.control.addFault(fault);
      const { status, message } = await tested();
      expect([status, message]).toEqual(['error', expect.stringMatching(text)]);
    });

    it('distinguishes unsigned requests from missing permissions', async () => {
      cluster.simulator.flowApi.control.setOptions({ accessKeys: [] });
      const { status, message } = await tested();
      expect([status, message]).toEqual([
        'error',
        expect.stringMatching(/AWS received the request without a signature .*Enter the URL of a gateway/),
      ]);
    });

    it.each([
      ['GetMonitor', /GetMonitor \(details of monitors/],
      ['GetQueryResultsMonitorTopContributors', /GetQueryResultsMonitorTopContributors \(flows\)/],
    ] as const)('warns that %s is denied, and names the action', async (operation, text) => {
      cluster.simulator.flowApi.control.addFault(denied(operation));
      const { status, message } = await tested();
      expect([status, message]).toEqual([
        'warning',
        expect.stringMatching(/^The data source is working, with warnings: Denied to the identity/),
      ]);
      expect(message.match(/networkflowmonitor:\w+/g)).toEqual([`networkflowmonitor:${operation}`]);
      expect(message).toMatch(text);
    });

    it('only notes what an older endpoint does not support', async () => {
      cluster.simulator.flowApi.control.setOptions({ apiGeneration: '2026-10' });
      const { status, lines } = await tested();
      expect(status).toBe('success');
      expect(lines).toContainEqual(
        expect.stringMatching(/^\[NOTE\] Permissions: .*ListPerformanceMonitors.*ScopeSuggestions/)
      );
    });

    it('explains how to create a monitor if none exists', async () => {
      cluster.simulator.flowApi.control.setOptions({ hasUsualMonitors: false });
      const { status, message } = await tested();
      expect([status, message]).toEqual(['error', expect.stringMatching(/^No monitor exists.*Create one in the EKS/)]);
    });
  });

  describe('for Prometheus', () => {
    it.each<[string, FlowDataSourceOptions, string, RegExp]>([
      [
        'none is selected',
        { prometheusUid: undefined },
        'success',
        /^The data source is working\. .* Note: No Prometheus/,
      ],
      ['it no longer exists', { prometheusUid: 'old' }, 'error', /"old"\) no longer exists\. Select another/],
      ['it is not a Prometheus', { prometheusUid: 'logs' }, 'error', /"Logs".*"loki", which is not Prometheus/],
    ])('reports it if %s, and reports that flows work', async (_, settings, status, text) => {
      const shown = await tested(settings);
      expect([shown.status, shown.message]).toEqual([status, expect.stringMatching(text)]);
      expect(shown.lines).toContainEqual(expect.stringMatching(/^\[OK\] Monitors: 2 of 4/));
      expect(shown.lines.filter((line) => / Prometheus: /.test(line))).toHaveLength(1);
    });

    it('detects agents that run but are not scraped', async () => {
      const unscraped = { prometheusUid: 'without-agents' };
      await until(() => isReported(/kube-state-metrics: \d+ running pods found/, unscraped));
      const { status, message, lines } = await tested(unscraped);
      expect([status, message]).toEqual([
        'error',
        expect.stringMatching(/no metrics of network agents, although 6 agent pods are running\. Enable/),
      ]);
      expect(lines).toContainEqual(expect.stringMatching(/^\[OK\] Flow series: Not available/));
    });

    it('reports the failure of a Prometheus that does not respond, once', async () => {
      await withoutAgents.stop();
      const { status, message, lines } = await tested({ prometheusUid: 'without-agents' });
      await withoutAgents.start();
      expect([status, message]).toEqual([
        'error',
        expect.stringMatching(/"Prometheus, without-agents" failed: .*502.*Check that the data source is running/),
      ]);
      expect(lines.filter((line) => /data source "Prometheus, without-agents" failed/.test(line))).toHaveLength(1);
    });

    it('warns about windows that contain too few scrapes', async () => {
      const { status, message } = await tested({ prometheusUid: 'hasty' });
      expect([status, message]).toEqual(['warning', expect.stringMatching(/every 15 s.* is 5 s\. .*Set it to 15s/)]);
    });

    it('reports that kube-state-metrics exists although it is disabled in the settings', async () => {
      const { status, message } = await tested({ hasKubeStateMetrics: false });
      expect([status, message]).toEqual([
        'warning',
        expect.stringMatching(/available but disabled in the settings.*Enable it/),
      ]);
    });

    it('reports that a cluster label does not exist', async () => {
      const { status, message } = await tested({ clusterLabel: 'k8s' });
      expect([status, message]).toEqual([
        'warning',
        expect.stringMatching(/agents' series do not have the cluster label "k8s"/),
      ]);
    });
  });

  describe('for agents with a faulty scrape configuration', () => {
    const testedMisconfigured = (over: FlowDataSourceOptions = {}) =>
      tested({ prometheusUid: 'misconfigured', ...over });

    beforeAll(() =>
      until(async () => {
        const { lines } = await testedMisconfigured({ clusterLabel: 'cluster' });
        const all = [/6 agents are scraped by more than one target/, /12 of 12 nodes have a responding agent/];
        return all.every((text) => lines.some((line) => text.test(line)));
      })
    );

    it('reports all problems', async () => {
      const { status, lines } = await testedMisconfigured();
      expect(status).toBe('warning');
      for (const text of [
        /^\[WARNING\] Agents: 6 agents are scraped by more than one target.*Let a single Prometheus/,
        /^\[WARNING\] kube-state-metrics: .* enabled in the settings, but this Prometheus has no series of it\. Configure/,
        /^\[WARNING\] Labels: This Prometheus contains 2 clusters \(cluster: east, west\).*Enter "cluster"/,
        /^\[NOTE\] Labels: Prometheus renamed the agents' labels to exported_\*.*honor_labels: true/,
      ]) {
        expect(lines).toContainEqual(expect.stringMatching(text));
      }
    });

    it('follows the settings: it distinguishes clusters, and does not expect kube-state-metrics', async () => {
      const { lines } = await testedMisconfigured({ clusterLabel: 'cluster', hasKubeStateMetrics: false });
      expect(lines).toContain('[OK] Labels: 2 clusters by "cluster": east, west.');
      expect(lines).toContainEqual(expect.stringMatching(/^\[WARNING\] Agents: 6 agents are scraped by more than/));
      expect(lines).toContainEqual(expect.stringMatching(/^\[OK\] Agents: 12 of 12 nodes/));
      expect(lines).toContainEqual(expect.stringMatching(/^\[NOTE\] kube-state-metrics: Disabled in the settings/));
    });
  });

  it('names the node whose agent does not respond', async () => {
    const [node] = cluster.simulator.world.nodes;
    const body = JSON.stringify({ node: node?.name });
    await fetch(`${cluster.simulator.url}/control/agents/stop`, { method: 'POST', body });
    await until(() => isReported(/^\[NOTE\] Agents: 5 of 6 nodes have a responding agent/, {}));
    const { status, message } = await tested();
    const text = new RegExp(
      `^The data source is working, with warnings: .* on 1 node is not responding: ${node?.name}\\..*security group`
    );
    expect([status, message]).toEqual(['warning', expect.stringMatching(text)]);
  });
});
