import { AgentFleet } from '../../simulator/agent/agentFleet';
import { type Incident, type IncidentKind } from '../../simulator/incidents/incident';
import { type ClusterNode } from '../../simulator/world/nodes';
import { HOUR_MS, MINUTE_MS } from '../../simulator/world/time';
import { SimulatedWorld } from '../../simulator/incidents/simulatedWorld';
import { type BothEngines, startBothEngines } from './bothEngines';

const START_MS = Date.parse('2026-11-21T10:00:00Z');
export const END_MS = START_MS + 130 * MINUTE_MS;
export const INTERVAL_MS = 30_000;
/** Most of a day before, so that what a pod has counted since its start is far more than in any scrape. */
const EPOCH_MS = START_MS - 22 * HOUR_MS;
/** A different interval and phase from those of the agents. */
const KUBE_STATE = { intervalMs: MINUTE_MS, afterMs: 20_000 };

/** What happens to real agents, each on nodes of its own, by their positions. */
const NODES = {
  'Nothing happens': [0],
  'Pods are mixed up all the time': [1, 2, 3],
  'Pods are unknown for a scrape, three times': [4],
  'An agent restarts and shows whole lives': [5],
  'Another client blocks the endpoint for ten minutes': [6],
  'nstat fails twice': [7],
  'ethtool fails twice': [8],
  'The driver is reset': [9],
  'An interface is attached later': [10],
  'An EFA device comes back after five minutes': [11],
} as const satisfies Record<string, readonly number[]>;

export type NodeFault = keyof typeof NODES;

/** The names of the nodes with a fault. */
export function nodesWith(world: Pick<SimulatedWorld, 'nodes'>, what: NodeFault): string[] {
  return NODES[what].map((position) => world.nodes[position]?.name ?? '');
}

const at = (minutes: number) => START_MS + minutes * MINUTE_MS;

function scenario(nodes: ClusterNode[]): Incident[] {
  const on = (what: NodeFault): string[] => nodesWith({ nodes }, what);
  const during = (
    what: NodeFault,
    kind: (node: string) => IncidentKind,
    minuteSpans: ReadonlyArray<readonly [number, number]>
  ) =>
    on(what).flatMap((node) =>
      minuteSpans.map(([from, to], index) => ({
        ...kind(node),
        id: `${kind(node).kind}-${node}-${index}`,
        startMs: at(from),
        endMs: at(to),
      }))
    );
  const exceeded = (what: NodeFault, networkInterface: number, from: number) =>
    during(
      what,
      (node) => ({
        kind: 'allowance-exceeded',
        node,
        networkInterface,
        allowance: 'bw_in_allowance_exceeded',
        packetsPerSecond: 40,
      }),
      [[from, 130]]
    );
  return [
    ...during('Pods are mixed up all the time', (node) => ({ kind: 'reused-addresses', node }), [[-60, 130]]),
    ...during('Pods are unknown for a scrape, three times', (node) => ({ kind: 'unknown-pods', node }), [
      [40.25, 40.75],
      [75.25, 76.25],
      [100.25, 100.75],
    ]),
    ...during(
      'An agent restarts and shows whole lives',
      (node) => ({ kind: 'agent-outage', node, podPagesAtStart: 1 }),
      [[55.05, 55.2]]
    ),
    ...during('Another client blocks the endpoint for ten minutes', (node) => ({ kind: 'endpoint-blocked', node }), [
      [60.25, 70.25],
    ]),
    ...during('nstat fails twice', (node) => ({ kind: 'nstat-failure', node }), [
      [45.25, 45.75],
      [90.25, 91.25],
    ]),
    ...during('ethtool fails twice', (node) => ({ kind: 'ethtool-failure', node }), [
      [45.25, 45.75],
      [90.25, 91.25],
    ]),
    ...exceeded('ethtool fails twice', 0, -60),
    ...exceeded('The driver is reset', 0, -60),
    ...during('The driver is reset', (node) => ({ kind: 'driver-reset', node }), [[70.6, 71]]),
    ...during('An interface is attached later', (node) => ({ kind: 'interface-attached', node, networkInterface: 1 }), [
      [30, 130],
    ]),
    ...exceeded('An interface is attached later', 1, 60),
    ...during(
      'An EFA device comes back after five minutes',
      (node) => ({ kind: 'efa-device-absent', node, device: 0 }),
      [[50.25, 55.25]]
    ),
  ];
}

/** The world and a Prometheus and a VictoriaMetrics with its history. */
export interface HoursWithAgentFaults extends BothEngines {
  world: SimulatedWorld;
}

/** Starts databases with two hours of a simulated cluster whose agents have the faults of real ones. */
export async function startHoursWithAgentFaults(): Promise<HoursWithAgentFaults> {
  const options = { seed: 1, nodes: 12, epochMs: EPOCH_MS, clusterName: 'demo', jobHistoryLimit: 3 };
  const world = new SimulatedWorld({ ...options, agentGeneration: '2026-09' }, scenario);
  const engines = await startBothEngines({
    world,
    fleet: new AgentFleet(world, START_MS - INTERVAL_MS),
    startMs: START_MS,
    endMs: END_MS,
    intervalMs: INTERVAL_MS,
    kubeState: KUBE_STATE,
  });
  return { world, ...engines };
}
