import { type LabelFilter } from '../matcher';
import { beforeStep, type EventScope } from '../agent/events';
import { aggregate, inCluster } from '../labels';
import { overTime } from '../range';
import { quotedForRegex } from '../where';
import { replicaSetOwners, withOwner } from './rollouts';
import { kubeState } from './runningPods';

/**
 * Problems of pods, by step, from kube-state-metrics (docs/metrics/workload/pod-metrics.md). These are range queries whose
 * windows are as long as their steps, as in `events`. All results have the labels `namespace` and `pod`.
 */

const POD_LABELS = ['namespace', 'pod'];
const RUNNING: LabelFilter = { label: 'phase', operator: '=', value: 'Running' };
/** The time that a pod has to become ready before it counts as not ready. */
const STARTING_SECONDS = 120;

/**
 * The restarts of containers in the step, with the labels `container` and `reason`: why the container ended the last time, such
 * as "OOMKilled" or "Error", or no label if kube-state-metrics does not report it. Restarts before the first sample of a pod
 * are not counted.
 */
export function containerRestarts(scope: EventScope): string {
  const container = inCluster([...POD_LABELS, 'uid', 'container'], scope);
  const total = kubeState('kube_pod_container_status_restarts_total', [], POD_LABELS, scope);
  const { at = '' } = beforeStep(scope.step);
  const restarts = `(${aggregate('max', container, total)} - ${aggregate('max', container, total + at)} > 0)`;
  const on = `on (${container.join(', ')})`;
  const reasons = kubeState('kube_pod_container_status_last_terminated_reason', [], POD_LABELS, scope);
  const explained = `${restarts} * ${on} group_left (reason) ${aggregate('group', [...container, 'reason'], `${reasons} > 0`)}`;
  const labels = inCluster([...POD_LABELS, 'container', 'reason'], scope);
  return aggregate('sum', labels, ofWorkloads(`(${explained} or ${on} ${restarts})`, scope));
}

/** The pods that were stopped in the step for a reason of their node, in the label `reason`: "Evicted", "NodeLost", "Shutdown". */
export function stoppedPods(scope: EventScope): string {
  const labels = inCluster([...POD_LABELS, 'uid', 'reason'], scope);
  const stopped = kubeState('kube_pod_status_reason', [], POD_LABELS, scope);
  const { at = '' } = beforeStep(scope.step);
  const now = aggregate('group', labels, `${stopped} > 0`);
  const before = aggregate('group', labels, `${stopped}${at} > 0`);
  return withoutUid(ofWorkloads(`(${now} unless on (${labels.join(', ')}) ${before})`, scope), ['reason'], scope);
}

/** The running pods that are not ready at the end of the step, without those that started shortly before it. */
export function podsNotReady(scope: EventScope): string {
  const pod = inCluster([...POD_LABELS, 'uid'], scope);
  const on = `on (${pod.join(', ')})`;
  const isTrue: LabelFilter = { label: 'condition', operator: '=', value: 'true' };
  const ready = aggregate('max', pod, kubeState('kube_pod_status_ready', [isTrue], POD_LABELS, scope));
  const running = `${kubeState('kube_pod_status_phase', [RUNNING], POD_LABELS, scope)} > 0`;
  const started = `${kubeState('kube_pod_start_time', [], POD_LABELS, scope)} < time() - ${STARTING_SECONDS}`;
  const notReady = `(${ready} == 0 and ${on} (${running}) and ${on} (${started}))`;
  return withoutUid(ofWorkloads(notReady, scope), [], scope);
}

/** The pods that could not be scheduled on any node in the step. They have no series anymore as soon as they have a node. */
export function unschedulablePods(scope: EventScope): string {
  const unschedulable = kubeState('kube_pod_status_unschedulable', [], POD_LABELS, scope);
  const inStep = `(${overTime('last_over_time', unschedulable, scope.step)} > 0)`;
  return withoutUid(ofWorkloads(inStep, scope), [], scope);
}

/** One sample of 1 for each pod. */
function withoutUid(pods: string, more: readonly string[], scope: EventScope): string {
  return aggregate('group', inCluster([...POD_LABELS, ...more], scope), pods);
}

/**
 * Only the pods of the workloads that the filters select. Without such a filter, pods are not joined to their owners: that
 * would read several series of every pod.
 */
function ofWorkloads(pods: string, scope: EventScope): string {
  if (!scope.filters?.some(({ label }) => label === 'workload')) {
    return pods;
  }
  const on = (labels: readonly string[]) => `on (${inCluster(labels, scope).join(', ')})`;
  const ofKind = (kind: LabelFilter['operator'], name: string, of: EventScope) =>
    kubeState(
      'kube_pod_info',
      [{ label: 'created_by_kind', operator: kind, value: name }],
      [...POD_LABELS, 'created_by_name'],
      of
    );
  const owned = [
    `${ofKind('=', 'ReplicaSet', scope)} and ${on(['namespace', 'created_by_name'])} ${replicaSetOwners(scope)}`,
    ofKind('!=', 'ReplicaSet', withOwner(withJobs(scope), 'created_by_name')),
  ].join(' or ');
  return `(${pods} and ${on([...POD_LABELS, 'uid'])} (${owned}))`;
}

/** The Jobs of a CronJob have its name and a number (kubernetes/kubernetes, pkg/controller/cronjob/utils.go). */
function withJobs(scope: EventScope): EventScope {
  const filters = scope.filters?.map((filter): LabelFilter => {
    const { label, operator, value } = filter;
    if (label !== 'workload') {
      return filter;
    }
    const pattern = operator.endsWith('~') ? `(?:${value})` : quotedForRegex(value);
    return { label, operator: operator.startsWith('!') ? '!~' : '=~', value: `${pattern}(-[0-9]+)?` };
  });
  return { ...scope, filters };
}
