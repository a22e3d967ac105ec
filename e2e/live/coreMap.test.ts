/** @jest-environment ./e2e/support/browserWithFetch.js */
import {
  type DataFrame,
  FieldType,
  getFieldDisplayName,
  standardTransformers,
  standardTransformersRegistry,
  transformDataFrame,
} from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import { coreDashboards } from '../../dashboards/all';
import { type Panel } from '../../dashboards/withoutPlugins/saved';
import { type RunningPrometheus } from '../../scripts/demo/startPrometheus';
import { type Labels } from '../../simulator/exposition/exposition';
import { panelQueries } from '../support/dashboardQueries';
import { SERIES_START_MS, type SyntheticSeries, startPrometheusWith } from '../support/syntheticSeries';
import { type Point, promInstant } from '../support/promInstant';

const SAMPLES = 61;
/** Half an interval after the last sample, so that half an hour contains sixty samples. */
const AT_MS = SERIES_START_MS + (SAMPLES - 1) * 30_000 + 15_000;
const IN_RANGE = 60;
const ALL = { cluster: '.*', namespace: '.*', node: '.*', workload: '.*', pod: '.*', zone: '.*' };

function series(name: string, labels: Labels, value = 1): SyntheticSeries {
  return { name, labels, values: Array<number>(SAMPLES).fill(value) };
}

interface PodAt {
  name: string;
  address: string;
  node?: string;
}

/** The series of kube-state-metrics for a pod such as "shop/web-0". */
function podAt({ name, address, node = 'n1' }: PodAt, own: Labels = {}): SyntheticSeries[] {
  const [namespace = '', pod = ''] = name.split('/');
  const labels = { ...own, namespace, pod, uid: `${own.cluster ?? ''}-${pod}` };
  return [
    series('kube_pod_info', { ...labels, node, pod_ip: address, host_network: 'false' }),
    series('kube_pod_status_phase', { ...labels, phase: 'Running' }),
  ];
}

const nodeIn = (node: string, zone: string, own: Labels = {}) =>
  series('kube_node_info', { ...own, node, provider_id: `aws:///${zone}/i-${node}` });

interface Ends {
  client: string;
  server: string;
  cluster?: string;
}

/** What the agent at one end reports about a connection every half minute. */
function reported(by: 'client' | 'server', { client, server, cluster }: Ends, values: Record<string, number>) {
  const ports = by === 'client' ? ['0', '5432'] : ['5432', '0'];
  const addresses = by === 'client' ? [client, server] : [server, client];
  const labels: Labels = {
    ...(cluster !== undefined && { k8s_cluster: cluster }),
    ...{ k8s_node: by, local_address: addresses[0] ?? '', remote_address: addresses[1] ?? '' },
    ...{ local_port: ports[0] ?? '', remote_port: ports[1] ?? '' },
  };
  return Object.entries(values).map(([name, value]) => series(`nfm_${name}`, labels, value));
}

let prometheus: RunningPrometheus | undefined;

const startWithSeries = async (...all: SyntheticSeries[][]) => {
  prometheus = await startPrometheusWith(all.flat());
};

afterEach(async () => {
  await prometheus?.close();
  prometheus = undefined;
});

async function runQuery(dashboard: string, panel: string, refId: string, values = ALL): Promise<Point[]> {
  const query = panelQueries(values).find(
    (one) => one.dashboard === dashboard && one.panel === panel && one.refId === refId
  );
  if (!query || !prometheus) {
    throw new Error(`${dashboard} has no query ${refId} in "${panel}".`);
  }
  return promInstant(prometheus.url, query.expr, AT_MS);
}

const rows = async (dashboard: string, panel: string, refId: string, labels: readonly string[], values = ALL) =>
  Object.fromEntries(
    (await runQuery(dashboard, panel, refId, values)).map((point) => [
      labels.map((label) => point.labels[label]).join(' > '),
      point.value,
    ])
  );

/** A table of several series, as Grafana's Prometheus data source creates it. */
function tableOf(refId: string, points: readonly Point[], isAlone: boolean): DataFrame {
  const names = [...new Set(points.flatMap(({ labels }) => Object.keys(labels)))].sort();
  const column = (name: string, type: FieldType, values: unknown[]) => ({ name, type, values, config: {} });
  return {
    refId,
    length: points.length,
    fields: [
      column(
        'Time',
        FieldType.time,
        points.map(() => AT_MS)
      ),
      ...names.map((name) =>
        column(
          name,
          FieldType.string,
          points.map(({ labels }) => labels[name])
        )
      ),
      column(
        isAlone ? 'Value' : `Value #${refId}`,
        FieldType.number,
        points.map(({ value }) => value)
      ),
    ],
  };
}

