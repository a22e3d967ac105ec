/** A pod from its start to its end. */
import { createHash } from 'node:crypto';
import { type ClusterNode } from './nodes';
import { type WorkloadSpec } from './applications/workloads';

/** The kinds of owners of pods. */
export type OwnerKind = 'ReplicaSet' | 'StatefulSet' | 'DaemonSet' | 'Job';

/** A pod. */
export interface Pod {
  type: 'pod';
  /** Unique among the endpoints of one cell. */
  id: number;
  hash: number;
  uid: string;
  namespace: string;
  name: string;
  spec: WorkloadSpec;
  owner: { kind: OwnerKind; name: string };
  podTemplateHash?: string;
  /** Which of the templates that the workload had over time; 0 for DaemonSets and CronJobs. */
  revision: number;
  node: ClusterNode;
  ip: string;
  /** The position of its address among the node's pod addresses, from 1; 0 for a pod with hostNetwork. */
  addressOffset: number;
  startMs: number;
  /** Infinity until it is known. */
  endMs: number;
}

/**
 * The name of the host side of a pod's veth pair: the VPC CNI uses "eni" and 11 digits of the SHA-1 of namespace.name.
 */
export function hostInterfaceName(pod: Pod): string {
  return `eni${vethDigits(`${pod.namespace}.${pod.name}`)}`;
}

/** The name of the host side of a Multus attachment's veth pair, as the bridge plugin names it. */
export function secondHostInterfaceName(pod: Pod): string {
  return `veth${vethDigits(`${pod.namespace}.${pod.name}.net1`).slice(0, 8)}`;
}

function vethDigits(text: string): string {
  return createHash('sha1').update(text).digest('hex').slice(0, 11);
}

/** Whether a pod runs at some time in [fromMs, toMs). */
export function runsDuring(pod: Pod, fromMs: number, toMs: number): boolean {
  return pod.startMs < toMs && pod.endMs > fromMs;
}

/** Whether a pod runs at a time. */
export function runsAt(pod: Pod, timeMs: number): boolean {
  return pod.startMs <= timeMs && timeMs < pod.endMs;
}
