/**
 * The network allowances as node_exporter's ethtool collector exposes them (prometheus/node_exporter,
 * collector/ethtool_linux.go): ENA's own counters by network device, which start at zero after each driver reset.
 */
import { type Labels, type MetricFamily } from '../exposition/exposition';
import { ALLOWANCE_NAMES } from '../world/allowanceNames';
import { type AllowanceCounts, countAllowances, isAttached, lastDriverReset } from '../world/allowances';
import { type Cell } from '../world/cell';
import { type ClusterNode } from '../world/nodes';

/** systemd's number for the first network device of a node; the others follow in order. */
const FIRST_DEVICE = 5;

/** One node's counters since its driver was loaded at `readAtMs`. */
export class EthtoolCounters {
  private counts = new Map<string, AllowanceCounts>();
  private readonly devices: Array<{ eniId: string; labels: Labels }>;

  constructor(
    private readonly node: ClusterNode,
    private readonly cell: Cell,
    private readAtMs: number
  ) {
    this.devices = node.networkInterfaces.map(({ eniId }, index) => ({
      eniId,
      labels: { device: `ens${FIRST_DEVICE + index}` },
    }));
  }

  /** The counters of the interfaces that are attached at `nowMs`. */
  scrape(nowMs: number): MetricFamily[] {
    this.readTo(nowMs);
    const attached = this.devices.filter((_, index) => isAttached(this.cell.effects, this.node, index, nowMs));
    return ALLOWANCE_NAMES.map((name) => ({
      name: `node_ethtool_${name}`,
      help: `Network interface ${name}`,
      type: 'untyped',
      samples: attached.map(({ eniId, labels }) => ({ labels, value: this.counts.get(eniId)?.[name] ?? 0 })),
    }));
  }

  private readTo(nowMs: number): void {
    if (nowMs < this.readAtMs) {
      return;
    }
    const resetMs = lastDriverReset(this.cell.effects, this.node, this.readAtMs, nowMs);
    const more = countAllowances(this.cell, this.node, resetMs ?? this.readAtMs, nowMs);
    this.counts = resetMs === undefined ? sumOf(this.counts, more) : more;
    this.readAtMs = nowMs;
  }
}

function sumOf(counted: Map<string, AllowanceCounts>, more: Map<string, AllowanceCounts>) {
  return new Map(
    Array.from(more, ([eni, counts]) => {
      const sum = { ...counts };
      for (const name of ALLOWANCE_NAMES) {
        sum[name] += counted.get(eni)?.[name] ?? 0;
      }
      return [eni, sum];
    })
  );
}
