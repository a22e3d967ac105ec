import { type RunningPrometheus } from '../../scripts/demo/startPrometheus';
import { agentsWithoutPods, interfacesRead } from '../../src/core/prometheus/agent/interfaceCoverage';
import { SERIES_START_MS, type SyntheticSeries, startPrometheusWith } from '../support/syntheticSeries';
import { promInstant } from '../support/promInstant';

const SCRAPES = 41;
const AT_MS = SERIES_START_MS + (SCRAPES - 1) * 30_000 + 15_000;

const series = (name: string, labels: Record<string, string>, value = 1, last = SCRAPES): SyntheticSeries => ({
  name,
  labels,
  values: Array.from({ length: SCRAPES }, (_, index) => (SCRAPES - last <= index ? value : null)),
});
const allowance = (labels: Record<string, string>, last?: number) =>
  series('bw_in_allowance_exceeded', labels, 0, last);

function pod(cluster: string, node: string, { hostNetwork = false, phase = 'Running' } = {}): SyntheticSeries[] {
  const labels = { cluster, namespace: 'shop', pod: `${node}-0`, uid: `${cluster}-${node}` };
  return [
    series('kube_pod_info', { ...labels, node, pod_ip: '10.0.0.9', host_network: String(hostNetwork) }),
    series('kube_pod_status_phase', { ...labels, phase }),
  ];
}

const bytes = (cluster: string, node: string) =>
  series('ingress_bytes', { cluster, namespace: 'shop', pod: `${node}-0`, node, iface: 'eth0' }, 100);

let prometheus: RunningPrometheus;

beforeAll(async () => {
  prometheus = await startPrometheusWith([
    // In this cluster, one agent is old, one is new, one has no pods of its own to report, and one has just started.
    ...['old', 'new', 'empty', 'system', 'finished'].map((node) =>
      allowance({ cluster: 'mixed', node, eni: `eni-${node}` })
    ),
    allowance({ cluster: 'mixed', node: 'new', eni: 'eni-new-2' }),
    allowance({ cluster: 'mixed', node: 'young', eni: 'eni-young' }, 4),
    ...pod('mixed', 'old'),
    ...pod('mixed', 'new'),
    bytes('mixed', 'new'),
    ...pod('mixed', 'system', { hostNetwork: true }),
    ...pod('mixed', 'finished', { phase: 'Succeeded' }),
    ...pod('mixed', 'young'),
    // All agents of this cluster are old, and Prometheus renamed their label.
    ...['a', 'b'].flatMap((node) => [
      allowance({ cluster: 'outdated', node: 'scraped', exported_node: node, eni: `eni-${node}` }),
      ...pod('outdated', node),
    ]),
  ]);
});

afterAll(() => prometheus.close());

const found = async (query: string) =>
  (await promInstant(prometheus.url, query, AT_MS)).map(({ labels }) => `${labels.cluster}/${labels.node}`).sort();

const BY_CLUSTER = { clusterLabel: 'cluster' };

it('the query for agents without pods finds agents that report allowances and no pods, although pods run on their nodes', async () => {
  expect(await found(agentsWithoutPods('kube-state-metrics', BY_CLUSTER))).toEqual([
    'mixed/old',
    'outdated/a',
    'outdated/b',
  ]);
});

it('the query for agents without pods finds them without kube-state-metrics only if no agent of the cluster reports pods', async () => {
  expect(await found(agentsWithoutPods('by-change', BY_CLUSTER))).toEqual(['outdated/a', 'outdated/b']);
});

it('the query for agents without pods finds none without a cluster label if any agent reports pods', async () => {
  expect(await found(agentsWithoutPods('by-change'))).toEqual([]);
});

it('the query for interfaces counts those that each agent reads', async () => {
  const counts = await promInstant(prometheus.url, interfacesRead(BY_CLUSTER), AT_MS);
  expect(counts.filter(({ value }) => value > 1).map(({ labels, value }) => [labels.node, value])).toEqual([
    ['new', 2],
  ]);
});
