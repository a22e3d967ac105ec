import { type RunningPrometheus } from '../../scripts/demo/startPrometheus';
import { type Labels } from '../../simulator/exposition/exposition';
import { pairTraffic } from '../../src/core/prometheus/flowSeries/pairTraffic';
import { type DeltaGaugeQuery, inWindow } from '../../src/core/prometheus/agent/deltaGauge';
import { counterInWindow } from '../../src/core/prometheus/agent/nodeExporter';
import { podWorkloads } from '../../src/core/prometheus/kubernetes/workloads';
import { SERIES_START_MS, type SyntheticSeries, startPrometheusWith } from '../support/syntheticSeries';
import { metricOf } from '../support/metricOf';
import { promInstant } from '../support/promInstant';

/**
 * An hour. The query runs half an interval after the last scrape, so the window contains the samples from the second
 * on.
 */
const SAMPLES = 121;
const AT_MS = SERIES_START_MS + (SAMPLES - 1) * 30_000 + 15_000;
const HOUR = { window: '1h', windowSeconds: '3600' };

/** From one sample (inclusive) to another (exclusive). */
type Span = readonly [from: number, to: number];
const ALWAYS: Span = [0, SAMPLES];

function series(name: string, labels: Labels, [from, to]: Span = ALWAYS, value = 1): SyntheticSeries {
  const values = Array.from({ length: SAMPLES }, (_, index) => (index >= from && index < to ? value : null));
  return { name, labels, values };
}

/** Instances of kube-state-metrics, and when each is scraped. */
type Instances = Record<string, Span>;

/** What the instances report about an object that exists for some time. */
function reportedBy(instances: Instances, name: string, labels: Labels, [from, to]: Span = ALWAYS): SyntheticSeries[] {
  return Object.entries(instances).map(([instance, [start, end]]) =>
    series(name, { instance, ...labels }, [Math.max(from, start), Math.min(to, end)])
  );
}

interface Shards {
  pods: Instances;
  nodes: Instances;
}

/**
 * Three pods that each move 100 bytes between two scrapes while they run. The agent repeats the value of pods that
 * ended.
 */
const PODS: Record<string, Span> = { 'steady-0': ALWAYS, 'ended-0': [0, 73], 'young-0': [97, SAMPLES] };

/** @param agents the agent's pods. Prometheus adds the pod of a target to series that have no label of that name */
function world({ pods, nodes }: Shards, agents: Instances) {
  const ofAgents = (eni: string) =>
    Object.entries(agents).map(([pod, span]) => series('bw_in_allowance_exceeded', { pod, node: 'n1', eni }, span, 0));
  const ofPod = ([pod, runs]: [string, Span]) => [
    ...reportedBy(pods, 'kube_pod_info', { namespace: 'shop', pod, uid: `${pod}-1`, node: 'n1' }, runs),
    ...reportedBy(pods, 'kube_pod_status_phase', { namespace: 'shop', pod, uid: `${pod}-1`, phase: 'Running' }, runs),
    series('ingress_bytes', { namespace: 'shop', pod, node: 'n1', iface: 'eth0' }, [runs[0], SAMPLES], 100),
  ];
  return [
    ...reportedBy(nodes, 'kube_node_info', { node: 'n1', internal_ip: '10.0.0.1' }),
    ...['eni-1', 'eni-2'].flatMap(ofAgents),
    ...Object.entries(PODS).flatMap(ofPod),
  ];
}

const everywhere = (instances: Instances): Shards => ({ pods: instances, nodes: instances });

let prometheus: RunningPrometheus | undefined;

afterEach(async () => {
  await prometheus?.close();
  prometheus = undefined;
});

async function runQuery(all: readonly SyntheticSeries[], query: string) {
  prometheus = await startPrometheusWith(all.filter(({ values }) => values.some((value) => value !== null)));
  return promInstant(prometheus.url, query, AT_MS);
}

const TOTAL: DeltaGaugeQuery = {
  metric: metricOf('ingress_bytes'),
  groupBy: 'pod',
  runningPods: 'kube-state-metrics',
  ...HOUR,
};

const AGENT: Instances = { agent: ALWAYS };

