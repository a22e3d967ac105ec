/** Which node a pod goes to and which of the node's addresses it gets. */
import { type ClusterNode, POD_ADDRESSES_PER_NODE } from './nodes';
import { type WorkloadSpec } from './applications/workloads';

/** The VPC CNI hands an address out again no sooner than this after its pod ended. */
const ADDRESS_COOLDOWN_MS = 30_000;

/** One node's pod addresses. */
class NodeAddresses {
  /** When each address is, or became, free; Infinity while a pod has it. */
  private readonly freeSinceMs = new Array<number>(POD_ADDRESSES_PER_NODE + 1).fill(-Infinity);
  podCount = 0;

  constructor(readonly node: ClusterNode) {}

  /** The lowest free address: addresses are soon used again. */
  private lowestFree(nowMs: number): number {
    return this.freeSinceMs.findIndex((sinceMs, offset) => offset > 0 && sinceMs + ADDRESS_COOLDOWN_MS <= nowMs);
  }

  hasFreeAddress(nowMs: number): boolean {
    return this.lowestFree(nowMs) > 0;
  }

  take(nowMs: number): number {
    const offset = this.lowestFree(nowMs);
    this.freeSinceMs[offset] = Infinity;
    this.podCount++;
    return offset;
  }

  give(offset: number, nowMs: number): void {
    this.freeSinceMs[offset] = nowMs;
    this.podCount--;
  }
}

export interface PodLocation {
  node: ClusterNode;
  addressOffset: number;
}

/** Spreads each workload's pods over the zones, then over the zone's nodes by load. */
export class Placement {
  private readonly nodes: NodeAddresses[];

  constructor(nodes: ClusterNode[]) {
    this.nodes = nodes.map((node) => new NodeAddresses(node));
  }

  place(spec: WorkloadSpec, slot: number, workloadHash: number, nowMs: number): PodLocation {
    if (spec.kind === 'DaemonSet') {
      return this.takeOn(this.nodes[slot], spec, nowMs);
    }
    const zoneIndex = (slot + workloadHash) % 3;
    const suitable = this.nodes.filter(({ node }) => node.efaDevices.length > 0 === spec.needsGpu);
    const inZone = suitable.filter(({ node }) => node.zoneIndex === zoneIndex);
    return this.takeOn(this.leastLoaded(inZone, nowMs) ?? this.leastLoaded(suitable, nowMs), spec, nowMs);
  }

  release(node: ClusterNode, addressOffset: number, nowMs: number): void {
    if (addressOffset > 0) {
      this.nodes.find((candidate) => candidate.node === node)?.give(addressOffset, nowMs);
    }
  }

  private leastLoaded(candidates: NodeAddresses[], nowMs: number): NodeAddresses | undefined {
    let best: NodeAddresses | undefined;
    for (const candidate of candidates) {
      if (candidate.hasFreeAddress(nowMs) && (!best || candidate.podCount < best.podCount)) {
        best = candidate;
      }
    }
    return best;
  }

  private takeOn(target: NodeAddresses | undefined, spec: WorkloadSpec, nowMs: number): PodLocation {
    if (!target) {
      throw new Error(`No node has room for a pod of ${spec.namespace}/${spec.workload}: give the cluster more nodes`);
    }
    return { node: target.node, addressOffset: spec.hostNetwork ? 0 : target.take(nowMs) };
  }
}
