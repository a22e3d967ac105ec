import { type LabelFilter } from '../matcher';
import { beforeStep, type EventScope, inStep, LOOKAHEAD } from '../agent/events';
import { aggregate, inCluster } from '../labels';
import { overTime } from '../range';
import { kubeState, KUBE_STATE_DELAY_MINUTES } from './runningPods';

/**
 * Pods that a rollout started, by workload and step, from kube-state-metrics. These are range queries whose windows are as
 * long as their steps, as in `events`.
 *
 * A rollout changes the pod template of a workload: a new ReplicaSet starts pods, or one replaces another, as in a rollback;
 * or pods of a StatefulSet or DaemonSet replace others while its template changes. Pods that are evicted or moved, and pods
 * that a scaled workload starts, also from zero, are not part of a rollout.
 */

/** The time for which a pod counts as young and as the replacement of another one. */
export const RECENT_SECONDS = 1_800;
/** The time in which a new ReplicaSet starts its pods, or later while the ReplicaSet that it replaces still has some. */
const TAKE_OVER_SECONDS = 600;

/** The series of a selector at a time, or their last samples in a window. */
type Lookback = (selector: string) => string;

const atEnd: Lookback = (selector) => selector + LOOKAHEAD;

function during({ step: { window } }: EventScope): Lookback {
  return (selector) => overTime('last_over_time', selector, { window, minutesAgo: -KUBE_STATE_DELAY_MINUTES });
}

/** The last samples in the seconds before the step begins. */
function before({ step }: EventScope, seconds: number): Lookback {
  return (selector) => overTime('last_over_time', selector, { window: `${seconds}s`, ...beforeStep(step) });
}

/**
 * The number of pods started by new ReplicaSets, and by those that replaced another one of their workload, with the labels
 * `namespace`, `created_by_name` (the ReplicaSet), `workload` and `workload_kind`.
 */
export function newReplicaSets(scope: EventScope): string {
  const replicaSet = inCluster(['namespace', 'created_by_name'], scope);
  const on = `on (${replicaSet.join(', ')})`;
  const earlierThan = (seconds: number) => `time() - ${seconds} - ${scope.step.seconds}`;
  const oldest = (starts: string) => aggregate('min', replicaSet, starts);

  const living = podStarts('ReplicaSet', ['created_by_name'], scope, atEnd);
  const ended = podStarts('ReplicaSet', ['created_by_name'], scope, before(scope, RECENT_SECONDS));
  const started = aggregate('count', replicaSet, inStep(living, scope.step));
  const isNew = [
    `${oldest(living)} > ${earlierThan(TAKE_OVER_SECONDS)}`,
    `${oldest(ended)} <= ${earlierThan(TAKE_OVER_SECONDS)}`,
    `${created(scope)} <= ${earlierThan(RECENT_SECONDS)}`,
  ].join(` unless ${on} `);
  const takesOver = `${oldest(living)} > ${earlierThan(RECENT_SECONDS)} and ${on} ${ofSeveral(scope)}`;
  return (
    `(${started} and ${on} (${isNew} or ${takesOver})) ` +
    `* ${on} group_left (workload, workload_kind) ${replicaSetOwners(scope)}`
  );
}

/** The creation times of ReplicaSets, in seconds since the epoch. */
function created(scope: EventScope): string {
  return byOwner('kube_replicaset_created', 'replicaset', scope, atEnd);
}

/** The ReplicaSets of workloads with pods of several ReplicaSets in the step or shortly before it. */
function ofSeveral(scope: EventScope): string {
  const replicaSet = inCluster(['namespace', 'created_by_name'], scope);
  const workload = inCluster(['namespace', 'workload', 'workload_kind'], scope);
  const owners = replicaSetOwners(scope);
  const info = podInfo('ReplicaSet', scope);
  const seen = [before(scope, TAKE_OVER_SECONDS), during(scope), atEnd].map((lookback) => lookback(info)).join(' or ');
  const replicaSets =
    `${aggregate('group', replicaSet, seen)} ` +
    `* on (${replicaSet.join(', ')}) group_left (workload, workload_kind) ${owners}`;
  return `(${owners} and on (${workload.join(', ')}) (${aggregate('count', workload, replicaSets)} > 1))`;
}

/** The labels that a pod and its replacement share: the name, or the DaemonSet and the node. */
const SUCCESSOR_LABELS = { StatefulSet: ['pod'], DaemonSet: ['created_by_name', 'node'] } as const;

/**
 * The number of pods of StatefulSets or DaemonSets that replaced others, with the same labels as {@link newReplicaSets}.
 * Owners whose template did not change according to kube-state-metrics are excluded.
 */
