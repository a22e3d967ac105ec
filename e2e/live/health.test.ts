/** @jest-environment ./e2e/support/browserWithFetch.js */
import { type RunningCluster, startCluster } from '../../scripts/demo/startCluster';
import { type RunningPrometheus, startPrometheus } from '../../scripts/demo/startPrometheus';
import { type Fault } from '../../simulator/flowapi';
import { type FlowDataSourceOptions } from '../../src/datasource/settings/options';
import { type PretendGrafana, startPretendGrafana } from '../support/pretendGrafana';
import { until } from '../support/until';

const USUAL = { apiGeneration: '2026-11', hasUsualMonitors: true, requireSignature: false } as const;

/** Scrapes agents twice, under labels of the target's own and under two clusters, and no kube-state-metrics. */
const carelessConfig = (simulatorUrl: string) => `
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

describe('Save & test, on the simulated account and cluster, a real Prometheus and the proxy as Grafana has it', () => {
  let cluster: RunningCluster;
  let careless: RunningPrometheus;
  let withoutAgents: RunningPrometheus;
  let grafana: PretendGrafana;

  beforeAll(async () => {
    const ports = { simulator: 0, flowApi: 0, cloudWatch: 0, prometheus: 0 };
    cluster = await startCluster({
      ports,
      historyMs: 12 * 60_000,
      alertRulesIn: 'Prometheus',
      simulator: { nodes: 6 },
    });
    const { url } = cluster.simulator;
    [careless, withoutAgents] = await Promise.all([
      startPrometheus({ config: carelessConfig(url), port: 0 }),
      startPrometheus({ config: withoutAgentsConfig(url), port: 0 }),
    ]);
    const prometheus = (uid: string, server: { url: string }, timeInterval = '15s') => ({
      ...{ uid, name: `Prometheus, ${uid}`, type: 'prometheus', url: server.url, jsonData: { timeInterval } },
    });
    grafana = await startPretendGrafana([
      prometheus('good', cluster.prometheus),
      prometheus('hasty', cluster.prometheus, '5s'),
      prometheus('careless', careless),
      prometheus('without-agents', withoutAgents),
      { uid: 'logs', name: 'Logs', type: 'loki' },
    ]);
  });

  afterAll(async () => {
    await grafana.close();
    await Promise.all([cluster, careless, withoutAgents].map((server) => server.close()));
  });

  beforeEach(() => {
    const { control } = cluster.simulator.flowApi;
    control.clearFaults();
    control.setOptions(USUAL);
    control.resetStatistics();
  });

  /** What is shown, with the settings of a healthy data source but for these. */
  async function tested(over: FlowDataSourceOptions = {}) {
    const settings = { flowApiUrl: cluster.simulator.flowApiUrl, prometheusUid: 'good', ...over };
    const { status, message, details } = await grafana.flows(settings).testDatasource();
    return { status, message, lines: (details?.verboseMessage ?? '').split('\n') };
  }

  const isTold = async (text: RegExp, over: FlowDataSourceOptions) =>
    (await tested(over)).lines.some((line) => text.test(line));

  const denied = (operation: 'ListMonitors' | 'GetMonitor' | 'GetQueryResultsMonitorTopContributors'): Fault => ({
    ...{ kind: 'error', status: 403, errorType: 'AccessDeniedException', message: 'User is not authorized', operation },
  });

  it('finds a healthy set-up healthy, and neither starts nor stops a query to know it', async () => {
    const { status, message, lines } = await tested();
    expect(lines.filter((line) => /^\[(ERROR|WARNING)/.test(line))).toEqual([]);
    expect(status).toBe('success');
    expect(message).toMatch(
      /^It works\. 2 of 4 monitors are active: demo-monitor, demo-vpc-monitor\. 6 of 6 nodes have a responding agent \(scraped every 15 s\)\. Note: PENDING \(demo-next-monitor\)/
    );
    expect(lines).toContain(`[OK] Flow API: ${cluster.simulator.flowApiUrl} answers.`);
    expect(lines).toContain('[OK] Prometheus: "Prometheus, good" answers.');
    const { requestsByOperation, queries } = cluster.simulator.flowApi.stats();
    expect(queries.started).toBe(0);
    expect(Object.keys(requestsByOperation).filter((operation) => /^(Start|Stop)|unknown/.test(operation))).toEqual([]);
    expect(Object.values(requestsByOperation)).toEqual(Array(14).fill(1));
  });

  describe('of the flow API', () => {
    it.each<[string, () => FlowDataSourceOptions, RegExp]>([
      [
        'nothing listens',
        () => ({ flowApiUrl: 'http://127.0.0.1:9' }),
        /no connection to http:\/\/127\.0\.0\.1:9: .*own machine/,
      ],
      [
        'it speaks no https',
        () => ({ flowApiUrl: cluster.simulator.flowApiUrl.replace('http:', 'https:') }),
        /no connection to https:.*TLS.*certificate/,
      ],
      [
        'there is no scheme',
        () => ({ flowApiUrl: 'gateway:8080' }),
        /"gateway:8080" is no address.*"http:\/\/gateway:8080"/,
      ],
      [
        'another service answers',
        () => ({ flowApiUrl: cluster.simulator.url }),
        /not the network-flow API \(HTTP 404.*address/,
      ],
    ])('says what to do where %s, and that metrics work', async (_, settings, text) => {
      const { status, message, lines } = await tested(settings());
      expect([status, message]).toEqual(['error', expect.stringMatching(text)]);
      expect(lines).toContainEqual(expect.stringMatching(/^\[OK\] Agents: 6 of 6 nodes/));
    });

    it.each<[string, Fault, RegExp]>([
      ['it is down', { kind: 'down' }, /gets no connection to .*Check the address/],
      ['a sign-in page answers', { kind: 'htmlPage', status: 200 }, /not the network-flow API.*sign-in page/],
      [
        'listing is denied',
        denied('ListMonitors'),
        /^networkflowmonitor:ListMonitors is denied \(User is not authorized\)\. Allow/,
      ],
    ])('says what to do where %s', async (_, fault, text) => {
      cluster.simulator.flowApi.control.addFault(fault);
      const { status, message } = await tested();
      expect([status, message]).toEqual(['error', expect.stringMatching(text)]);
    });

    it('tells unsigned requests from missing permissions', async () => {
      cluster.simulator.flowApi.control.setOptions({ requireSignature: true });
      const { status, message } = await tested();
      expect([status, message]).toEqual([
        'error',
        expect.stringMatching(/Missing Authentication Token\)\. Check the AWS cred/),
      ]);
    });

    it.each([
      ['GetMonitor', /GetMonitor \(details of monitors/],
      ['GetQueryResultsMonitorTopContributors', /GetQueryResultsMonitorTopContributors \(flows\)/],
    ] as const)('warns of %s denied, by the action’s name', async (operation, text) => {
      cluster.simulator.flowApi.control.addFault(denied(operation));
      const { status, message } = await tested();
      expect([status, message]).toEqual(['warning', expect.stringMatching(/^It works, but: Denied to the identity/)]);
      expect(message.match(/networkflowmonitor:\w+/g)).toEqual([`networkflowmonitor:${operation}`]);
      expect(message).toMatch(text);
    });

    it('only remarks what an older endpoint does not know', async () => {
      cluster.simulator.flowApi.control.setOptions({ apiGeneration: '2026-10' });
      const { status, lines } = await tested();
      expect(status).toBe('success');
      expect(lines).toContainEqual(
        expect.stringMatching(/^\[NOTE\] Permissions: .*ListPerformanceMonitors.*ScopeSuggestions/)
      );
    });

    it('tells how to make a monitor where there is none', async () => {
      cluster.simulator.flowApi.control.setOptions({ hasUsualMonitors: false });
      const { status, message } = await tested();
      expect([status, message]).toEqual([
        'error',
        expect.stringMatching(/^There is no monitor.*Create one in the EKS/),
      ]);
    });
  });

  describe('of Prometheus', () => {
    it.each<[string, FlowDataSourceOptions, string, RegExp]>([
      ['none is chosen', { prometheusUid: undefined }, 'success', /^It works\. .* Note: No Prometheus/],
      ['it exists no more', { prometheusUid: 'old' }, 'error', /"old"\) does not exist any more\. Choose another/],
      ['it is none', { prometheusUid: 'logs' }, 'error', /"Logs".*"loki", which is not Prometheus/],
    ])('says so where %s, and that flows work', async (_, settings, status, text) => {
      const shown = await tested(settings);
      expect([shown.status, shown.message]).toEqual([status, expect.stringMatching(text)]);
      expect(shown.lines).toContainEqual(expect.stringMatching(/^\[OK\] Monitors: 2 of 4/));
      expect(shown.lines.filter((line) => / Prometheus: /.test(line))).toHaveLength(1);
    });

    it('tells agents that run and are not scraped', async () => {
      const unscraped = { prometheusUid: 'without-agents' };
      await until(() => isTold(/kube-state-metrics: It tells of \d+ running pods/, unscraped));
      const { status, message, lines } = await tested(unscraped);
      expect([status, message]).toEqual([
        'error',
        expect.stringMatching(/no metrics of network agents, although 6 agent pods are running\. Enable/),
      ]);
      expect(lines).toContainEqual(expect.stringMatching(/^\[OK\] Flow series: The agents send none/));
    });

    it('repeats what it says where it does not answer, once', async () => {
      await withoutAgents.stop();
      const { status, message, lines } = await tested({ prometheusUid: 'without-agents' });
      await withoutAgents.start();
      expect([status, message]).toEqual([
        'error',
        expect.stringMatching(/"Prometheus, without-agents" failed: .*502.*Check that the data source is running/),
      ]);
      expect(lines.filter((line) => /data source "Prometheus, without-agents" failed/.test(line))).toHaveLength(1);
    });

    it('warns of windows that hold too few scrapes', async () => {
      const { status, message } = await tested({ prometheusUid: 'hasty' });
      expect([status, message]).toEqual([
        'warning',
        expect.stringMatching(/every 15 seconds.* is 5 seconds: .*Set it to 15s/),
      ]);
    });

    it('says that kube-state-metrics is there where the settings deny it', async () => {
      const { status, message } = await tested({ hasKubeStateMetrics: false });
      expect([status, message]).toEqual([
        'warning',
        expect.stringMatching(/and the settings say that it is not.*Switch it on/),
      ]);
    });

    it('says that a cluster label is not there', async () => {
      const { status, message } = await tested({ clusterLabel: 'k8s' });
      expect([status, message]).toEqual([
        'warning',
        expect.stringMatching(/"k8s", which the agents' series do not have/),
      ]);
    });
  });

  describe('of agents that are scraped carelessly', () => {
    const told = (over: FlowDataSourceOptions = {}) => tested({ prometheusUid: 'careless', ...over });

    beforeAll(() =>
      until(async () => {
        const { lines } = await told({ clusterLabel: 'cluster' });
        const all = [/6 agents are scraped by more than one target/, /12 of 12 nodes have a responding agent/];
        return all.every((text) => lines.some((line) => text.test(line)));
      })
    );

    it('tells all that is wrong', async () => {
      const { status, lines } = await told();
      expect(status).toBe('warning');
      for (const text of [
        /^\[WARNING\] Agents: 6 agents are scraped by more than one target.*Let a single Prometheus/,
        /^\[WARNING\] kube-state-metrics: The settings say that it is in this Prometheus, and it is not\. Have/,
        /^\[WARNING\] Labels: This Prometheus holds 2 clusters \(cluster: east, west\).*Enter "cluster"/,
        /^\[NOTE\] Labels: Prometheus renamed the agents' labels to exported_\*.*honor_labels: true/,
      ]) {
        expect(lines).toContainEqual(expect.stringMatching(text));
      }
    });

    it('goes by the settings: clusters told apart, no kube-state-metrics expected', async () => {
      const { lines } = await told({ clusterLabel: 'cluster', hasKubeStateMetrics: false });
      expect(lines).toContain('[OK] Labels: 2 clusters by "cluster": east, west.');
      expect(lines).toContainEqual(expect.stringMatching(/^\[WARNING\] Agents: 6 agents are scraped by more than/));
      expect(lines).toContainEqual(expect.stringMatching(/^\[OK\] Agents: 12 of 12 nodes/));
      expect(lines).toContainEqual(
        expect.stringMatching(/^\[NOTE\] kube-state-metrics: The settings say that there is none/)
      );
    });
  });

  it('names the node whose agent does not answer', async () => {
    const [node] = cluster.simulator.world.nodes;
    const body = JSON.stringify({ node: node?.name });
    await fetch(`${cluster.simulator.url}/control/agents/stop`, { method: 'POST', body });
    await until(() => isTold(/^\[NOTE\] Agents: 5 of 6 nodes have a responding agent/, {}));
    const { status, message } = await tested();
    const text = new RegExp(`^It works, but: .* on 1 node is not responding: ${node?.name}\\..*security group`);
    expect([status, message]).toEqual(['warning', expect.stringMatching(text)]);
  });
});
