import { interfaceTruths } from '../../simulator/server/truth';
import { ALLOWANCE_NAMES } from '../../simulator/world/allowanceNames';
import { type Pod } from '../../simulator/world/pods';
import { type ClusterEvent } from '../../src/core/events/event';
import { agentMetric } from '../../src/core/prometheus/agent/catalog';
import { eventsIn } from '../support/events';
import { SERIES_START_MS, type SyntheticSeries, startPrometheusWith } from '../support/syntheticSeries';
import {
  INCIDENTS_END_MS,
  INCIDENTS_INTERVAL_MS,
  INCIDENTS_START_MS,
  type HoursWithIncidents,
  nodeWithIncident,
  startHoursWithIncidents,
} from '../support/hoursWithIncidents';

const MINUTE_MS = 60_000;
/** Windows end between two scrapes. Exactly at a scrape, ranges of Prometheus 2 include the samples at both ends. */
const BETWEEN_MS = INCIDENTS_INTERVAL_MS / 2;
const WINDOW = {
  startMs: INCIDENTS_START_MS + 2 * MINUTE_MS + BETWEEN_MS,
  endMs: INCIDENTS_END_MS - 3 * MINUTE_MS + BETWEEN_MS,
};

const packetsOf = ({ text }: ClusterEvent) => Number(text.match(/: ([\d,]+) packets/)?.[1]?.replaceAll(',', ''));

describe('events of two hours with many incidents', () => {
  let hours: HoursWithIncidents;
  let url: string;

  beforeAll(async () => {
    hours = await startHoursWithIncidents();
    url = hours.prometheus.url;
  });

  afterAll(() => hours.prometheus.close());

  it.each(ALLOWANCE_NAMES)('report which nodes exceeded %s, and by how much', async (name) => {
    const truths = new Map<string, number>();
    for (const truth of interfaceTruths(hours.world, WINDOW.startMs - BETWEEN_MS, WINDOW.endMs - BETWEEN_MS)) {
      truths.set(truth.node, (truths.get(truth.node) ?? 0) + truth[name]);
    }
    const events = (await eventsIn(url, 'allowances', WINDOW)).filter(({ tags }) => tags.includes(name));
    expect(events.length).toBeGreaterThan(0);
    expect(new Set(events.map(({ title }) => title))).toEqual(new Set([agentMetric(name)?.title]));
    const exceeding = [...truths].filter(([, packets]) => packets > 0).map(([node]) => node);
    expect([...new Set(events.map(({ tags }) => tags[2]))].sort()).toEqual(exceeding.sort());
    // A detached interface continues for a quarter of an hour, until it is certain that its value repeats.
    for (const node of exceeding.filter((one) => one !== nodeWithIncident(hours.world, 'detached'))) {
      const ofNode = events.filter(({ tags }) => tags.includes(node));
      const packets = ofNode.reduce((sum, event) => sum + packetsOf(event), 0);
      expect(packets / (truths.get(node) ?? 0)).toBeCloseTo(1, 1);
    }
  });

  it('have start and end times that are right to within a step and a scrape', async () => {
    const [burst] = hours.world.incidents.ofKind('conntrack-exhaustion');
    const found = (await eventsIn(url, 'allowances', WINDOW)).filter(
      ({ title }) => title === 'Connection tracking exceeded'
    );
    expect(found.map(({ tags }) => tags[2])).toEqual([burst?.node]);
    const off = [(found[0]?.startMs ?? 0) - (burst?.startMs ?? 0), (found[0]?.endMs ?? 0) - (burst?.endMs ?? 0)];
    expect(off.filter((ms) => Math.abs(ms) > MINUTE_MS + INCIDENTS_INTERVAL_MS)).toEqual([]);
  });

  it('report the restarts of agents to the second', async () => {
    const expected = hours.world.incidents
      .ofKind('agent-outage')
      .flatMap(({ node, endMs }) => (endMs ? [[node, endMs]] : []));
    const events = await eventsIn(url, 'agentRestarts', WINDOW);
    expect(expected.length).toBe(2);
    expect(events.map(({ tags, startMs }) => [tags[1], startMs]).sort()).toEqual(expected.sort());
    const node = { label: 'node', operator: '=', value: nodeWithIncident(hours.world, 'away') } as const;
    expect((await eventsIn(url, 'agentRestarts', WINDOW, { filters: [node] })).map(({ tags }) => tags[1])).toEqual([
      node.value,
    ]);
  });

  it('report rollouts, and do not mistake scaling for one', async () => {
    const events = await eventsIn(url, 'rollouts', WINDOW);
    const expected = [...newReplicaSets(), ...replacements()];
    expect(expected.length).toBeGreaterThan(5);
    expect(events.map(({ title, text }) => `${title} ${countOf(text)}`).sort()).toEqual(
      expected.map(({ title, count }) => `${title} ${count}`).sort()
    );
    for (const { title, startMs } of expected) {
      const near = events.filter((event) => event.title === title && isNear(event, startMs));
      expect({ title, count: near.length }).toEqual({ title, count: 1 });
    }
    const products = { label: 'workload', operator: '=~', value: 'prod.*' } as const;
    const narrowed = await eventsIn(url, 'rollouts', WINDOW, { filters: [products] });
    expect(new Set(narrowed.map(({ title }) => title))).toEqual(new Set(['Rollout of ecommerce/products']));
  });

  it.each(['allowances', 'agentRestarts', 'rollouts'] as const)(
    'name their cluster if a cluster label is configured: %s',
    async (kind) => {
      const plain = await eventsIn(url, kind, WINDOW);
      const named = await eventsIn(url, kind, WINDOW, { clusterLabel: 'cluster' });
      expect(named).toEqual(plain.map((event) => ({ ...event, tags: [...event.tags, hours.world.facts.name] })));
    }
  );

  const countOf = (text: string) => Number(text.match(/(\d+) pods?/)?.[1]);
  const isNear = (event: ClusterEvent, startMs: number) =>
    event.startMs <= startMs && startMs <= event.startMs + MINUTE_MS;

  interface ExpectedEvent {
    title: string;
    startMs: number;
    count: number;
  }

  /** Rollouts by the pods that the world started: their ReplicaSet had no pods before. */
  function newReplicaSets(): ExpectedEvent[] {
    return expectedEvents(
      (pod) => pod.spec.kind === 'Deployment',
      (pod) => pod.owner.name,
      ({ namespace, spec }) => `Rollout of ${namespace}/${spec.workload}`
    );
  }

  function replacements(): ExpectedEvent[] {
    const all = podsOf((pod) => pod.spec.kind === 'StatefulSet');
    const isSuccessor = (pod: Pod) => all.some((other) => other.name === pod.name && other.endMs <= pod.startMs);
    return expectedEvents(
      (pod) => pod.spec.kind === 'StatefulSet' && isSuccessor(pod) && pod.startMs > WINDOW.startMs,
      (pod) => pod.spec.workload,
      ({ namespace, spec }) => `Pods of ${namespace}/${spec.workload} replaced`
    );
  }

  function podsOf(isIn: (pod: Pod) => boolean): Pod[] {
    return hours.world.cells.flatMap((cell) => cell.pods(0, WINDOW.endMs)).filter(isIn);
  }

  /** Groups of pods that started together, if the first of them started in the window. */
  function expectedEvents(
    isIn: (pod: Pod) => boolean,
    groupOf: (pod: Pod) => string,
    titleOf: (pod: Pod) => string
  ): ExpectedEvent[] {
    const groups = new Map<string, Pod[]>();
    podsOf(isIn).forEach((pod) => groups.set(groupOf(pod), [...(groups.get(groupOf(pod)) ?? []), pod]));
    return [...groups.values()].flatMap((pods) => {
      const startMs = Math.min(...pods.map((pod) => pod.startMs));
      const count = pods.filter((pod) => pod.startMs < startMs + 5 * MINUTE_MS).length;
      const [first] = pods;
      return first && startMs > WINDOW.startMs ? [{ title: titleOf(first), startMs, count }] : [];
    });
  }
});