/** What Grafana's node graph draws: the edges after the panel's transformations. */
async function edges(values = ALL): Promise<Record<string, { megabytes?: number; color?: string }>> {
  const panel = (coreDashboards()['network-overview']?.panels ?? []).find(
    ({ title }) => title === 'Traffic between workloads'
  );
  const { transformations = [] } = panel as Panel;
  const answers = await Promise.all(
    ['bytes', 'losses'].map(async (refId) => ({
      refId,
      points: await runQuery('network-overview', 'Traffic between workloads', refId, values),
    }))
  );
  const answered = answers.filter(({ points }) => points.length > 0);
  const frames = answered.map(({ refId, points }) => tableOf(refId, points, answered.length === 1));
  const [merged] = await lastValueFrom(transformDataFrame(transformations as never, frames));
  const rowsOf = Array.from({ length: merged?.length ?? 0 }, (_, index) =>
    Object.fromEntries((merged?.fields ?? []).map((field) => [getFieldDisplayName(field), field.values[index]]))
  );
  return Object.fromEntries(
    rowsOf.map(({ id, mainstat, color }) => [id, { megabytes: mainstat, color: color || undefined }])
  );
}

beforeAll(() => {
  const { mergeTransformer, organizeFieldsTransformer, filterByValueTransformer } = standardTransformers;
  const items = [mergeTransformer, organizeFieldsTransformer, filterByValueTransformer].map((transformation) => ({
    ...{ id: transformation.id, name: transformation.name, transformation },
    ...{ editor: () => null, imageDark: '', imageLight: '' },
  }));
  standardTransformersRegistry.setInit(() => items);
});

const WEB = '10.0.1.11';
const DATABASE = '10.0.3.11';
const PODS = [
  ...podAt({ name: 'shop/web-0', address: WEB, node: 'n1' }),
  ...podAt({ name: 'data/orders-db-0', address: DATABASE, node: 'n2' }),
];
const WEB_TO_DATABASE = { client: WEB, server: DATABASE };
const EDGE = 'shop/web~data/orders-db';
const RED = '#F2495C';
const ORANGE = '#FF9830';

