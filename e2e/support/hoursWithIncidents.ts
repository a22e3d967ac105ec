import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type RunningPrometheus, startPrometheus } from '../../scripts/demo/startPrometheus';
import { AgentFleet } from '../../simulator/agent/agentFleet';
import { writeHistory } from '../../simulator/history';
import { type Incident } from '../../simulator/incidents/incident';
import { type ClusterNode } from '../../simulator/world/nodes';
import { MINUTE_MS } from '../../simulator/world/time';
import { ref } from '../../simulator/world/applications/workloads';
import { SimulatedWorld } from '../../simulator/incidents/simulatedWorld';

/**
 * Between 10:00 and 12:30, the GPU node's pods, two databases and five Deployments are replaced, and a message queue
 * returns on another node: the world's own rollouts for this seed and day.
 */
export const INCIDENTS_START_MS = Date.parse('2026-11-21T10:00:00Z');
export const INCIDENTS_END_MS = Date.parse('2026-11-21T12:30:00Z');
export const INCIDENTS_INTERVAL_MS = 30_000;
/** A different interval and phase from those of the agents, so that neither can be mistaken for the other. */
const KUBE_STATE = { intervalMs: 60_000, afterMs: 20_000 };
/** Most of a day before, so that after a restart of its agent, a pod shows a day's bytes in one sample. */
const EPOCH_MS = Date.parse('2026-11-20T12:00:00Z');

/** Positions in the node list, by incident. */
const NODES = {
  /** The agent restarts within seconds. */
  restarted: 1,
  /** Every fifth scrape does not reach the agent. */
  flaky: 2,
  driverReset: 4,
  /** The agent is down for three minutes. */
  away: 6,
  /** One of its network interfaces is detached while it exceeds its allowances. */
  detached: 7,
  conntrackFull: 8,
  /** For six minutes, no scrape reaches the agent. */
  partitioned: 9,
  /** The agent stops before the end. */
  silent: 10,
} as const;

export type NodeIncident = keyof typeof NODES;

/** The name of the node with an incident. */
export function nodeWithIncident({ nodes }: Pick<SimulatedWorld, 'nodes'>, what: NodeIncident): string {
  return nodes[NODES[what]]?.name ?? '';
}

const at = (minutes: number) => INCIDENTS_START_MS + minutes * MINUTE_MS;

/** The incidents, in addition to the world's own rollouts, CronJobs and daily load. */
function scenario(nodes: ClusterNode[]): Incident[] {
  const on = (what: NodeIncident) => nodeWithIncident({ nodes }, what);
  const shaped = { kind: 'allowance-exceeded', node: on('detached'), startMs: at(-60) } as const;
  return [
    { id: 'steady', kind: 'inbound-bandwidth', node: on('driverReset'), packetsPerSecond: 150, startMs: at(-600) },
    { id: 'reset', kind: 'driver-reset', node: on('driverReset'), startMs: at(77), endMs: at(78) },
    { id: 'burst', kind: 'conntrack-exhaustion', node: on('conntrackFull'), packetsPerSecond: 25, ...lasting(40, 7) },
    { id: 'ramp', kind: 'dns-overload', loadFactor: 7, ...lasting(60, 30) },
    { id: 'ramp-2', kind: 'dns-overload', loadFactor: 2, ...lasting(70, 10) },
    { id: 'pps', ...shaped, allowance: 'pps_allowance_exceeded', networkInterface: 0, packetsPerSecond: 40 },
    { id: 'out-1', ...shaped, allowance: 'bw_out_allowance_exceeded', networkInterface: 1, packetsPerSecond: 60 },
    { id: 'out-0', ...shaped, allowance: 'bw_out_allowance_exceeded', networkInterface: 0, packetsPerSecond: 30 },
    { id: 'detached', kind: 'interface-detached', node: on('detached'), networkInterface: 1, startMs: at(50) + 1 },
    { id: 'restart', kind: 'agent-outage', node: on('restarted'), startMs: at(45) + 3_000, endMs: at(45) + 12_000 },
    { id: 'outage', kind: 'agent-outage', node: on('away'), startMs: at(80), endMs: at(83) },
    { id: 'silent', kind: 'agent-outage', node: on('silent'), startMs: INCIDENTS_END_MS - 2 * MINUTE_MS },
    {
      id: 'export',
      kind: 'unexpected-conversation',
      client: ref('batch', 'report-export'),
      server: ref('ecommerce', 'orders-db'),
      port: 5432,
      requestsPerSecond: 15,
      requestBytes: 300,
      responseBytes: 48_000,
      ...lasting(90, 20),
    },
  ];
}

function lasting(startMinute: number, minutes: number) {
  return { startMs: at(startMinute), endMs: at(startMinute + minutes) };
}

/**
 * Whether a scrape times out before it reaches the agent, which does not notice. Some nodes are always affected, and
 * some for a while.
 */
function isMissed(world: SimulatedWorld, nodeName: string, timeMs: number): boolean {
  const isPartitioned = at(50) <= timeMs && timeMs < at(56);
  const isFifth = Math.floor(timeMs / INCIDENTS_INTERVAL_MS) % 5 === 0;
  return (
    (nodeName === nodeWithIncident(world, 'flaky') && isFifth) ||
    (nodeName === nodeWithIncident(world, 'partitioned') && isPartitioned)
  );
}

/** The world and a Prometheus with its history. */
export interface HoursWithIncidents {
  world: SimulatedWorld;
  prometheus: RunningPrometheus;
}

function worldWithIncidents(): SimulatedWorld {
  return new SimulatedWorld({ seed: 1, nodes: 12, epochMs: EPOCH_MS, clusterName: 'demo' }, scenario);
}

/**
 * Starts a Prometheus with a simulated cluster's history with everything that makes the agent's metrics hard to
 * interpret.
 *
 * @param scrapedAfterMs when the agents are scraped within each interval.
 */
export async function startHoursWithIncidents(scrapedAfterMs = 0): Promise<HoursWithIncidents> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-hard-hours-'));
  const file = path.join(directory, 'history.om');
  const world = worldWithIncidents();
  await writeHistory({
    world,
    fleet: new AgentFleet(world, INCIDENTS_START_MS - INCIDENTS_INTERVAL_MS),
    file,
    startMs: INCIDENTS_START_MS + scrapedAfterMs,
    endMs: INCIDENTS_END_MS,
    intervalMs: INCIDENTS_INTERVAL_MS,
    kubeState: KUBE_STATE,
    isMissed: (nodeName, timeMs) => isMissed(world, nodeName, timeMs),
    withNodeExporter: true,
  });
  const prometheus = await startPrometheus({ config: 'scrape_configs: []', port: 0, historyFile: file });
  fs.rmSync(directory, { recursive: true });
  return { world, prometheus };
}