describe('events of a cluster to which a node is added', () => {
  const STEPS = 120;
  const during = (value: number, from: number, to = STEPS) =>
    Array.from({ length: STEPS }, (_, step) => (step >= from && step < to ? value : null));
  const secondsAt = (step: number) => SERIES_START_MS / 1_000 + step * 30;

  /** A pod of a DaemonSet as kube-state-metrics reports it, from one step to another. */
  function pod(
    namespace: string,
    owner: string,
    node: string,
    [from, to]: [number, number],
    startStep = from
  ): SyntheticSeries[] {
    const labels = { namespace, pod: `${owner}-${node}-${from}`, uid: `${owner}-${node}-${from}` };
    const owned = { ...labels, node, created_by_kind: 'DaemonSet', created_by_name: owner };
    return [
      { name: 'kube_pod_info', labels: owned, values: during(1, from, to) },
      { name: 'kube_pod_start_time', labels, values: during(secondsAt(startStep), from, to) },
      {
        name: 'kube_pod_container_state_started',
        labels: { ...labels, container: 'c' },
        values: during(secondsAt(startStep), from, to),
      },
    ];
  }

  function agentOn(node: string, from: number): SyntheticSeries {
    return { name: 'bw_in_allowance_exceeded', labels: { node, eni: `eni-${node}` }, values: during(0, from) };
  }

  it('include the replaced pod and the restarted agent, but not the pod and the agent of the new node', async () => {
    const agents = 'amazon-network-flow-monitor';
    const prometheus = await startPrometheusWith([
      ...pod('kube-system', 'cni', 'old', [0, 60], -500),
      ...pod('kube-system', 'cni', 'old', [61, STEPS]),
      ...pod('kube-system', 'cni', 'new', [80, STEPS]),
      ...pod(agents, 'agent', 'old', [0, 40], -500),
      ...pod(agents, 'agent', 'old', [41, STEPS]),
      ...pod(agents, 'agent', 'new', [80, STEPS]),
      agentOn('old', 0),
      agentOn('new', 81),
    ]);
    try {
      const window = { startMs: SERIES_START_MS, endMs: SERIES_START_MS + (STEPS - 5) * 30_000 };
      const rollouts = await eventsIn(prometheus.url, 'rollouts', window, {
        filters: [{ label: 'workload', operator: '=', value: 'cni' }],
      });
      expect(rollouts).toMatchObject([
        { title: 'Pods of kube-system/cni replaced', text: 'DaemonSet: 1 pod was replaced.' },
      ]);
      const restarts = await eventsIn(prometheus.url, 'agentRestarts', window);
      expect(restarts.map(({ startMs, tags }) => [tags[1], startMs / 1_000])).toEqual([['old', secondsAt(41)]]);
    } finally {
      await prometheus.close();
    }
  });
});
