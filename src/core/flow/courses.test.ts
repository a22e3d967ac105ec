import { type Labels } from '../cluster/clusterFacts';
import { type CourseOptions, type FlowCourse, groupCourses } from './courses';
import { noKnowledge } from './endpointOf';

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

function course(of: Labels, values: number[], startMs = 0): FlowCourse {
  return { labels: of, timesMs: values.map((_, step) => startMs + step * 30_000), values };
}

function grouped(courses: FlowCourse[], over: Partial<CourseOptions> = {}) {
  const groupBy = ['clientWorkload', 'serverWorkload'] as const;
  return groupCourses(courses, { metric: 'DATA_TRANSFERRED', groupBy, filters: [], knowledge: noKnowledge(), ...over });
}

describe('courses of groups', () => {
  it('are sums at each time, of times that only some of the flows have too, the heaviest group first', () => {
    const other = { ...UI, address: '10.0.1.6', pod: 'ui-7fdd84595c-bq5vp' };
    const courses = [
      course(byClient(CARTS, CACHE), [1, 1, 1]),
      course(byClient(UI, CARTS), [10, 20], 30_000),
      course(byClient(other, CARTS), [100, 200]),
    ];
    expect(grouped(courses)).toEqual([
      { group: ['ui', 'carts'], timesMs: [0, 30_000, 60_000], values: [100, 210, 20] },
      { group: ['carts', 'cache'], timesMs: [0, 30_000, 60_000], values: [1, 1, 1] },
    ]);
  });

  it('count bytes once, whoever reported them', () => {
    const internet = { address: '203.0.113.9' };
    const courses = [
      course(byClient(UI, CARTS), [100]),
      course(byServer(UI, CARTS), [100]),
      course(byServer(internet, UI), [7]),
    ];
    expect(grouped(courses).map(({ values }) => values)).toEqual([[100], [7]]);
  });

  it('count bytes once where the server reports IPv4 addresses within IPv6', () => {
    const mapped = (end: End) => ({ ...end, address: `::ffff:${end.address}` });
    const courses = [course(byClient(UI, CARTS), [10, 10]), course(byServer(mapped(UI), mapped(CARTS)), [10, 10])];
    expect(grouped(courses)).toEqual([{ group: ['ui', 'carts'], timesMs: [0, 30_000], values: [10, 10] }]);
  });

  it('count what two clusters report of the same addresses apart', () => {
    const inCluster = (cluster: string, of: FlowCourse) => ({ ...of, labels: { ...of.labels, k8s_cluster: cluster } });
    const nameless = ({ address }: End) => ({ address });
    const courses = [
      inCluster('east', course(byClient(UI, CARTS), [100])),
      inCluster('west', course(byServer(nameless(UI), nameless(CARTS)), [7])),
    ];
    expect(grouped(courses)).toEqual([
      { group: ['ui', 'carts'], timesMs: [0], values: [100] },
      { group: [undefined, undefined], timesMs: [0], values: [7] },
    ]);
  });

  it('count the losses of both ends, each its own', () => {
    const courses = [course(byClient(UI, CARTS), [3]), course(byServer(UI, CARTS), [4])];
    expect(grouped(courses, { metric: 'RETRANSMISSIONS' })).toMatchObject([{ group: ['ui', 'carts'], values: [7] }]);
  });

  it('name an end that its own agent cannot name as a client by what others tell of its address', () => {
    const courses = [
      course(byClient({ address: CARTS.address }, CACHE), [5]),
      course(byClient(UI, CARTS), [100]),
      course(byServer({ address: CARTS.address }, CACHE), [5]),
    ];
    expect(grouped(courses).map(({ group }) => group)).toEqual([
      ['ui', 'carts'],
      ['carts', 'cache'],
    ]);
  });

  it('leave an address without a name that two pods had', () => {
    const next = { ...CARTS, pod: 'orders-0' };
    const { cluster, networks } = noKnowledge();
    const knowledge = { networks, cluster: { ...cluster, podAt: () => ({ namespace: 'shop', pod: 'orders-0' }) } };
    const courses = [
      course(byClient({ address: CARTS.address }, CACHE), [5]),
      course(byClient(UI, CARTS), [3]),
      course(byClient(UI, next), [2]),
    ];
    expect(grouped(courses, { knowledge }).map(({ group }) => group)).toContainEqual([undefined, 'cache']);
  });

  it('can be of one Service, and of what a filter lets through', () => {
    const courses = [course(byClient(UI, CARTS), [100]), course(byClient(CARTS, CACHE), [5])];
    const filters = [{ side: 'server', field: 'service', operator: '=', value: 'carts' }] as const;
    expect(grouped(courses, { groupBy: ['serverService'], filters })).toMatchObject([
      { group: ['carts'], values: [100] },
    ]);
  });
});
