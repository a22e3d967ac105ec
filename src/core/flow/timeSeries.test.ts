import { type Labels } from '../kubernetes/clusterFacts';
import { type SeriesOptions, type FlowTimeSeries, groupSeries } from './timeSeries';
import { emptyLookup } from './endpointOf';

const UI = { address: '10.0.1.5', namespace: 'shop', pod: 'ui-7fdd84595c-5pnlj' };
const CARTS = { address: '10.0.2.7', namespace: 'shop', pod: 'carts-85f876bd78-tzxc5', service: 'carts' };
const CACHE = { address: '10.0.3.9', namespace: 'shop', pod: 'cache-0' };
type End = Partial<Record<'address' | 'namespace' | 'pod' | 'service', string>>;

function labels(local: End, remote: End, ports: { local?: number; remote?: number }): Labels {
  const of = (side: string, end: End) => Object.entries(end).map(([name, value]) => [`${side}_${name}`, value]);
  return {
    ...Object.fromEntries([...of('local', local), ...of('remote', remote)]),
    local_port: String(ports.local ?? 0),
    remote_port: String(ports.remote ?? 0),
  };
}
const byClient = (client: End, server: End, port = 8080) => labels(client, server, { remote: port });
const byServer = (client: End, server: End, port = 8080) => labels(server, client, { local: port });

function series(of: Labels, values: number[], startMs = 0): FlowTimeSeries {
  return { labels: of, timesMs: values.map((_, step) => startMs + step * 30_000), values };
}

function grouped(seriesList: FlowTimeSeries[], over: Partial<SeriesOptions> = {}) {
  const groupBy = ['clientWorkload', 'serverWorkload'] as const;
  const options = { metric: 'DATA_TRANSFERRED', groupBy, filters: [], lookup: emptyLookup(), ...over } as const;
  return groupSeries(seriesList, options).map(({ group, timesMs, values }) => ({ group, timesMs, values }));
}

describe('the time series of groups', () => {
  it('are sums at each time, also at times that only some flows have, with the largest group first', () => {
    const other = { ...UI, address: '10.0.1.6', pod: 'ui-7fdd84595c-bq5vp' };
    const seriesList = [
      series(byClient(CARTS, CACHE), [1, 1, 1]),
      series(byClient(UI, CARTS), [10, 20], 30_000),
      series(byClient(other, CARTS), [100, 200]),
    ];
    expect(grouped(seriesList)).toEqual([
      { group: ['ui', 'carts'], timesMs: [0, 30_000, 60_000], values: [100, 210, 20] },
      { group: ['carts', 'cache'], timesMs: [0, 30_000, 60_000], values: [1, 1, 1] },
    ]);
  });

  it('count bytes once, from either end', () => {
    const internet = { address: '203.0.113.9' };
    const seriesList = [
      series(byClient(UI, CARTS), [100]),
      series(byServer(UI, CARTS), [100]),
      series(byServer(internet, UI), [7]),
    ];
    expect(grouped(seriesList).map(({ values }) => values)).toEqual([[100], [7]]);
  });

  it('count bytes once if the server reports IPv4-mapped IPv6 addresses', () => {
    const mapped = (end: End) => ({ ...end, address: `::ffff:${end.address}` });
    const seriesList = [series(byClient(UI, CARTS), [10, 10]), series(byServer(mapped(UI), mapped(CARTS)), [10, 10])];
    expect(grouped(seriesList)).toEqual([{ group: ['ui', 'carts'], timesMs: [0, 30_000], values: [10, 10] }]);
  });

  it('count the reports of two clusters about the same addresses separately', () => {
    const inCluster = (cluster: string, of: FlowTimeSeries) => ({
      ...of,
      labels: { ...of.labels, k8s_cluster: cluster },
    });
    const nameless = ({ address }: End) => ({ address });
    const seriesList = [
      inCluster('east', series(byClient(UI, CARTS), [100])),
      inCluster('west', series(byServer(nameless(UI), nameless(CARTS)), [7])),
    ];
    expect(grouped(seriesList)).toEqual([
      { group: ['ui', 'carts'], timesMs: [0], values: [100] },
      { group: [undefined, undefined], timesMs: [0], values: [7] },
    ]);
  });

  it('count the losses of both ends', () => {
    const seriesList = [series(byClient(UI, CARTS), [3]), series(byServer(UI, CARTS), [4])];
    expect(grouped(seriesList, { metric: 'RETRANSMISSIONS' })).toMatchObject([{ group: ['ui', 'carts'], values: [7] }]);
  });

  it('name an end by the reports of other agents about its address', () => {
    const seriesList = [
      series(byClient({ address: CARTS.address }, CACHE), [5]),
      series(byClient(UI, CARTS), [100]),
      series(byServer({ address: CARTS.address }, CACHE), [5]),
    ];
    expect(grouped(seriesList).map(({ group }) => group)).toEqual([
      ['ui', 'carts'],
      ['carts', 'cache'],
    ]);
  });

  it('do not name an address that two pods had', () => {
    const next = { ...CARTS, pod: 'orders-0' };
    const { cluster, networks } = emptyLookup();
    const lookup = { networks, cluster: { ...cluster, podAt: () => ({ namespace: 'shop', pod: 'orders-0' }) } };
    const seriesList = [
      series(byClient({ address: CARTS.address }, CACHE), [5]),
      series(byClient(UI, CARTS), [3]),
      series(byClient(UI, next), [2]),
    ];
    expect(grouped(seriesList, { lookup }).map(({ group }) => group)).toContainEqual([undefined, 'cache']);
  });

  it('can be grouped by Service and filtered', () => {
    const seriesList = [series(byClient(UI, CARTS), [100]), series(byClient(CARTS, CACHE), [5])];
    const filters = [{ side: 'server', field: 'service', operator: '=', value: 'carts' }] as const;
    expect(grouped(seriesList, { groupBy: ['serverService'], filters })).toMatchObject([
      { group: ['carts'], values: [100] },
    ]);
  });
});
