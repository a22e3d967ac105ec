/**
 * All pods of a cell over time. The schedule is computed forward from the world's epoch as far as needed; its result
 * for a time never depends on how far that is.
 */
import { ipv6Of, isIpv6 } from './addresses';
import { combine, hashText } from './hash';
import { cronJobRunName, distinctPodSuffix, podSuffix, podTemplateHash, uid } from './kubernetesNames';
import { addressOn, type ClusterNode } from './nodes';
import { Placement } from './placement';
import { type PodEvent, STEP_MS, WorkloadTimeline } from './podEvents';
import { type OwnerKind, type Pod } from './pods';
import { type WorkloadSpec } from './applications/workloads';

function eventOrder(first: PodEvent, second: PodEvent): number {
  // Stops precede starts, so that freed addresses can be reused; the rest only makes the order deterministic.
  return first.atMs - second.atMs || (first.kind < second.kind ? 1 : first.kind > second.kind ? -1 : 0);
}

/** The address of a pod in the IP family of its node. */
function podAddress(node: ClusterNode, addressOffset: number): string {
  const ipv4 = addressOn(node.index, addressOffset);
  return isIpv6(node.ip) ? ipv6Of(ipv4) : ipv4;
}

interface Identity {
  name: string;
  owner: { kind: OwnerKind; name: string };
  podTemplateHash?: string;
}

function identityOf(event: PodEvent, workloadHash: number, podHash: number, node: ClusterNode): Identity {
  const { spec, slot, revision } = event;
  switch (spec.kind) {
    case 'CronJob': {
      const run = cronJobRunName(spec.workload, slot * 60_000);
      return { name: `${run}-${podSuffix(podHash)}`, owner: { kind: 'Job', name: run } };
    }
    case 'DaemonSet':
      return {
        name: `${spec.workload}-${distinctPodSuffix(workloadHash, node.index)}`,
        owner: { kind: 'DaemonSet', name: spec.workload },
      };
    case 'StatefulSet':
      return { name: `${spec.workload}-${slot}`, owner: { kind: 'StatefulSet', name: spec.workload } };
    case 'Deployment': {
      const templateHash = podTemplateHash(combine(workloadHash, revision));
      const replicaSet = `${spec.workload}-${templateHash}`;
      return {
        name: `${replicaSet}-${podSuffix(podHash)}`,
        owner: { kind: 'ReplicaSet', name: replicaSet },
        podTemplateHash: templateHash,
      };
    }
  }
}

/** Computes the pods of a cell. */
export class PodSchedule {
  private readonly timelines: WorkloadTimeline[];
  private readonly placement: Placement;
  private readonly running = new Map<string, Pod>();
  private pending: PodEvent[] = [];
  private horizonMs: number;
  /** Ordered by start time. */
  readonly pods: Pod[] = [];

  constructor(
    private readonly seed: number,
    private readonly epochMs: number,
    nodes: ClusterNode[],
    workloads: WorkloadSpec[],
    private readonly firstPodId: number,
    private readonly cellIndex: number
  ) {
    this.horizonMs = epochMs;
    this.placement = new Placement(nodes);
    this.timelines = workloads.map((spec) => new WorkloadTimeline(seed, spec, nodes.length));
  }

  /** Computes all pods that start or end before `timeMs`. */
  extendTo(timeMs: number): void {
    while (this.horizonMs < timeMs) {
      const isFirst = this.horizonMs === this.epochMs;
      const fresh = this.timelines.flatMap((timeline) => timeline.eventsOfStep(this.horizonMs, isFirst));
      this.horizonMs += STEP_MS;
      const all = [...this.pending, ...fresh].sort(eventOrder);
      const later = all.findIndex((event) => event.atMs >= this.horizonMs);
      this.pending = later < 0 ? [] : all.slice(later);
      (later < 0 ? all : all.slice(0, later)).forEach((event) => this.apply(event));
    }
  }

  private apply(event: PodEvent): void {
    const key = `${event.spec.namespace}/${event.spec.workload}/${event.slot}/${event.revision}`;
    if (event.kind === 'start') {
      const pod = this.startPod(event);
      this.running.set(key, pod);
      this.pods.push(pod);
      return;
    }
    const pod = this.running.get(key);
    if (pod) {
      pod.endMs = event.atMs;
      this.running.delete(key);
      this.placement.release(pod.node, pod.addressOffset, event.atMs);
    }
  }

  private startPod(event: PodEvent): Pod {
    const { spec, slot, revision, atMs } = event;
    const workloadHash = combine(this.seed, hashText(`${spec.namespace}/${spec.workload}`));
    const podHash = combine(combine(combine(workloadHash, slot), this.cellIndex), Math.floor(atMs / 1000));
    const { node, addressOffset } = this.placement.place(spec, slot, workloadHash, atMs);
    const hash = combine(podHash, node.index);
    return {
      type: 'pod',
      id: this.firstPodId + this.pods.length,
      hash,
      uid: uid(hash),
      namespace: spec.namespace,
      ...identityOf(event, workloadHash, podHash, node),
      spec,
      revision,
      node,
      ip: addressOffset > 0 ? podAddress(node, addressOffset) : node.ip,
      addressOffset,
      startMs: atMs,
      endMs: Infinity,
    };
  }
}
