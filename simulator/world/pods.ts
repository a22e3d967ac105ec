/** One pod, from its start to its end. */
import { createHash } from 'node:crypto';
import { type ClusterNode } from './nodes';
import { type WorkloadSpec } from './applications/workloads';

export type OwnerKind = 'ReplicaSet' | 'StatefulSet' | 'DaemonSet' | 'Job';

export interface Pod {
  type: 'pod';
  /** Unique among the ends of one cell. */
  id: number;
  hash: number;
  uid: string;
  namespace: string;
  name: string;
  spec: WorkloadSpec;
  owner: { kind: OwnerKind; name: string };
  podTemplateHash?: string;
  node: ClusterNode;
  ip: string;
  /** Which of the node's pod addresses it has, from 1; 0 for a pod with hostNetwork. */
  addressOffset: number;
  startMs: number;
  /** Infinity while it is not decided yet. */
  endMs: number;
}

/** The VPC CNI names the host's side of a pod's veth pair "eni" and 11 digits of SHA-1 of namespace.name. */
export function hostInterfaceName(pod: Pod): string {
  return `eni${vethDigits(`${pod.namespace}.${pod.name}`)}`;
}

/** A Multus attachment's veth on the host, as the bridge plug-in names it. */
export function secondHostInterfaceName(pod: Pod): string {
  return `veth${vethDigits(`${pod.namespace}.${pod.name}.net1`).slice(0, 8)}`;
}

function vethDigits(text: string): string {
  return createHash('sha1').update(text).digest('hex').slice(0, 11);
}

export function runsDuring(pod: Pod, fromMs: number, toMs: number): boolean {
  return pod.startMs < toMs && pod.endMs > fromMs;
}

export function runsAt(pod: Pod, timeMs: number): boolean {
  return pod.startMs <= timeMs && timeMs < pod.endMs;
}