describe('the bytes of pods in an hour', () => {
  it.each<[what: string, shards: Shards, agents: Instances]>([
    ['there is one kube-state-metrics', everywhere({ a: ALWAYS }), AGENT],
    ['it is replaced halfway', everywhere({ a: [0, 61], b: [61, SAMPLES] }), AGENT],
    ['it is replaced late', everywhere({ a: [0, 103], b: [103, SAMPLES] }), AGENT],
    ['it is replaced twice', everywhere({ a: [0, 20], b: [20, 70], c: [70, SAMPLES] }), AGENT],
    ['two minutes of samples are missing when it is replaced', everywhere({ a: [0, 61], b: [65, SAMPLES] }), AGENT],
    ['the old and the new one overlap for two scrapes', everywhere({ a: [0, 63], b: [61, SAMPLES] }), AGENT],
    ['there are two replicas', everywhere({ a: ALWAYS, b: ALWAYS }), AGENT],
    [
      'both of two replicas are replaced',
      everywhere({ a: [0, 30], b: [0, 30], c: [30, SAMPLES], d: [30, SAMPLES] }),
      AGENT,
    ],
    ['pods and nodes are in different shards', { pods: { a: ALWAYS }, nodes: { b: ALWAYS } }, AGENT],
    ['the shard of the pods is replaced', { pods: { a: [0, 61], b: [61, SAMPLES] }, nodes: { c: ALWAYS } }, AGENT],
    [
      "the agent is upgraded, and its target has its pod's name",
      everywhere({ a: ALWAYS }),
      { old: [0, 31], new: [31, SAMPLES] },
    ],
  ])('are right to within a sample or two if %s', async (_, shards, agents) => {
    const points = await runQuery(world(shards, agents), inWindow(TOTAL));
    const bytesOf = Object.fromEntries(points.map(({ labels, value }) => [labels.pod, value]));
    const truth = { 'steady-0': 120 * 100, 'ended-0': 72 * 100, 'young-0': 24 * 100 };
    expect(Object.keys(bytesOf).sort()).toEqual(Object.keys(truth).sort());
    const off = Object.entries(truth).map(([pod, bytes]) => Math.abs((bytesOf[pod] ?? NaN) - bytes));
    expect(Math.max(...off)).toBeLessThanOrEqual(200);
    expect(bytesOf['steady-0']).toBe(truth['steady-0']);
  });
});

describe('after an early replacement of kube-state-metrics', () => {
  const REPLACED: Instances = { a: [0, 40], b: [40, SAMPLES] };
  const FIRST: Span = [0, 70];
  const SECOND: Span = [70, SAMPLES];

  it('an address belongs to the pod that has it for most of the hour', async () => {
    const pod = (name: string, address: string, runs?: Span) => [
      ...reportedBy(
        REPLACED,
        'kube_pod_info',
        { namespace: 'shop', pod: name, uid: name, node: 'n1', pod_ip: address },
        runs
      ),
      ...reportedBy(
        REPLACED,
        'kube_pod_status_phase',
        { namespace: 'shop', pod: name, uid: name, phase: 'Running' },
        runs
      ),
    ];
    const flow = { local_address: '10.0.0.1', local_port: '0', remote_address: '10.0.0.2', remote_port: '80' };
    const all = [
      ...pod('web-0', '10.0.0.1'),
      ...pod('first-0', '10.0.0.2', FIRST),
      ...pod('second-0', '10.0.0.2', SECOND),
      series('nfm_bytes_delivered', flow, ALWAYS, 5),
    ];
    const query = pairTraffic({ metric: 'DATA_TRANSFERRED', window: '1h' }, ['client_name', 'server_name']);
    expect(await runQuery(all, query)).toEqual([
      { labels: { client_name: 'shop/web', server_name: 'shop/first' }, value: 120 * 5 },
    ]);
  });

  it('an address belongs to the node that has it for most of the hour', async () => {
    const all = [
      ...reportedBy(REPLACED, 'kube_node_info', { node: 'first', internal_ip: '10.0.0.1' }, FIRST),
      ...reportedBy(REPLACED, 'kube_node_info', { node: 'second', internal_ip: '10.0.0.1' }, SECOND),
      series('node_ethtool_pps_allowance_exceeded', { instance: '10.0.0.1:9100', device: 'ens5' }),
    ];
    const metric = metricOf('pps_allowance_exceeded');
    const query = counterInWindow({ metric, groupBy: 'node', nodeName: 'kube-state-metrics', window: '1h' });
    expect((await runQuery(all, query)).map(({ labels }) => labels)).toEqual([{ node: 'first' }]);
  });

  it('a pod belongs to the owner that it has for most of the hour', async () => {
    const owned = (kind: string, runs: Span) =>
      reportedBy(
        REPLACED,
        'kube_pod_owner',
        { namespace: 'shop', pod: 'web-0', uid: 'web-0', owner_kind: kind, owner_name: kind.toLowerCase() },
        runs
      );
    const all = [...owned('StatefulSet', FIRST), ...owned('Operator', SECOND)];
    expect((await runQuery(all, podWorkloads({ window: '1h' }, {}))).map(({ labels }) => labels.workload)).toEqual([
      'statefulset',
    ]);
  });
});