describe('the map of the dashboards without plugins', () => {
  it.each([
    ['both ends write IPv4 addresses', (address: string) => address, (address: string) => address],
    ['the server writes them within IPv6', (address: string) => address, (address: string) => `::ffff:${address}`],
    [
      'both ends write them within IPv6',
      (address: string) => `::ffff:${address}`,
      (address: string) => `::FFFF:${address}`,
    ],
    [
      'both ends write all groups of IPv6',
      (address: string) => `0:0:0:0:0:ffff:${address}`,
      (address: string) => `0000:0000:0000:0000:0000:FFFF:${address}`,
    ],
  ])('counts traffic once if %s', async (_, byClient, byServer) => {
    const ends = (written: (address: string) => string) => ({ client: written(WEB), server: written(DATABASE) });
    await startWithSeries(
      PODS,
      reported('client', ends(byClient), { bytes_delivered: 700_000, bytes_received: 300_000 }),
      reported('server', ends(byServer), { bytes_delivered: 300_000, bytes_received: 700_000 })
    );
    expect(await edges()).toEqual({ [EDGE]: { megabytes: IN_RANGE } });
  });

  it.each([
    ['neither names one', {}, undefined],
    ['only flows name it', {}, 'demo'],
    ['only kube-state-metrics names it', { cluster: 'production' }, undefined],
    ['both name it, but differently', { cluster: 'production' }, 'demo'],
    ['both use the same name', { cluster: 'demo' }, 'demo'],
  ])('names both ends in a Prometheus for one cluster if %s', async (_, own: Labels, cluster) => {
    await startWithSeries(
      podAt({ name: 'shop/web-0', address: WEB }, own),
      podAt({ name: 'data/orders-db-0', address: DATABASE }, own),
      reported('client', { ...WEB_TO_DATABASE, cluster }, { bytes_delivered: 1e6, retrans_est: 1 })
    );
    expect(await edges()).toEqual({ [EDGE]: { megabytes: IN_RANGE, color: ORANGE } });
  });

  it('leaves IPv6 addresses unchanged', async () => {
    await startWithSeries(
      podAt({ name: 'shop/web-0', address: '2600:1f13:abc:d00::5' }),
      podAt({ name: 'data/orders-db-0', address: 'fd00::ffff:1' }),
      reported('client', { client: '2600:1f13:abc:d00::5', server: 'fd00::ffff:1' }, { bytes_delivered: 1e6 })
    );
    expect(await edges()).toEqual({ [EDGE]: { megabytes: IN_RANGE } });
  });

  it.each([
    ['with 0 bytes and segments', { bytes_delivered: 0, bytes_received: 0, segments_delivered: 0 }],
    ['without a series of them', {}],
  ])('shows a pair that delivers nothing in red, %s', async (_, others) => {
    await startWithSeries(PODS, reported('client', WEB_TO_DATABASE, { retrans_syn: 1, rtos_syn: 1, ...others }));
    expect(await edges()).toEqual({ [EDGE]: { megabytes: 0, color: RED } });
  });

  it('does not show a pair without bytes and losses', async () => {
    await startWithSeries(
      PODS,
      reported('client', WEB_TO_DATABASE, { bytes_delivered: 0, retrans_est: 0, rtos_est: 0 })
    );
    expect(await edges()).toEqual({});
  });

  it('shows a pair that delivers nothing even if there are more pairs than it shows numbers for', async () => {
    const others = Array.from({ length: 70 }, (_, index) => ({
      ...{ name: `shop/caller${index}-0`, address: `10.0.9.${index}` },
    }));
    await startWithSeries(
      PODS,
      others.flatMap((pod) => podAt(pod)),
      others.flatMap(({ address }) =>
        reported('client', { client: address, server: DATABASE }, { bytes_delivered: 1e6 })
      ),
      reported('client', WEB_TO_DATABASE, { rtos_syn: 1 })
    );
    const drawn = await edges();
    expect(Object.keys(drawn)).toHaveLength(61);
    expect(drawn[EDGE]).toEqual({ color: RED });
  });

  it.each<[what: string, events: number[], bytes: number, color: string | undefined]>([
    ['one event in 1.5 kB is chance', [1], 1_500, undefined],
    ['two events in 1.5 kB are chance', [1, 1], 1_500, undefined],
    ['three events in 1.5 kB are suspicious', [1, 1, 1], 1_500, ORANGE],
    ['nine events in 1.5 kB are suspicious', [4, 5], 1_500, ORANGE],
    ['ten events in 1.5 kB are severe', [5, 5], 1_500, RED],
    ['999 per GB are usual', [999], 1e9, undefined],
    ['1,000 per GB are suspicious', [1_000], 1e9, ORANGE],
    ['9,999 per GB are suspicious', [9_999], 1e9, ORANGE],
    ['10,000 per GB are severe', [10_000], 1e9, RED],
    ['three events in 3 MB are suspicious', [3], 3e6, ORANGE],
    ['three events in 4 MB are usual', [3], 4e6, undefined],
    ['ten events in 1 MB are severe', [10], 1e6, RED],
    ['ten events in 2 MB are suspicious', [10], 2e6, ORANGE],
  ])('colors edges by their losses: %s', async (_, events, bytes, color) => {
    const once = (all: SyntheticSeries[], values: readonly number[]) =>
      all.map((one) => ({ ...one, values: one.values.map((__, index) => values[index - 10] ?? 0) }));
    await startWithSeries(
      PODS,
      once(reported('client', WEB_TO_DATABASE, { bytes_delivered: 0 }), [bytes]),
      once(reported('client', WEB_TO_DATABASE, { retrans_est: 0 }), events)
    );
    expect(await edges()).toEqual({ [EDGE]: { megabytes: bytes / 1e6, color } });
  });

  it('counts the losses of both ends, and the bytes that only one end reports', async () => {
    await startWithSeries(
      PODS,
      reported('client', WEB_TO_DATABASE, { retrans_est: 6 }),
      reported('server', WEB_TO_DATABASE, { retrans_est: 6, bytes_delivered: 1e6 })
    );
    // Twelve losses per MB.
    expect(await edges()).toEqual({ [EDGE]: { megabytes: IN_RANGE, color: RED } });
  });

  it('gives edges IDs that work in url()', async () => {
    await startWithSeries(
      PODS,
      reported('client', { client: WEB, server: '203.0.113.7' }, { bytes_delivered: 1e6 }),
      reported('server', { client: '198.51.100.9', server: WEB }, { bytes_delivered: 2e6 }),
      reported('client', { client: WEB, server: DATABASE }, { bytes_delivered: 3e6 }),
      reported('client', { client: DATABASE, server: WEB }, { bytes_delivered: 4e6 })
    );
    const ids = Object.keys(await edges());
    expect(ids.sort()).toEqual(
      ['data/orders-db~shop/web', 'outside~shop/web', 'shop/web~data/orders-db', 'shop/web~outside'].sort()
    );
    // Characters that CSS accepts unquoted in url() and does not interpret as an escape.
    expect(ids.filter((id) => !/^[a-z0-9./~-]+$/.test(id))).toEqual([]);
  });
});

