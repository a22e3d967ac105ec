import { type RunningPrometheus } from '../../scripts/demo/startPrometheus';
import { type Labels } from '../../simulator/exposition/exposition';
import { nodesWithoutAgent, scrapersPerAgent } from '../../src/core/prometheus/agent/agents';
import { AGENT_METRICS } from '../../src/core/prometheus/agent/catalog';
import { type DeltaGaugeQuery, inWindow, perSecond } from '../../src/core/prometheus/agent/deltaGauge';
import { counterInWindow } from '../../src/core/prometheus/agent/nodeExporter';
import { queriesOf } from '../../src/core/prometheus/testQueries';
import { podWorkloads, workloadFromName } from '../../src/core/prometheus/kubernetes/workloads';
import { workloadFromPodName } from '../../src/core/kubernetes/workloadFromPodName';
import { SERIES_START_MS, type SyntheticSeries, startPrometheusWith } from '../support/syntheticSeries';
import { metricOf } from '../support/metricOf';
import { type Point, promInstant } from '../support/promInstant';

const SCRAPES = 21;
const AT_MS = SERIES_START_MS + (SCRAPES - 1) * 30_000 + 15_000;
const WINDOW = { window: '10m', windowSeconds: '600' };

const always = (value: number) => Array<number>(SCRAPES).fill(value);
const firstFew = (count: number) => always(1).map((value, index) => (index < count ? value : null));
const lastFew = (count: number) => firstFew(SCRAPES - count).map((value) => (value === null ? 1 : null));

function series(name: string, labels: Labels, values: SyntheticSeries['values'] = always(1)): SyntheticSeries {
  return { name, labels, values };
}

const ownedPod = (pod: string, kind: string, name: string, values = always(1) as SyntheticSeries['values']) =>
  series('kube_pod_owner', { namespace: 'shop', pod, owner_kind: kind, owner_name: name }, values);
const ownedReplicaSet = (replicaset: string, kind: string, name: string, values?: SyntheticSeries['values']) =>
  series('kube_replicaset_owner', { namespace: 'shop', replicaset, owner_kind: kind, owner_name: name }, values);

const OWNERS = [
  ownedPod('web-1', 'ReplicaSet', 'web-abc'),
  ownedReplicaSet('web-abc', 'Deployment', 'web'),
  ownedPod('bare-1', 'ReplicaSet', 'bare'),
  ownedReplicaSet('bare', '', ''),
  ownedPod('lost-1', 'ReplicaSet', 'lost-abc'),
  ownedPod('db-0', 'StatefulSet', 'db'),
  ownedPod('nightly-1', 'Job', 'nightly-29384756'),
  series('kube_job_owner', {
    ...{ namespace: 'shop', job_name: 'nightly-29384756' },
    ...{ owner_kind: 'CronJob', owner_name: 'nightly' },
  }),
  ownedPod('once-1', 'Job', 'once'),
  series('kube_job_owner', { namespace: 'shop', job_name: 'once', owner_kind: '', owner_name: '' }),
  ownedPod('debug', '', ''),
  ownedPod('debug-1', '<none>', '<none>'),
  // The pod is adopted by another ReplicaSet within the window, and that by another Deployment.
  ownedPod('moved-1', 'ReplicaSet', 'old-abc', firstFew(3)),
  ownedPod('moved-1', 'ReplicaSet', 'new-abc', lastFew(SCRAPES - 3)),
  ownedReplicaSet('new-abc', 'Deployment', 'interim', firstFew(5)),
  ownedReplicaSet('new-abc', 'Deployment', 'new', lastFew(SCRAPES - 5)),
  // Both replicas of kube-state-metrics report the pod, and it has two incarnations.
  ...['a', 'b'].flatMap((instance) =>
    ['u1', 'u2'].map((uid) =>
      series('kube_pod_owner', {
        ...{ instance, uid, namespace: 'shop', pod: 'cache-0' },
        ...{ owner_kind: 'StatefulSet', owner_name: 'cache' },
      })
    )
  ),
];

