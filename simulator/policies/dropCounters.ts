/**
 * The counters of dropped packets, as the network policy agent exposes them on each node
 * (aws/aws-network-policy-agent, pkg/ebpf/events/events.go). A direction without drops has no series.
 */
import { type MetricFamily } from '../exposition/exposition';
import { type Cell } from '../world/cell';
import { type ClusterFacts } from '../world/clusterFacts';
import { type ClusterNode } from '../world/nodes';
import { droppedPackets } from './droppedPackets';

/** The port of the agent's metrics on each node. */
export const NETWORK_POLICY_AGENT_PORT = 8162;

const DIRECTIONS = ['egress', 'ingress'] as const;

/** The labels of the series, created once. */
const LABELS = { egress: { direction: 'egress' }, ingress: { direction: 'ingress' } };

/** One node's counters since the agent was started at `readAtMs`. */
export class DropCounters {
  private readonly packets = { egress: 0, ingress: 0 };
  private readonly bytes = { egress: 0, ingress: 0 };

  constructor(
    private readonly node: ClusterNode,
    private readonly cell: Cell,
    private readonly facts: ClusterFacts,
    private readAtMs: number
  ) {}

  /** The counters at `nowMs`. */
  scrape(nowMs: number): MetricFamily[] {
    this.readTo(nowMs);
    return [
      family(
        'network_policy_drop_count_total',
        'Total number of packets dropped by network policy agent',
        this.packets
      ),
      family('network_policy_drop_bytes_total', 'Total number of bytes dropped by network policy agent', this.bytes),
    ];
  }

  private readTo(nowMs: number): void {
    if (nowMs < this.readAtMs) {
      return;
    }
    for (const { direction, bytes } of droppedPackets(this.cell, this.facts, this.readAtMs, nowMs, this.node)) {
      this.packets[direction]++;
      this.bytes[direction] += bytes;
    }
    this.readAtMs = nowMs;
  }
}

function family(name: string, help: string, values: Record<'egress' | 'ingress', number>): MetricFamily {
  const counted = DIRECTIONS.filter((direction) => values[direction] > 0);
  const samples = counted.map((direction) => ({ labels: LABELS[direction], value: values[direction] }));
  return { name, help, type: 'counter', samples };
}
