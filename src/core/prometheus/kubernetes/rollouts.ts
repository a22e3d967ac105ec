import { type LabelFilter } from '../matcher';
import { beforeStep, type EventScope, inStep, LOOKAHEAD } from '../agent/events';
import { aggregate, inCluster } from '../labels';
import { overTime } from '../range';
import { kubeState, KUBE_STATE_DELAY_MINUTES } from './runningPods';

/**
 * Pods that a rollout started, by workload and step, as kube-state-metrics reports them. Range queries with windows as long
 * as their steps, as in `events`.
 *
 * A rollout changes what a workload runs: a new ReplicaSet starts pods, or one takes over from another, as with a
 * rollback; pods of a StatefulSet or DaemonSet come in place of others while its template changes. A pod that is evicted
 * or moved, and those that a scaled workload starts, from zero too, belong to no rollout.
 */

/** Within this time a pod counts as young, and as one that came in place of another. */
export const RECENT_SECONDS = 1_800;
/** A new ReplicaSet starts its pods within this time, or later while the one that it takes over from still has some. */
const TAKE_OVER_SECONDS = 600;

/** What a selector finds at a moment, or found last in a window. */
type Lookback = (selector: string) => string;

const atEnd: Lookback = (selector) => selector + LOOKAHEAD;

function during({ step: { window } }: EventScope): Lookback {
  return (selector) => overTime('last_over_time', selector, { window, minutesAgo: -KUBE_STATE_DELAY_MINUTES });
}

/** In so many seconds that end as the step begins. */
function before({ step }: EventScope, seconds: number): Lookback {
  return (selector) => overTime('last_over_time', selector, { window: `${seconds}s`, ...beforeStep(step) });
}

/**
 * How many pods new ReplicaSets started, and those that took over from another of their workload, with the labels
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

/** When ReplicaSets were made, in seconds since the epoch. */
function created(scope: EventScope): string {
  return byOwner('kube_replicaset_created', 'replicaset', scope, atEnd);
}

/** ReplicaSets of workloads of which several had pods shortly before the step or in it. */
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

/** What makes a pod the other's successor: its name, or that it runs for the same DaemonSet on the same node. */
const PLACE = { StatefulSet: ['pod'], DaemonSet: ['created_by_name', 'node'] } as const;

/**
 * How many pods of StatefulSets or DaemonSets came in place of others, with the same labels as above. Not of those
 * whose template kube-state-metrics knows to have stayed the same.
 */
export function replacedPods(kind: keyof typeof PLACE, scope: EventScope): string {
  const owned = withOwner(scope, 'created_by_name');
  const place = inCluster(['namespace', ...PLACE[kind]], scope);
  const workload = inCluster(['namespace', 'created_by_name'], scope);
  const info = podInfo(kind, owned);
  const seen = `${before(scope, RECENT_SECONDS)(info)} or ${atEnd(info)}`;
  const several = `${aggregate('count', place, aggregate('group', [...place, 'uid'], seen))} > 1`;
  const carried = kind === 'DaemonSet' ? ['created_by_name', 'node'] : ['created_by_name'];
  const started = inStep(podStarts(kind, carried, owned, atEnd), scope.step);
  const counted = aggregate('count', workload, `${started} and on (${place.join(', ')}) (${several})`);
  const rolledOut = `${counted} unless on (${workload.join(', ')}) (${UNCHANGED[kind](scope)})`;
  return `label_replace(${renamed(rolledOut, 'created_by_name', 'workload')}, "workload_kind", "${kind}", "", "")`;
}

/** As long as one scrape of kube-state-metrics may be missed. */
const LATEST_SECONDS = 300;

/** The owners whose template stayed the same from the step's beginning to its end, and was that of all pods before. */
const UNCHANGED: Record<keyof typeof PLACE, (scope: EventScope) => string> = {
  /** While its pods are replaced, a StatefulSet has a current revision and an update revision that differ. */
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

/** A metric of owners of pods, by the label that names these in the pods' own series. */
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

/** When the pods of a kind of owner started, in seconds since the epoch. */
function podStarts(kind: string, carried: readonly string[], scope: EventScope, lookback: Lookback): string {
  const pod = inCluster(['namespace', 'pod', 'uid'], scope);
  const starts = aggregate('max', pod, lookback(kubeState('kube_pod_start_time', [], ['namespace'], scope)));
  const info = aggregate('group', [...pod, ...carried], lookback(podInfo(kind, scope)));
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
  const named = renamed(renamed(atEnd(owners), 'replicaset', 'created_by_name'), 'owner_name', 'workload');
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
