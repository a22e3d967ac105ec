/** One node's Network Flow Monitor agent, as far as it can be scraped. */
import { endOf, type IncidentOf } from '../incidents/incident';
import { type Cell } from '../world/cell';
import { type ClusterNode } from '../world/nodes';
import { type World } from '../world/world';
import { EFA_GAUGES, EfaMetrics } from './efaMetrics';
import { expositionText, type MetricFamily } from './exposition';
import { GaugeSet } from './gauges';
import { INTERFACE_GAUGES, InterfaceMetrics } from './interfaceMetrics';
import { SYSTEM_GAUGES, SystemMetrics } from './systemMetrics';

/** A process of the agent: what it has read and what it exposes, gone when it ends. */
class AgentProcess {
  readonly gauges = new GaugeSet([...SYSTEM_GAUGES, ...EFA_GAUGES, ...INTERFACE_GAUGES]);
  readonly interfaces: InterfaceMetrics;
  readonly system: SystemMetrics;
  readonly efa: EfaMetrics;

  constructor(
    world: World,
    node: ClusterNode,
    cell: Cell,
    /** What was there at that time has been read; counting goes on from it. */
    public readAtMs: number
  ) {
    this.interfaces = new InterfaceMetrics(world, node, cell, this.gauges);
    this.system = new SystemMetrics(node, cell, world.incidents, world.options.epochMs, this.gauges);
    this.efa = new EfaMetrics(node, cell, this.gauges);
  }
}

export class Agent {
  private process: AgentProcess;

  /** An agent that has been scraped until `startMs` by a Prometheus that is forgotten. */
  constructor(
    private readonly world: World,
    readonly node: ClusterNode,
    private readonly cell: Cell,
    startMs: number
  ) {
    this.process = new AgentProcess(world, node, cell, startMs);
    this.process.interfaces.readSilently(startMs);
  }

  isUp(nowMs: number): boolean {
    return !this.world.incidents.isOn('agent-outage', this.node.name, nowMs);
  }

  /** Whether the agent answers nobody, although it runs and counts. */
  isBlocked(nowMs: number): boolean {
    return this.world.incidents.isOn('endpoint-blocked', this.node.name, nowMs);
  }

  answers(nowMs: number): boolean {
    return this.isUp(nowMs) && !this.isBlocked(nowMs);
  }

  /** How often the container was started anew before `nowMs`. */
  restarts(nowMs: number): number {
    return this.outages().filter((outage) => endOf(outage) <= nowMs).length;
  }

  /** When the container that ran last by `nowMs` was started anew, if it ever was. */
  restartedMs(nowMs: number): number | undefined {
    return this.lastRestart(-Infinity, nowMs);
  }

  /**
   * Reads all counters, as every scrape does, and gives the change since the last. A scrape of before the last one,
   * which was written ahead of its time, reads nothing.
   */
  scrape(nowMs: number): MetricFamily[] {
    if (nowMs < this.process.readAtMs) {
      return this.process.gauges.families();
    }
    const restartMs = this.lastRestart(this.process.readAtMs, nowMs);
    if (restartMs !== undefined) {
      // The new process reads the allowances before it serves, but the pods before it knows their addresses.
      this.process = new AgentProcess(this.world, this.node, this.cell, restartMs);
    }
    const sinceMs = this.process.readAtMs;
    this.process.system.update(sinceMs, nowMs);
    this.process.efa.update(sinceMs, nowMs);
    this.process.interfaces.update(nowMs);
    this.process.readAtMs = nowMs;
    return this.process.gauges.families();
  }

  metricsText(nowMs: number): string {
    return expositionText(this.scrape(nowMs));
  }

  private outages(): Array<IncidentOf<'agent-outage'>> {
    return this.world.incidents.onNode('agent-outage', this.node.name);
  }

  private lastRestart(sinceMs: number, nowMs: number): number | undefined {
    return this.outages()
      .map(endOf)
      .filter((endMs) => sinceMs < endMs && endMs <= nowMs)
      .reduce<number | undefined>((last, endMs) => Math.max(last ?? 0, endMs), undefined);
  }
}
