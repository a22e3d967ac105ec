import { someNames } from '../someNames';

/** The texts of events and of the notices about their filters. */

export const AGENT_RESTART = 'Agent restart';

export function allowanceExceededText(node: string, packets: number): string {
  return `${node}: ${counted(packets, 'packet')} exceeded the allowance.`;
}

export function agentRestartedText(node: string): string {
  return `The network agent on ${node} restarted. Traffic of this node during the restart is missing.`;
}

export function rolloutTitle(namespace: string, workload: string): string {
  return `Rollout of ${namespace}/${workload}`;
}

export function rolloutText(kind: string, replicaSet: string, pods: number): string {
  return `${kind}: ReplicaSet ${replicaSet} started ${counted(pods, 'pod')}.`;
}

export function podsReplacedTitle(namespace: string, workload: string): string {
  return `Pods of ${namespace}/${workload} replaced`;
}

export function podsReplacedText(kind: string, pods: number): string {
  return `${kind}: ${counted(pods, 'pod')} ${isOne(pods) ? 'was' : 'were'} replaced.`;
}

/** @param workload "namespace/name" */
export function containerRestartsTitle(workload: string): string {
  return `Container restarts in ${workload}`;
}

/** @param pods the names of the pods */
export function containerRestartsText(
  container: string,
  restarts: number,
  pods: readonly string[],
  reason: string | undefined
): string {
  const because = reason === undefined ? '' : ` after it ended with the reason ${reason}`;
  return `Container ${container} restarted ${counted(restarts, 'time')}${because} (${someNames(pods)}).`;
}

export function podsStoppedTitle(workload: string): string {
  return `Pods of ${workload} stopped`;
}

export function podsStoppedText(pods: readonly string[], reason: string): string {
  return `${counted(pods.length, 'pod')} stopped with the reason ${reason} (${someNames(pods)}).`;
}

export function podsNotReadyTitle(workload: string): string {
  return `Pods of ${workload} not ready`;
}

export function podsNotReadyText(pods: readonly string[]): string {
  return `${counted(pods.length, 'pod')} ${isOne(pods.length) ? 'was' : 'were'} not ready (${someNames(pods)}).`;
}

export function podsUnschedulableTitle(workload: string): string {
  return `Pods of ${workload} wait for a node`;
}

export function podsUnschedulableText(pods: readonly string[]): string {
  return `${counted(pods.length, 'pod')} could not be scheduled (${someNames(pods)}).`;
}

/** @param object "namespace/name", or the name of a node */
export function kubernetesWarningTitle(reason: string, object: string): string {
  return `${reason}: ${object}`;
}

export function kubernetesWarningText(message: string, times: number): string {
  return times === 1 ? message : `${message} (${counted(times, 'time')})`;
}

/** @param kinds the kinds of events without the label, such as "agent restarts" */
export function filterIgnored(label: string, kinds: string): string {
  return `The filter on "${label}" is ignored for ${kinds}, which have no such label: all of them are shown.`;
}

/** "1,234 packets", "1 pod" */
function counted(amount: number, unit: string): string {
  const digits = String(whole(amount)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${digits} ${unit}${isOne(amount) ? '' : 's'}`;
}

function isOne(amount: number): boolean {
  return whole(amount) === 1;
}

function whole(amount: number): number {
  return Math.max(1, Math.round(amount));
}
