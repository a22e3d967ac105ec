import { type Pod } from '../../simulator/world/pods';
import { nameLabel, namesQuery } from '../../src/core/prometheus/kubernetes/names';
import { resolveListQuery } from '../../src/core/query/listQuery';
import { INCIDENTS_END_MS, type HoursWithIncidents, startHoursWithIncidents } from '../support/hoursWithIncidents';
import { promInstant } from '../support/promInstant';

const HOUR_MS = 3_600_000;
const AT_MS = INCIDENTS_END_MS - 60_000;

describe('names for variables that depend on other variables', () => {
  let hours: HoursWithIncidents;

  beforeAll(async () => {
    hours = await startHoursWithIncidents();
  });

  afterAll(() => hours.prometheus.close());

  /** The names that a variable lists for the last hour, given the query as dashboards write it. */
  async function listed(text: string, hasKubeStateMetrics = true): Promise<string[]> {
    const resolved = resolveListQuery(text, (value) => value);
    if (!('query' in resolved) || !('matchers' in resolved.query)) {
      throw new Error(`No list of Prometheus: ${text}`);
    }
    const facts = { hasKubeStateMetrics, clusterLabel: 'cluster' };
    const query = namesQuery(resolved.query, '1h', facts);
    const label = nameLabel(resolved.query.list, facts);
    return (await promInstant(hours.prometheus.url, query, AT_MS)).map(({ labels }) => labels[label] ?? '').sort();
  }

  /**
   * The names of pods that ran in the last hour in the simulated world. The last scrape of kube-state-metrics was 40
   * seconds ago.
   */
  function expectedNames(nameOf: (pod: Pod) => string, isIn: (pod: Pod) => boolean = () => true): string[] {
    const all = hours.world.cells.flatMap((cell) => cell.pods(AT_MS - HOUR_MS, AT_MS - 40_000));
    return [...new Set(all.filter((pod) => !pod.spec.hostNetwork && isIn(pod)).map(nameOf))].sort();
  }

  const workloadOf = ({ spec }: Pod) => spec.workload;

  it.each([
    ['workloads', () => expectedNames(workloadOf)],
    [
      'workloads namespace=~"ecommerce|batch"',
      () => expectedNames(workloadOf, ({ namespace }) => /^(ecommerce|batch)$/.test(namespace)),
    ],
    [
      'namespaces workload="orders"',
      () =>
        expectedNames(
          ({ namespace }) => namespace,
          (pod) => workloadOf(pod) === 'orders'
        ),
    ],
    [
      'pods namespace="ecommerce" workload!~"orders.*"',
      () =>
        expectedNames(
          ({ name }) => name,
          (pod) => pod.namespace === 'ecommerce' && !workloadOf(pod).startsWith('orders')
        ),
    ],
    [
      'pods zone="us-east-1b", namespace!="kube-system"',
      () =>
        expectedNames(
          ({ name }) => name,
          ({ node, namespace }) => node.azName === 'us-east-1b' && namespace !== 'kube-system'
        ),
    ],
    // Agents keep exporting pods that a rollout replaced hours ago.
    [
      'pods namespace="ecommerce"',
      () =>
        expectedNames(
          ({ name }) => name,
          ({ namespace }) => namespace === 'ecommerce'
        ),
    ],
    [
      'pods zone="us-east-1b" workload=~"p.*"',
      () =>
        expectedNames(
          ({ name }) => name,
          (pod) => pod.node.azName === 'us-east-1b' && workloadOf(pod).startsWith('p')
        ),
    ],
    [
      'nodes workload="orders"',
      () =>
        expectedNames(
          ({ node }) => node.name,
          (pod) => workloadOf(pod) === 'orders'
        ),
    ],
    [
      'nodes zone="us-east-1a"',
      () => hours.world.nodes.flatMap((node) => (node.azName === 'us-east-1a' ? [node.name] : [])).sort(),
    ],
    ['zones', () => [...new Set(hours.world.nodes.map(({ azName }) => azName))].sort()],
    ['clusters', () => [hours.world.facts.name]],
    ['namespaces cluster="demo" zone=~"us-east-1.*"', () => expectedNames(({ namespace }) => namespace)],
  ])('are those of the simulated world: %s', async (text, expected) => {
    const names = expected();
    expect(names.length).toBeGreaterThan(0);
    expect(await listed(text)).toEqual(names);
  });

  it("come from the agents' series without kube-state-metrics", async () => {
    const orders = await listed('pods namespace="ecommerce" workload="orders"', false);
    const running = expectedNames(
      ({ name }) => name,
      (pod) => pod.namespace === 'ecommerce' && workloadOf(pod) === 'orders'
    );
    expect(running.length).toBeGreaterThan(0);
    expect(orders).toEqual(expect.arrayContaining(running));
  });
});
