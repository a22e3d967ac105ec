/** The OpenMetrics side of one node's Network Flow Monitor agent. */
import { endOf, type IncidentOf } from '../incidents/incident';
import { isAgentSince } from '../world/agentGeneration';
import { type Cell } from '../world/cell';
import { listedPods } from '../world/listedPods';
import { type ClusterNode } from '../world/nodes';
import { type Pod } from '../world/pods';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { EFA_GAUGES, EfaMetrics } from './efaMetrics';
import { expositionText, type MetricFamily } from '../exposition/exposition';
import { GaugeSet } from './gauges';
import { INTERFACE_GAUGES, InterfaceMetrics } from './interfaceMetrics';
import { SYSTEM_GAUGES, SystemMetrics } from './systemMetrics';

type Outage = IncidentOf<'agent-outage'>;

const PODS_PER_PAGE = 150;

/** When an agent process started, and the time up to which its counters have been read. */
interface ProcessTimes {
  startMs: number;
  readAtMs: number;
}

/** The state of one agent process: its gauges and baselines. It is lost when the process ends. */
class AgentProcess {
  readonly gauges = new GaugeSet([...SYSTEM_GAUGES, ...EFA_GAUGES, ...INTERFACE_GAUGES]);
  readonly interfaces: InterfaceMetrics;
  readonly system: SystemMetrics;
  readonly efa: EfaMetrics;
  /** The next change is counted from this time. */
  readAtMs: number;

  constructor(
    private readonly world: SimulatedWorld,
    node: ClusterNode,
    cell: Cell,
    { startMs, readAtMs }: ProcessTimes
  ) {
    const { incidents, options } = world;
    this.readAtMs = readAtMs;
    this.interfaces = new InterfaceMetrics(world, node, cell, this.gauges);
    this.system = new SystemMetrics(node, cell, incidents, options.epochMs, startMs, this.gauges);
    this.efa = new EfaMetrics(world, node, cell, this.gauges, readAtMs);
  }

  read(nowMs: number): void {
    this.system.update(this.readAtMs, nowMs);
    if (isAgentSince(this.world.options, '2026-06')) {
      this.efa.update(nowMs);
      this.interfaces.update(nowMs);
    }
    this.readAtMs = nowMs;
  }
}

/** The agent of one node. Outages restart it with a new process. */
export class Agent {
  private process: AgentProcess;

  /** Creates an agent whose scrapes up to `startMs` went to a Prometheus that no longer matters. */
  constructor(
    private readonly world: SimulatedWorld,
    readonly node: ClusterNode,
    private readonly cell: Cell,
    startMs: number
  ) {
    const restartMs = this.restartedMs(startMs);
    this.process = new AgentProcess(world, node, cell, {
      startMs: restartMs ?? world.options.epochMs,
      readAtMs: startMs,
    });
    this.process.interfaces.setBaseline(startMs);
  }

  /** Whether the agent process runs. */
  isUp(nowMs: number): boolean {
    return !this.world.incidents.isOn('agent-outage', this.node.name, nowMs);
  }

  /** Whether the agent answers no requests although it runs and counts. */
  isBlocked(nowMs: number): boolean {
    return this.world.incidents.isOn('endpoint-blocked', this.node.name, nowMs);
  }

  /** Whether a scrape at this time gets a response. */
  answers(nowMs: number): boolean {
    return this.isUp(nowMs) && !this.isBlocked(nowMs);
  }

  /** How many times the container has restarted before `nowMs`. */
  restarts(nowMs: number): number {
    return this.outages().filter((outage) => endOf(outage) <= nowMs).length;
  }

  /** The last restart of the container at or before `nowMs`; undefined if it never restarted. */
  restartedMs(nowMs: number): number | undefined {
    const outage = this.lastOutage(-Infinity, nowMs);
    return outage && endOf(outage);
  }

  /**
   * Reads all counters, as every scrape does, and returns the change since the last scrape. A scrape at a time before
   * the last one (the history is written ahead of time) reads nothing and repeats the last values.
   */
  scrape(nowMs: number): MetricFamily[] {
    if (nowMs < this.process.readAtMs) {
      return this.process.gauges.families();
    }
    const outage = this.lastOutage(this.process.readAtMs, nowMs);
    if (outage) {
      this.process = this.processAfter(outage);
    }
    this.process.read(nowMs);
    return this.process.gauges.families();
  }

  /** The response body of a scrape. It reads the counters like `scrape`. */
  metricsText(nowMs: number): string {
    return expositionText(this.scrape(nowMs));
  }

  private outages(): Outage[] {
    return this.world.incidents.onNode('agent-outage', this.node.name);
  }

  /** The last outage that ended in (sinceMs, nowMs]. */
  private lastOutage(sinceMs: number, nowMs: number): Outage | undefined {
    return this.outages()
      .filter((outage) => sinceMs < endOf(outage) && endOf(outage) <= nowMs)
      .reduce<Outage | undefined>((last, outage) => (last && endOf(last) >= endOf(outage) ? last : outage), undefined);
  }

  /**
   * The new process reads the allowances before it serves requests. It has a baseline only for the interfaces of pods
   * that Kubernetes has listed by then.
   */
  private processAfter(outage: Outage): AgentProcess {
    const startMs = endOf(outage);
    const process = new AgentProcess(this.world, this.node, this.cell, { startMs, readAtMs: startMs });
    if (outage.podPagesAtStart) {
      process.interfaces.setBaseline(startMs, podsOnPages(this.world, outage.podPagesAtStart, startMs));
    }
    return process;
  }
}

/** The pods on the first pages of the Kubernetes API's list of all pods in the cluster. */
function podsOnPages({ cells, options }: SimulatedWorld, pages: number, timeMs: number): Set<Pod> {
  const pathOf = ({ namespace, name }: Pod) => `${namespace}/${name}`;
  const pods = cells.flatMap((cell) => listedPods(cell, options, timeMs));
  return new Set(
    pods.sort((first, second) => (pathOf(first) < pathOf(second) ? -1 : 1)).slice(0, pages * PODS_PER_PAGE)
  );
}
