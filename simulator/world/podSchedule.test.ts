import { type Pod } from './pods';
import { EPOCH_MS, NOON_MS, podsAt, podsOf, testWorld } from '../testing/testWorld';
import { HOUR_MS, MINUTE_MS } from './time';

const X = '[bcdfghjklmnpqrstvwxz2456789]';
const GRAMMAR: Record<Pod['owner']['kind'], RegExp> = {
  ReplicaSet: new RegExp(`^[a-z0-9-]+-[456789bcdf]{1,10}-${X}{5}$`),
  StatefulSet: /^[a-z0-9-]+-\d+$/,
  DaemonSet: new RegExp(`^[a-z0-9-]+-${X}{5}$`),
  Job: new RegExp(`^[a-z0-9-]+-\\d{8}-${X}{5}$`),
};

const aDay = (world = testWorld()) => world.cells.flatMap((cell) => cell.pods(EPOCH_MS, NOON_MS));

function overlap(first: Pod, second: Pod): boolean {
  return first.startMs < second.endMs && second.startMs < first.endMs;
}

function byAddress(pods: Pod[]): Pod[][] {
  const groups = new Map<string, Pod[]>();
  pods.forEach((pod) => groups.set(pod.ip, [...(groups.get(pod.ip) ?? []), pod]));
  return [...groups.values()];
}

describe('pods over a day', () => {
  const world = testWorld();
  const pods = aDay(world);
  const withAddress = pods.filter((pod) => !pod.spec.hostNetwork);

  it('have the names that Kubernetes gives to their kind', () => {
    expect(new Set(pods.map((pod) => pod.owner.kind))).toEqual(new Set(Object.keys(GRAMMAR)));
    expect(pods.filter((pod) => !GRAMMAR[pod.owner.kind].test(pod.name))).toEqual([]);
    expect(pods.filter((pod) => pod.owner.kind === 'ReplicaSet' && !pod.name.startsWith(`${pod.owner.name}-`))).toEqual(
      []
    );
  });

  it('never share an address at the same time, and reuse addresses', () => {
    const groups = byAddress(withAddress);
    const clashes = groups.flatMap((group) => group.slice(1).filter((pod, index) => overlap(pod, group[index] ?? pod)));
    expect(clashes).toEqual([]);
    const reused = groups.filter((group) => new Set(group.map((pod) => pod.spec.workload)).size > 1);
    expect(reused.length).toBeGreaterThan(5);
  });

  it('roll out and scale', () => {
    const products = pods.filter((pod) => pod.namespace === 'ecommerce' && pod.spec.workload === 'products');
    expect(new Set(products.map((pod) => pod.owner.name)).size).toBeGreaterThan(10);
    const replicas = [4, 8, 12, 16, 20].map(
      (hour) => podsOf(world, 'retail-store/ui', EPOCH_MS + hour * HOUR_MS).length
    );
    expect(new Set(replicas).size).toBeGreaterThan(1);
    expect(Math.min(...replicas)).toBeGreaterThanOrEqual(5);
  });

  it('of a StatefulSet return under the same name as different pods', () => {
    const rabbit = pods.filter((pod) => pod.spec.workload === 'orders-rabbitmq');
    expect(new Set(rabbit.map((pod) => pod.name))).toEqual(new Set(['orders-rabbitmq-0']));
    expect(new Set(rabbit.map((pod) => pod.uid)).size).toBe(rabbit.length);
    expect(rabbit.length).toBeGreaterThan(1);
  });

  it('of a CronJob start when they are due, and end', () => {
    const runs = pods.filter((pod) => pod.spec.workload === 'report-export');
    expect(runs.length).toBeGreaterThanOrEqual(12 * 24 - 1);
    const late = runs.filter((pod) => pod.startMs % (5 * MINUTE_MS) > 10_000);
    expect(late).toEqual([]);
    expect(runs.filter((pod) => pod.startMs < NOON_MS - HOUR_MS && pod.endMs - pod.startMs > 5 * MINUTE_MS)).toEqual(
      []
    );
  });

  it('spread over the zones', () => {
    const zones = new Set(podsOf(world, 'retail-store/ui', NOON_MS).map((pod) => pod.node.azId));
    expect(zones.size).toBe(3);
  });

  it('are the same for the same seed and differ for another', () => {
    const names = (all: Pod[]) => all.map((pod) => `${pod.uid} ${pod.name} ${pod.ip}`);
    expect(names(aDay(testWorld()))).toEqual(names(pods));
    expect(names(aDay(testWorld({ seed: 2 })))).not.toEqual(names(pods));
  });

  it('do not depend on previous requests', () => {
    const fresh = testWorld();
    fresh.cells.forEach((cell) => cell.pods(NOON_MS + 5 * HOUR_MS, NOON_MS + 6 * HOUR_MS));
    const names = (of: ReturnType<typeof testWorld>) => podsAt(of, NOON_MS).map((pod) => pod.name);
    expect(names(fresh)).toEqual(names(world));
  });
});

describe('a large cluster', () => {
  it('starts quickly and gives the copies of applications their own namespaces', () => {
    const world = testWorld({ nodes: 5000 });
    expect(world.nodes).toHaveLength(5000);
    expect(new Set(world.nodes.map((node) => node.ip)).size).toBe(5000);
    const last = world.cells.at(-1)?.pods(EPOCH_MS, EPOCH_MS + 1) ?? [];
    expect(last.map((pod) => pod.namespace)).toContain('retail-store-0416');
    expect(last.filter((pod) => pod.namespace === 'ml-training')).toEqual([]);
  });
});
