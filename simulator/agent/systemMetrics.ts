/**
 * The network allowances of the instance (aws/network-flow-monitor-agent,
 * open_metrics/providers/system_metrics_provider.rs). The provider lists the network interfaces once, when the process
 * starts: an interface that is attached later has no series. It also reads ENA's counters then, so a restart causes no
 * spike. A driver reset does, downward: the difference wraps around. So does a failing ethtool: the provider assumes
 * zero for the counters, and the next difference is the opposite.
 */
import { type IncidentStore } from '../incidents/incidentStore';
import { ALLOWANCE_NAMES, type AllowanceName } from '../world/allowanceNames';
import { type AllowanceCounts, countAllowances, isAttached, lastDriverReset } from '../world/allowances';
import { type Cell } from '../world/cell';
import { type ClusterNode } from '../world/nodes';
import { type Labels } from '../exposition/exposition';
import { type GaugeDescription, type GaugeSet } from './gauges';

const HELP: Record<AllowanceName, string> = {
  bw_in_allowance_exceeded:
    'The number of packets queued or dropped because the inbound aggregate bandwidth exceeded the maximum for the instance.',
  bw_out_allowance_exceeded:
    'The number of packets queued or dropped because the outbound aggregate bandwidth exceeded the maximum for the instance.',
  pps_allowance_exceeded:
    'The number of packets queued or dropped because the bidirectional PPS exceeded the maximum for the instance.',
  conntrack_allowance_exceeded:
    'The number of packets dropped because connection tracking exceeded the maximum for the instance and new connections could not be established. This can result in packet loss for traffic to or from the instance.',
  linklocal_allowance_exceeded:
    'The number of packets dropped because the PPS of the traffic to local proxy services exceeded the maximum for the network interface.',
};

/** The agent's allowance gauges with its own help texts. */
export const SYSTEM_GAUGES: readonly GaugeDescription[] = ALLOWANCE_NAMES.map((name) => ({ name, help: HELP[name] }));

/** One agent process' view of the node's allowances. */
export class SystemMetrics {
  /** In the order of the node's network interfaces. */
  private readonly labelsOfEni: Array<Labels & { eni: string }>;

  constructor(
    private readonly node: ClusterNode,
    private readonly cell: Cell,
    private readonly incidents: IncidentStore,
    private readonly bootMs: number,
    private readonly processStartMs: number,
    private readonly gauges: GaugeSet
  ) {
    // The agent passes the node's name twice: `instance_id` is not the ID of the instance here.
    const labels = { instance_id: node.name, node: node.name };
    this.labelsOfEni = node.networkInterfaces.map(({ eniId }) => ({ eni: eniId, ...labels }));
  }

  /** Sets the gauges to the packets counted in [sinceMs, nowMs). */
  update(sinceMs: number, nowMs: number): void {
    const counts = this.countedBetween(sinceMs, nowMs);
    const isThere = (index: number, timeMs: number) => isAttached(this.cell.effects, this.node, index, timeMs);
    const listed = this.labelsOfEni.filter((_, index) => isThere(index, this.processStartMs) && isThere(index, nowMs));
    for (const labels of listed) {
      for (const name of ALLOWANCE_NAMES) {
        this.gauges.set(name, labels, counts(labels.eni, name));
      }
    }
  }

  private countedBetween(sinceMs: number, nowMs: number): (eni: string, name: AllowanceName) => number {
    const isOneCount =
      lastDriverReset(this.cell.effects, this.node, sinceMs, nowMs) === undefined &&
      !this.ethtoolFails(sinceMs) &&
      !this.ethtoolFails(nowMs);
    if (isOneCount) {
      const counts = countAllowances(this.cell, this.node, sinceMs, nowMs);
      return (eni, name) => counts.get(eni)?.[name] ?? 0;
    }
    const [before, now] = [this.readAt(sinceMs), this.readAt(nowMs)];
    return (eni, name) => (now.get(eni)?.[name] ?? 0) - (before.get(eni)?.[name] ?? 0);
  }

  /** What the provider read at a time: nothing, which it treats as zero, if ethtool fails. */
  private readAt(timeMs: number): Map<string, AllowanceCounts> {
    if (this.ethtoolFails(timeMs)) {
      return new Map();
    }
    const startMs = lastDriverReset(this.cell.effects, this.node, this.bootMs, timeMs) ?? this.bootMs;
    return countAllowances(this.cell, this.node, startMs, timeMs);
  }

  private ethtoolFails(timeMs: number): boolean {
    return this.incidents.isOn('ethtool-failure', this.node.name, timeMs);
  }
}
