import { type EventScope } from './events';
import { aggregate, inCluster } from './labels';
import { overTime } from './range';
import { kubeState } from './runningPods';
import { type LabelFilter } from './selector';

/**
 * Pods that a change of their workload started, by workload and step, as kube-state-metrics tells. Range
 * queries with windows as long as their steps, as in `events`.
 */

/** kube-state-metrics tells of a pod at its next scrape: a point is about the step that ended this long before. */
export const TOLD_AFTER_SECONDS = 120;

/** A ReplicaSet is new while its oldest pod is younger, and a pod replaces another that was there as recently. */
export const RECENT_SECONDS = 1_800;

/**
 * How many pods new ReplicaSets started, with the labels `namespace`, `created_by_name` (the ReplicaSet),
 * `workload` and `workload_kind`. A ReplicaSet that is scaled is not new, one that comes back with a
 * rollback is: its pods before are gone.
 */
export function newReplicaSets(scope: EventScope): string {
  const replicaSet = inCluster(['namespace', 'created_by_name'], scope);
  const on = `on (${replicaSet.join(', ')})`;
  const starts = podStarts('ReplicaSet', ['created_by_name'], scope);
  const started = aggregate('count', replicaSet, inStep(starts, scope));
  const isNew = `${aggregate('min', replicaSet, starts)} > time() - ${recent(scope)}`;
  return `(${started} and ${on} (${isNew})) * ${on} group_left (workload, workload_kind) ${replicaSetOwners(scope)}`;
}

/** What makes a pod the other's successor: its name, or that it runs for the same DaemonSet on the same node. */
const PLACE = { StatefulSet: ['pod'], DaemonSet: ['created_by_name', 'node'] } as const;

/** How many pods of StatefulSets or DaemonSets came in place of others, with the same labels as above. */
export function replacedPods(kind: 'StatefulSet' | 'DaemonSet', scope: EventScope): string {
  const place = inCluster(['namespace', ...PLACE[kind]], scope);
  const workload = inCluster(['namespace', 'created_by_name'], scope);
  const info = podInfo(kind, withOwner(scope, 'created_by_name'));
  const seen = overTime('present_over_time', info, { window: `${recent(scope)}s` });
  const several = `${aggregate('count', place, aggregate('group', [...place, 'uid'], seen))} > 1`;
  const carried = kind === 'DaemonSet' ? ['created_by_name', 'node'] : ['created_by_name'];
  const started = inStep(podStarts(kind, carried, withOwner(scope, 'created_by_name')), scope);
  const counted = aggregate('count', workload, `${started} and on (${place.join(', ')}) (${several})`);
  return `label_replace(${renamed(counted, 'created_by_name', 'workload')}, "workload_kind", "${kind}", "", "")`;
}

function recent({ stepSeconds }: EventScope): number {
  return RECENT_SECONDS + TOLD_AFTER_SECONDS + stepSeconds;
}

/** Of start times those in the step, with the labels of their pods. */
function inStep(starts: string, { stepSeconds }: EventScope): string {
  const endSeconds = TOLD_AFTER_SECONDS;
  return `(${starts} > time() - ${endSeconds + stepSeconds} <= time() - ${endSeconds})`;
}

/** When the pods of a kind of owner started, in seconds since the epoch. */
function podStarts(kind: string, carried: readonly string[], scope: EventScope): string {
  const pod = inCluster(['namespace', 'pod', 'uid'], scope);
  const starts = aggregate('max', pod, kubeState('kube_pod_start_time', [], ['namespace'], scope));
  const info = aggregate('group', [...pod, ...carried], podInfo(kind, scope));
  return `${starts} * on (${pod.join(', ')}) group_left (${carried.join(', ')}) ${info}`;
}

/** Without those that have no node yet: they are told anew when they have one. */
function podInfo(kind: string, scope: EventScope): string {
  const matchers: LabelFilter[] = [
    { label: 'created_by_kind', operator: '=', value: kind },
    { label: 'node', operator: '!=', value: '' },
  ];
  return kubeState('kube_pod_info', matchers, ['namespace', 'created_by_name'], scope);
}

/** Whatever owns ReplicaSets: Deployments, Argo's Rollouts. */
function replicaSetOwners(scope: EventScope): string {
  const owned: LabelFilter = { label: 'owner_kind', operator: '=~', value: '[A-Z].*' };
  const owners = kubeState(
    'kube_replicaset_owner',
    [owned],
    ['namespace', 'owner_name'],
    withOwner(scope, 'owner_name')
  );
  const labels = inCluster(['namespace', 'created_by_name', 'workload', 'workload_kind'], scope);
  const named = renamed(renamed(owners, 'replicaset', 'created_by_name'), 'owner_name', 'workload');
  return aggregate('group', labels, renamed(named, 'owner_kind', 'workload_kind'));
}

function renamed(expression: string, from: string, to: string): string {
  return `label_replace(${expression}, "${to}", "$1", "${from}", "(.+)")`;
}

/** The scope with its filters on workloads as filters on the label that names them here. */
function withOwner(scope: EventScope, label: string): EventScope {
  const filters = scope.filters?.map((filter) => (filter.label === 'workload' ? { ...filter, label } : filter));
  return { ...scope, filters };
}