/** Two clusters whose namespaces, pods, and nodes have the same names. In one of them, the pod ends halfway. */
const TWINS = [
  { cluster: 'east', bytes: 100, running: always(1) },
  { cluster: 'west', bytes: 7, running: always(1).map((value, index) => (index < 11 ? value : null)) },
].flatMap(({ cluster, bytes, running }) => [
  series('ingress_bytes', { cluster, namespace: 'shop', pod: 'twin-0', node: 'n1', iface: 'eth0' }, always(bytes)),
  series('bw_in_allowance_exceeded', { cluster, node: 'n1', eni: 'eni-1' }, always(0)),
  series('kube_node_info', { cluster, node: 'n1', internal_ip: '10.0.0.1' }),
  series('kube_pod_info', { cluster, namespace: 'shop', pod: 'twin-0', uid: `${cluster}-1`, node: 'n1' }, running),
  series(
    'kube_pod_status_phase',
    { cluster, namespace: 'shop', pod: 'twin-0', uid: `${cluster}-1`, phase: 'Running' },
    running
  ),
  series('kube_pod_owner', {
    ...{ cluster, namespace: 'shop', pod: 'twin-0' },
    ...{ owner_kind: 'StatefulSet', owner_name: cluster },
  }),
]);

/** The agent's labels as Prometheus renames them without honor_labels. */
const RENAMED = series(
  'egress_bytes',
  {
    ...{ namespace: 'amazon-network-flow-monitor', pod: 'aws-network-flow-monitor-agent-x2k4z' },
    ...{ exported_namespace: 'shop', exported_pod: 'renamed-0', node: 'n9', iface: 'eth0' },
  },
  always(3)
);

const OTHERS = [
  RENAMED,
  series('egress_bytes', { namespace: 'shop', pod: 'kept-0', node: 'n9', iface: 'eth0' }, always(2)),
  series('ingress_packets', { namespace: 'shop', pod: 'spiky-0', node: 'n9', iface: 'eth0' }, [
    ...always(10).slice(1),
    5_000_000,
  ]),
  series('kube_node_info', { node: 'n-without', internal_ip: '10.0.0.7' }),
  series('kube_node_info', { node: 'fargate-ip-10-0-0-8', internal_ip: '10.0.0.8' }),
  ...['prometheus-0', 'prometheus-1'].map((replica) =>
    series('bw_in_allowance_exceeded', { node: 'n-shared', eni: 'eni-2', prometheus_replica: replica }, always(0))
  ),
  series('node_ethtool_pps_allowance_exceeded', { node: 'n1', instance: '10.0.0.99:9100', device: 'ens5' }, [
    ...always(0).map((_, index) => (index < 10 ? 100 * index : 100 * (index - 10))),
  ]),
];

const NAMES = [
  ...['graphql-api-84c96ffcc5-x2k4z', 'carts-5d-x2k4z', 'orders-db-0', 'nightly-report-29384756-x2k4z'],
  ...['nightly-report-45678945-x2k4z', 'old-cron-1635724800-x2k4z', 'indexed-12-x2k4z', 'aws-node-x2k4z'],
  ...['etcd-ip-10-0-1-23.ec2.internal', 'debug', 'my-table'],
];
const NAMED = NAMES.map((pod) => series('nfm_bytes_delivered', { local_namespace: 'shop', local_pod: pod }));

let prometheus: RunningPrometheus;

beforeAll(async () => {
  prometheus = await startPrometheusWith([...OWNERS, ...TWINS, ...OTHERS, ...NAMED]);
});

afterAll(() => prometheus.close());

const runQuery = (query: string): Promise<Point[]> => promInstant(prometheus.url, query, AT_MS);

const total = (name: string, rest: Partial<DeltaGaugeQuery>) =>
  runQuery(inWindow({ metric: metricOf(name), groupBy: 'pod', runningPods: 'unguarded', ...WINDOW, ...rest }));

describe('workloads', () => {
  it('are the topmost owners, one for each pod, despite changes and duplicates', async () => {
    const found = await runQuery(podWorkloads({ window: '10m' }, {}));
    const workloads = found.map(({ labels }) => [labels.pod, `${labels.workload_kind} ${labels.workload}`]);
    expect(Object.fromEntries(workloads)).toMatchObject({
      'web-1': 'Deployment web',
      'bare-1': 'ReplicaSet bare',
      'lost-1': 'ReplicaSet lost-abc',
      'db-0': 'StatefulSet db',
      'nightly-1': 'CronJob nightly',
      'once-1': 'Job once',
      debug: 'Pod debug',
      'debug-1': 'Pod debug-1',
      'moved-1': 'Deployment new',
      'cache-0': 'StatefulSet cache',
    });
    expect(new Set(workloads.map(([pod]) => pod)).size).toBe(workloads.length);
    expect(new Set(found.map(({ value }) => value))).toEqual(new Set([1]));
  });

  it('can be joined to flows at either end', async () => {
    const mapping = podWorkloads({ window: '10m' }, {}, 'remote_');
    const [web] = (await runQuery(mapping)).filter(({ labels }) => labels.remote_pod === 'web-1');
    expect(web?.labels).toEqual({
      remote_namespace: 'shop',
      remote_pod: 'web-1',
      remote_workload: 'web',
      remote_workload_kind: 'Deployment',
    });
  });

  it('are derived from names in the same way as in the graph', async () => {
    const found = await runQuery(workloadFromName('last_over_time(nfm_bytes_delivered[10m])', 'local_'));
    const derived = found.map(({ labels }) => [labels.local_pod, labels.local_workload_kind, labels.local_workload]);
    const expected = NAMES.map((pod) => [pod, workloadFromPodName(pod).kind, workloadFromPodName(pod).name]);
    expect(derived.sort()).toEqual(expected.sort());
  });
});