export function replacedPods(kind: keyof typeof SUCCESSOR_LABELS, scope: EventScope): string {
  const owned = withOwner(scope, 'created_by_name');
  const successor = inCluster(['namespace', ...SUCCESSOR_LABELS[kind]], scope);
  const workload = inCluster(['namespace', 'created_by_name'], scope);
  const info = podInfo(kind, owned);
  const seen = `${before(scope, RECENT_SECONDS)(info)} or ${atEnd(info)}`;
  const several = `${aggregate('count', successor, aggregate('group', [...successor, 'uid'], seen))} > 1`;
  const carried = kind === 'DaemonSet' ? ['created_by_name', 'node'] : ['created_by_name'];
  const started = inStep(podStarts(kind, carried, owned, atEnd), scope.step);
  const counted = aggregate('count', workload, `${started} and on (${successor.join(', ')}) (${several})`);
  const rolledOut = `${counted} unless on (${workload.join(', ')}) (${UNCHANGED[kind](scope)})`;
  return `label_replace(${renamed(rolledOut, 'created_by_name', 'workload')}, "workload_kind", "${kind}", "", "")`;
}

/** The lookback for the latest sample of kube-state-metrics, which allows for missed scrapes. */
const LATEST_SECONDS = 300;

/** The owners whose template did not change in the step, and whose pods all had this template before. */
const UNCHANGED: Record<keyof typeof SUCCESSOR_LABELS, (scope: EventScope) => string> = {
  /** While the pods of a StatefulSet are replaced, its current revision and its update revision differ. */
  StatefulSet: (scope) => {
    const then = before(scope, LATEST_SECONDS);
    const revisions = (name: string, lookback: Lookback) => byOwner(name, 'statefulset', scope, lookback, ['revision']);
    const seen = [
      revisions('kube_statefulset_status_current_revision', then),
      revisions('kube_statefulset_status_update_revision', then),
      revisions('kube_statefulset_status_update_revision', atEnd),
    ].join(' or ');
    return `${aggregate('count', inCluster(['namespace', 'created_by_name'], scope), seen)} == 1`;
  },
  DaemonSet: (scope) => {
    const then = before(scope, LATEST_SECONDS);
    const ofDaemonSet = (name: string, lookback: Lookback) => byOwner(name, 'daemonset', scope, lookback);
    const generation = 'kube_daemonset_metadata_generation';
    const updated = ofDaemonSet('kube_daemonset_status_updated_number_scheduled', then);
    const desired = ofDaemonSet('kube_daemonset_status_desired_number_scheduled', then);
    return `${ofDaemonSet(generation, then)} == ${ofDaemonSet(generation, atEnd)} and ${updated} >= ${desired}`;
  },
};

/** A metric of the owners of pods, by the label of the owner in the series of pods. */
function byOwner(
  name: string,
  label: string,
  scope: EventScope,
  lookback: Lookback,
  more: readonly string[] = []
): string {
  const labels = [...inCluster(['namespace', 'created_by_name'], scope), ...more];
  const values = lookback(kubeState(name, [], ['namespace'], scope));
  return aggregate('max', labels, renamed(values, label, 'created_by_name'));
}

/** The start times of the pods of a kind of owner, in seconds since the epoch. */
function podStarts(kind: string, carried: readonly string[], scope: EventScope, lookback: Lookback): string {
  const pod = inCluster(['namespace', 'pod', 'uid'], scope);
  const starts = aggregate('max', pod, lookback(kubeState('kube_pod_start_time', [], ['namespace'], scope)));
  const info = aggregate('group', [...pod, ...carried], lookback(podInfo(kind, scope)));
  return `${starts} * on (${pod.join(', ')}) group_left (${carried.join(', ')}) ${info}`;
}

/** Excludes pods without a node, which have another series as soon as they have one. */
function podInfo(kind: string, scope: EventScope): string {
  const matchers: LabelFilter[] = [
    { label: 'created_by_kind', operator: '=', value: kind },
    { label: 'node', operator: '!=', value: '' },
  ];
  return kubeState('kube_pod_info', matchers, ['namespace', 'created_by_name'], scope);
}

/** The owners of ReplicaSets, such as Deployments and Argo Rollouts. */
export function replicaSetOwners(scope: EventScope): string {
  const owned: LabelFilter = { label: 'owner_kind', operator: '=~', value: '[A-Z].*' };
  const owners = kubeState(
    'kube_replicaset_owner',
    [owned],
    ['namespace', 'owner_name'],
    withOwner(scope, 'owner_name')
  );
  const labels = inCluster(['namespace', 'created_by_name', 'workload', 'workload_kind'], scope);
  const named = renamed(renamed(atEnd(owners), 'replicaset', 'created_by_name'), 'owner_name', 'workload');
  return aggregate('group', labels, renamed(named, 'owner_kind', 'workload_kind'));
}

function renamed(expression: string, from: string, to: string): string {
  return `label_replace(${expression}, "${to}", "$1", "${from}", "(.+)")`;
}

/** Replaces filters on workloads by filters on the label of the workload in these series. */
export function withOwner(scope: EventScope, label: string): EventScope {
  const filters = scope.filters?.map((filter) => (filter.label === 'workload' ? { ...filter, label } : filter));
  return { ...scope, filters };
}
