/** The node of a pod and its address on the node. */
import { type ClusterNode, POD_ADDRESSES_PER_NODE } from './nodes';
import { type WorkloadSpec } from './applications/workloads';

/** The VPC CNI reuses an address at the earliest this long after its pod ended. */
const ADDRESS_COOLDOWN_MS = 30_000;

/** The pod addresses of one node. */
class NodeAddresses {
  /** When each address became free; Infinity while a pod has it. */
  private readonly freeSinceMs = new Array<number>(POD_ADDRESSES_PER_NODE + 1).fill(-Infinity);
  podCount = 0;

  constructor(readonly node: ClusterNode) {}

  /** The lowest free address, so that addresses are soon reused. */
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

/** A node and the offset of an address on it; 0 for a pod with hostNetwork. */
export interface PodLocation {
  node: ClusterNode;
  addressOffset: number;
}

/** Spreads the pods of each workload over the zones, then over the zone's nodes by load. */
export class Placement {
  private readonly nodes: NodeAddresses[];

  constructor(nodes: ClusterNode[]) {
    this.nodes = nodes.map((node) => new NodeAddresses(node));
  }

  /** Assigns a node and an address. Throws if no node has a free address. */
  place(spec: WorkloadSpec, slot: number, workloadHash: number, nowMs: number): PodLocation {
    if (spec.kind === 'DaemonSet') {
      return this.takeOn(this.nodes[slot], spec, nowMs);
    }
    const zoneIndex = (slot + workloadHash) % 3;
    const suitable = this.nodes.filter(({ node }) => node.efaDevices.length > 0 === spec.needsGpu);
    const inZone = suitable.filter(({ node }) => node.zoneIndex === zoneIndex);
    return this.takeOn(this.leastLoaded(inZone, nowMs) ?? this.leastLoaded(suitable, nowMs), spec, nowMs);
  }

  /** Frees an address when its pod ends. */
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
      throw new Error(
        `No node has a free address for a pod of ${spec.namespace}/${spec.workload}. Add nodes to the cluster.`
      );
    }
    return { node: target.node, addressOffset: spec.hostNetwork ? 0 : target.take(nowMs) };
  }
}
