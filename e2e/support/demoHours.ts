import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type RunningPrometheus, startPrometheus } from '../../scripts/demo/startPrometheus';
import { AgentFleet } from '../../simulator/agent/agentFleet';
import { writeHistory } from '../../simulator/history';
import { demoScenario } from '../../simulator/incidents/demoScenario';
import { type Incident } from '../../simulator/incidents/incident';
import { type ClusterNode } from '../../simulator/world/nodes';
import { HOUR_MS, MINUTE_MS } from '../../simulator/world/time';
import { SimulatedWorld } from '../../simulator/incidents/simulatedWorld';

const EPOCH_MS = Date.parse('2026-11-20T12:00:00Z');
const hour = (hours: number) => EPOCH_MS + hours * HOUR_MS;

/** The end of the demo's first day: a driver is reset, an agent restarts, and a path begins to lose packets. */
export const DEMO_START_MS = hour(22.25);
export const DEMO_END_MS = hour(24);
export const DEMO_INTERVAL_MS = 30_000;
/** Starts a quarter of an hour before the path loses packets. */
export const DEMO_FLOW_SERIES_MS = hour(23.25);

/** Incidents that the demo's scenario does not have in these hours, on nodes without other incidents. */
const NODES = { silent: 9, detached: 7, sending: 3 };
const SILENT = { startMs: hour(23), endMs: hour(23.25) };
/** Long enough to be critical, unlike the demo's own incidents. */
const SENDING = { startMs: hour(22.5), endMs: hour(22.9) };
/** When a network interface is detached. */
export const DETACHED_MS = hour(22.75) + 1;

function scenario(nodes: ClusterNode[], epochMs: number): Incident[] {
  const name = (position: number) => nodes[position]?.name ?? '';
  const detached = { node: name(NODES.detached), networkInterface: 1 };
  const startMs = DETACHED_MS - 8 * MINUTE_MS;
  const shaped = { kind: 'allowance-exceeded', packetsPerSecond: 40 } as const;
  const sending = { node: name(NODES.sending), networkInterface: 0, ...SENDING };
  return [
    ...demoScenario(nodes, epochMs),
    { id: 'silent', kind: 'agent-outage', node: name(NODES.silent), ...SILENT },
    { id: 'pps', ...shaped, ...detached, allowance: 'pps_allowance_exceeded', startMs },
    { id: 'out', ...shaped, ...sending, allowance: 'bw_out_allowance_exceeded' },
    { id: 'detached', kind: 'interface-detached', ...detached, startMs: DETACHED_MS },
  ];
}

/** The world and a Prometheus with its history. */
export interface DemoHours {
  world: SimulatedWorld;
  prometheus: RunningPrometheus;
}

/** The demo's cluster with its incidents, scraped for two hours into a real Prometheus. */
export async function startDemoHours(): Promise<DemoHours> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-demo-hours-'));
  const file = path.join(directory, 'history.om');
  const world = new SimulatedWorld({ seed: 1, nodes: 12, epochMs: EPOCH_MS, clusterName: 'demo' }, scenario);
  await writeHistory({
    world,
    fleet: new AgentFleet(world, DEMO_START_MS - DEMO_INTERVAL_MS),
    file,
    startMs: DEMO_START_MS,
    endMs: DEMO_END_MS,
    intervalMs: DEMO_INTERVAL_MS,
    flowSeriesSinceMs: DEMO_FLOW_SERIES_MS,
  });
  const prometheus = await startPrometheus({ config: 'scrape_configs: []', port: 0, historyFile: file });
  fs.rmSync(directory, { recursive: true });
  return { world, prometheus };
}
