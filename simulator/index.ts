/**
 * The simulated cluster as a whole: world, agents, kube-state-metrics, flow API and CloudWatch behind three HTTP
 * servers.
 */
import { AgentFleet } from './agent/agentFleet';
import { type CloudWatch, createCloudWatch } from './cloudwatch';
import { createFlowApi, type FlowApi, type FlowApiOptions } from './flowapi';
import { ingestedUntilMs } from './flowapi/context/ingestion';
import { monitorsOf } from './flowapi/monitors/monitorCatalog';
import { demoScenario } from './incidents/demoScenario';
import { forbiddenConversation } from './incidents/forbiddenConversation';
import { listenForAgents } from './server/agentListeners';
import { type RandomIncidentKind, randomIncidents } from './incidents/randomIncidents';
import { FlowPush } from './remotewrite/flowPush';
import { createListener } from './server/listener';
import { listen } from './server/listen';
import { type Clock } from './world/clock';
import { DAY_MS, floorTo, HOUR_MS } from './world/time';
import { type Scenario, SimulatedWorld } from './incidents/simulatedWorld';
import { type WorldOptions } from './world/world';

/** The options of a simulator. Those of the world have defaults, too. */
export interface SimulatorOptions extends Partial<WorldOptions> {
  /** The source of the time. It has no default, so that no test follows the system clock without saying so. */
  clock: Clock;
  /** The incidents; by default those of the demo. */
  scenario?: Scenario;
  /** The URL to which the agents also push their flow series by remote write. Without it, they do not push. */
  flowSeriesPushUrl?: string;
  /** Kinds of incidents that happen at times and on nodes drawn from the seed, in addition to those of the scenario. */
  randomIncidents?: readonly RandomIncidentKind[];
  /** Whether a workload connects to a database with which it has no business, from the start of the world on. */
  forbiddenConversation?: boolean;
  host?: string;
  /** 0 selects any free port. */
  port?: number;
  flowApiPort?: number;
  cloudWatchPort?: number;
  /** Extra days of history that exist in CloudWatch only, before the day on which the demo's scenario begins. */
  pastDays?: number;
  flowApi?: Partial<FlowApiOptions>;
  /** Runs before anything can be scraped, for example to write the history of the agents. */
  beforeServing?: (world: SimulatedWorld, fleet: AgentFleet, clock: Clock) => Promise<void>;
  /**
   * Where the agents are scraped: all on the main server, or each on a port of its own, where it serves one connection
   * at a time and never closes an idle one, as the real agent does. Service discovery returns the ports.
   */
  agentPorts?: 'shared' | 'own';
  /** The time from which the agents count for clients that scrape them here; by default now. */
  agentsSinceMs?: number;
}

/** A running simulator. */
export interface Simulator {
  world: SimulatedWorld;
  fleet: AgentFleet;
  clock: Clock;
  flowApi: FlowApi;
  cloudWatch: CloudWatch;
  /** Agents, kube-state-metrics, service discovery, ground truth and control. */
  url: string;
  flowApiUrl: string;
  cloudWatchUrl: string;
  close(): Promise<void>;
}

const DEFAULTS = {
  seed: 1,
  nodes: 12,
  clusterName: 'demo',
  host: '127.0.0.1',
  port: 0,
  flowApiPort: 0,
  cloudWatchPort: 0,
  pastDays: 0,
};

/** How far into the future random incidents are drawn. */
const RANDOM_FUTURE_MS = 7 * DAY_MS;

/** The last whole hour that is at least a day ago, so that there is a day of history to query. */
export function defaultEpoch(nowMs: number): number {
  return floorTo(nowMs - DAY_MS, HOUR_MS);
}

/** Starts a simulator with its servers. Rejects if a port is in use or the options are invalid. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { clock, beforeServing } = options;
  const { seed, nodes, clusterName, host, port, flowApiPort, cloudWatchPort, pastDays } = { ...DEFAULTS, ...options };
  const { scenario = (nodes, epochMs) => demoScenario(nodes, epochMs, pastDays) }: SimulatorOptions = options;
  const { randomIncidents: kinds = [] } = options;
  const nowMs = clock.nowMs();
  const epochMs = floorTo(options.epochMs ?? defaultEpoch(nowMs), HOUR_MS) - pastDays * DAY_MS;
  const { jobHistoryLimit, agentGeneration, agentInstallation, ipFamily, dns } = options;
  const world = new SimulatedWorld(
    { seed, nodes, clusterName, epochMs, jobHistoryLimit, agentGeneration, agentInstallation, ipFamily, dns },
    (nodes, startMs) => [
      ...scenario(nodes, startMs),
      ...(options.forbiddenConversation ? [forbiddenConversation(startMs)] : []),
      ...randomIncidents({ seed, nodes, startMs, endMs: nowMs + RANDOM_FUTURE_MS, kinds }),
    ]
  );
  const fleet = new AgentFleet(world, options.agentsSinceMs ?? nowMs);
  await beforeServing?.(world, fleet, clock);
  const flowApi = createFlowApi({ reports: world, clock, cluster: world.facts, options: options.flowApi });
  const flowApiOptions = () => flowApi.control.state().options;
  const cloudWatch = createCloudWatch({
    world,
    clock,
    monitors: () => monitorsOf(world.facts, flowApiOptions()),
    ingestedUntilMs: (nowMs) => ingestedUntilMs(nowMs, flowApiOptions()),
  });
  const agents = options.agentPorts === 'own' ? await listenForAgents({ world, fleet, clock }, host) : undefined;
  const parts = { world, fleet, clock, ...(agents && { agentHosts: agents.hosts }) };
  const main = await listen(createListener(parts, flowApi.controlHandler), host, port);
  const api = await listen(flowApi.handler, host, flowApiPort);
  const metrics = await listen(cloudWatch.handler, host, cloudWatchPort);
  const stopPushing = options.flowSeriesPushUrl ? pushFlowSeries(parts, options.flowSeriesPushUrl) : () => undefined;
  return {
    world,
    fleet,
    clock,
    flowApi,
    cloudWatch,
    url: main.url,
    flowApiUrl: api.url,
    cloudWatchUrl: metrics.url,
    close: async () => {
      stopPushing();
      await Promise.all([cloudWatch.close(), main.close(), agents?.close(), api.close(), metrics.close()]);
    },
  };
}

/** Pushes due flow series every second from now on. The returned function stops it. */
function pushFlowSeries(
  { world, fleet, clock }: Pick<Simulator, 'world' | 'fleet' | 'clock'>,
  url: string
): () => void {
  const push = new FlowPush({ world, fleet, url, startMs: clock.nowMs(), onError: console.error });
  const timer = setInterval(() => void push.pushDue(clock.nowMs()), 1000);
  return () => clearInterval(timer);
}