describe('several clusters in one Prometheus', () => {
  const guarded = { runningPods: 'kube-state-metrics', clusterLabel: 'cluster' } as const;

  it('are kept apart, although all names in them are the same', async () => {
    const byCluster = await total('ingress_bytes', guarded);
    const values = Object.fromEntries(byCluster.map(({ labels, value }) => [labels.cluster, value]));
    expect(values.east).toBe(20 * 100);
    // The pod ran at 11 of the 21 scrapes. The window contains ten of them, and half a sample remains.
    expect(values.west).toBe(10.5 * 7);
  });

  it('have their own workloads', async () => {
    const found = await total('ingress_bytes', { ...guarded, groupBy: 'workload' });
    expect(found.map(({ labels }) => `${labels.cluster} ${labels.workload}`).sort()).toEqual([
      'east east',
      'west west',
    ]);
  });

  it('can be queried one by one', async () => {
    const filters = [{ label: 'cluster', operator: '=', value: 'west' } as const];
    const found = await total('ingress_bytes', { ...guarded, filters });
    expect(found.map(({ labels }) => labels.cluster)).toEqual(['west']);
  });
});

describe('labels that Prometheus renamed', () => {
  it("have the agent's values again, together with labels that were kept", async () => {
    const found = await total('egress_bytes', {});
    expect(found.map(({ labels, value }) => [labels, value])).toEqual(
      expect.arrayContaining([
        [{ namespace: 'shop', pod: 'renamed-0' }, 60],
        [{ namespace: 'shop', pod: 'kept-0' }, 40],
      ])
    );
    const filters = [{ label: 'pod', operator: '=', value: 'renamed-0' } as const];
    expect((await total('egress_bytes', { filters })).map(({ value }) => value)).toEqual([60]);
  });
});

describe('a total without kube-state-metrics', () => {
  it('replaces a sample that exceeds the line rate with a typical one', async () => {
    const spikes = { bytesPerSecond: 1e6, scrapeIntervalSeconds: 30 };
    expect((await total('ingress_packets', {})).map(({ value }) => value)).toEqual([5_000_000 + 19 * 10]);
    expect((await total('ingress_packets', { spikes })).map(({ value }) => value)).toEqual([20 * 10]);
  });
});

describe('the inventory', () => {
  it('lists nodes without an agent, except for nodes that cannot have one', async () => {
    const nodes = (await runQuery(nodesWithoutAgent())).map(({ labels }) => labels.node);
    expect(nodes).toEqual(['n-without']);
  });

  it('finds agents that are scraped twice', async () => {
    const scrapers = await runQuery(scrapersPerAgent({ clusterLabel: 'cluster' }));
    expect(scrapers.filter(({ value }) => value > 1).map(({ labels }) => labels.node)).toEqual(['n-shared']);
  });
});

describe('node_exporter with a label for the node', () => {
  it('needs neither kube-state-metrics nor a guard against resets', async () => {
    const metric = metricOf('pps_allowance_exceeded');
    const [found] = await runQuery(counterInWindow({ metric, groupBy: 'node', nodeName: 'label', window: '10m' }));
    expect(found?.labels).toEqual({ node: 'n1' });
    // 900 before the reset and 900 after it, in 19 of the 20 intervals, from which Prometheus extrapolates.
    expect(found?.value).toBeCloseTo((1_800 * 20) / 19, 6);
  });
});

describe('every query', () => {
  it.each(AGENT_METRICS.map((metric) => [metric.name, metric] as const))(
    'of %s is valid in Prometheus',
    async (_, metric) => {
      const queries = queriesOf(metric).flatMap((query) => [perSecond(query), inWindow(query)]);
      const refused = await Promise.all(queries.map((query) => runQuery(query).then(() => undefined, String)));
      expect(refused.filter((refusal) => refusal !== undefined)).toEqual([]);
    }
  );
});