describe('two clusters whose pods and nodes have the same addresses and names', () => {
  const cluster = (name: string, zones: readonly string[], pods: readonly PodAt[], bytes: number) => [
    ...zones.map((zone, index) => nodeIn(`n${index + 1}`, zone, { cluster: name })),
    ...pods.flatMap((pod) => podAt(pod, { cluster: name })),
    ...reported('client', { ...WEB_TO_DATABASE, cluster: name }, { bytes_delivered: bytes }),
    ...reported('server', { ...WEB_TO_DATABASE, cluster: name }, { bytes_received: bytes }),
  ];
  const EAST = cluster(
    'east',
    ['us-east-1a', 'us-east-1b'],
    [
      { name: 'shop/web-0', address: WEB, node: 'n1' },
      { name: 'data/orders-db-0', address: DATABASE, node: 'n2' },
    ],
    1e6
  );
  const WEST = cluster(
    'west',
    ['us-west-2a', 'us-west-2a'],
    [
      { name: 'ml/trainer-0', address: WEB, node: 'n1' },
      { name: 'ml/features-0', address: DATABASE, node: 'n2' },
    ],
    9e6
  );
  const pair = ['client_name', 'server_name'];

  it.each([
    ['both are', '.*', { [EDGE]: { megabytes: IN_RANGE }, 'ml/trainer~ml/features': { megabytes: 9 * IN_RANGE } }],
    ['one is', 'east', { [EDGE]: { megabytes: IN_RANGE } }],
  ])('show only their own pods on the map if %s selected', async (_, chosen, expected) => {
    await startWithSeries(EAST, WEST);
    expect(await edges({ ...ALL, cluster: chosen })).toEqual(expected);
  });

  it('have the zones of their own nodes', async () => {
    await startWithSeries(EAST, WEST);
    const zones = await rows('zones-and-cost', 'Zone matrix', 'A', ['client_zone', 'server_zone']);
    expect(zones).toEqual({
      'us-east-1a > us-east-1b': 1e6 * IN_RANGE,
      'us-west-2a > us-west-2a': 9e6 * IN_RANGE,
    });
    const acrossZones = await rows('zones-and-cost', 'Most expensive pairs', 'A', pair);
    expect(acrossZones).toEqual({ 'shop/web > data/orders-db': 1e6 * IN_RANGE });
    expect((await rows('zones-and-cost', 'Cross-zone share', 'A', []))['']).toBeCloseTo(1 / 10, 9);
  });

  it('each show their own view of a flow between them', async () => {
    const apart = podAt({ name: 'ml/trainer-0', address: '10.9.0.1', node: 'n1' }, { cluster: 'west' });
    await startWithSeries(
      podAt({ name: 'shop/web-0', address: WEB }, { cluster: 'east' }),
      apart,
      [nodeIn('n1', 'us-east-1a', { cluster: 'east' }), nodeIn('n1', 'us-west-2a', { cluster: 'west' })],
      reported('client', { client: WEB, server: '10.9.0.1', cluster: 'east' }, { bytes_delivered: 1e6 }),
      reported('server', { client: WEB, server: '10.9.0.1', cluster: 'west' }, { bytes_received: 1e6 })
    );
    expect(await edges()).toEqual({
      'shop/web~outside': { megabytes: IN_RANGE },
      'outside~ml/trainer': { megabytes: IN_RANGE },
    });
  });
});
