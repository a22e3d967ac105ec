import { type AddressRange } from './addressRange';
import { type ClusterIndex } from './clusterIndex';
import { EndKinds } from './endKinds';
import { FlowKinds } from './flowKinds';
import { type Pod } from './inventory';
import { type Direction, type Policy } from './policies';
import { type PolicyFlow } from './policyFlow';
import { type Verdict } from './verdict';

/** Judges the flows of a cluster under one set of policies. */
export interface Engine {
  verdictOf(flow: PolicyFlow): Verdict;
  /** What decides about a pod in a direction. If two engines have the same object, they give the same verdicts. Undefined if unclear. */
  rulesFor(direction: Direction, pod: Pod): object | undefined;
  /** What decides about the pods of a namespace. If two engines have the same object, so have they for each pod. Undefined if unclear. */
  rulesIn(namespace: string): object | undefined;
}

/** A cluster with what enforces its policies. */
export interface JudgedCluster {
  readonly index: ClusterIndex;
  /** Whether a pod is treated in another way than other pods with its labels and ports. */
  isUnlike(pod: Pod): boolean;
  engineFor(policies: readonly Policy[]): Engine;
}

/** Groups flows of a cluster that are the same to all policies with these ranges. */
export function flowKindsOf(cluster: JudgedCluster, policies: readonly Policy[]): FlowKinds {
  const ends = new EndKinds(cluster.index, rangesOf(policies), (pod) => cluster.isUnlike(pod));
  return new FlowKinds(cluster.index, ends);
}

/** The verdicts of single flows. Flows that are the same to all policies are judged once. */
export function verdictsUnder(cluster: JudgedCluster, policies: readonly Policy[]): (flow: PolicyFlow) => Verdict {
  const engine = cluster.engineFor(policies);
  const kinds = flowKindsOf(cluster, policies);
  const verdicts: Verdict[] = [];
  return (flow) => (verdicts[kinds.of(flow).number] ??= engine.verdictOf(flow));
}

/** The ranges of all peers, with those that are excepted. Each range is there once. */
export function rangesOf(policies: readonly Policy[]): AddressRange[] {
  const ranges = new Map<string, AddressRange>();
  // Many policies share the list of the ranges of the internet.
  const seen = new Set<unknown>();
  for (const { ingress, egress } of policies) {
    for (const { peers = [] } of [...ingress, ...egress]) {
      for (const peer of seen.has(peers) ? [] : peers) {
        if (peer.kind === 'ip-block') {
          ranges.set(peer.range.text, peer.range);
          peer.except.forEach((range) => ranges.set(range.text, range));
        }
      }
      seen.add(peers);
    }
  }
  return [...ranges.values()];
}
