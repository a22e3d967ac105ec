import { aggregate, inCluster } from './labels';
import { kubeState, type KubeStateScope } from './runningPods';
import { overTime, type Range } from './range';

/** Which pod belongs to which workload, as Kubernetes' owners or the pods' names tell it. */

/** Splits "kind/name", which one label can carry through joins, into two. */
function splitKind(expression: string, prefix: string): string {
  const kind = `label_replace(${expression}, "${prefix}workload_kind", "$1", "${prefix}workload", "([^/]+)/.*")`;
  return `label_replace(${kind}, "${prefix}workload", "$1", "${prefix}workload", "[^/]+/(.*)")`;
}

/** The alphabet of Kubernetes' random suffixes: no vowels, no 0, 1, 3 (k8s.io/apimachinery util/rand). */
const RANDOM = '[bcdfghjklmnpqrstvwxz2456789]';
/** pod-template-hash: a decimal uint32 written in that alphabet (SafeEncodeString), so only these occur. */
const HASH = '[456789bcdf]';

/**
 * `workloadFromPodName`'s rules without its confidence, least specific first: of a chain of
 * `label_replace` the last that matches wins. A test holds the two together. Each pattern captures the
 * workload's name and nothing else.
 */
const NAME_RULES: ReadonlyArray<[kind: string, pattern: string]> = [
  ['Pod', '(.+)'],
  ['Node', '(.+)-ip-[0-9]+-[0-9]+-[0-9]+-[0-9]+(?:[.].*)?'],
  ['DaemonSet or Job', `(.+)-${RANDOM}{5}`],
  ['StatefulSet', '(.+)-[0-9]+'],
  ['Job', `(.+)-[0-9]+-${RANDOM}{5}`],
  ['Deployment', `(.+)-${HASH}{1,10}-${RANDOM}{5}`],
  ['CronJob', `(.+)-(?:[0-9]{8}|[0-9]{10})-${RANDOM}{5}`],
];

/**
 * The expression's series with the labels `workload` and `workload_kind`, told from the pod's name.
 *
 * @param prefix of the labels where they are about one end of a flow: "local_" or "remote_".
 */
export function workloadFromName(expression: string, prefix = ''): string {
  const named = NAME_RULES.reduce(
    (inner, [kind, pattern]) =>
      `label_replace(${inner}, "${prefix}workload", "${kind}/$1", "${prefix}pod", "${pattern}")`,
    expression
  );
  return splitKind(named, prefix);
}

/** The same without the kind, which takes a third of the length. */
export function workloadNameFromPod(expression: string, prefix = ''): string {
  // Of alternatives the first that matches wins.
  const patterns = NAME_RULES.map(([, pattern]) => pattern).reverse();
  const captured = patterns.map((_, index) => `$${index + 1}`).join('');
  return `label_replace(${expression}, "${prefix}workload", "${captured}", "${prefix}pod", "${patterns.join('|')}")`;
}

/**
 * One series, of value 1, for each pod that was there in the range, with the labels `namespace`, `pod`,
 * `workload` and `workload_kind`: to be joined `on (namespace, pod)` with
 * `group_left (workload, workload_kind)`. From kube-state-metrics, and thus exact.
 *
 * A ReplicaSet's pod belongs to the Deployment and a Job's to the CronJob that owns it, else to the
 * ReplicaSet or Job itself; a pod without an owner is its own workload, of the kind "Pod". Of owners
 * that changed in the range the one that was there at most scrapes counts.
 *
 * @param prefix of all labels, for a join with one end of a flow: "local_" or "remote_".
 */
export function podWorkloads(range: Range, scope: KubeStateScope, prefix = ''): string {
  const pod = inCluster(['namespace', 'pod'], scope);
  const owner = inCluster(['namespace', 'owner'], scope);
  const pods = podOwners(range, scope);
  const controllers = `topk by (${owner.join(', ')}) (1, ${controllerOwners(range, scope)})`;
  const led = `${pods} * on (${owner.join(', ')}) group_left (workload) ${controllers}`;
  const chosen = `topk by (${pod.join(', ')}) (1, ${led} or on (${pod.join(', ')}) ${pods})`;
  const labels = ['namespace', 'pod', 'workload', 'workload_kind'];
  const renamed = prefix === '' ? splitKind(chosen, '') : withPrefix(splitKind(chosen, ''), labels, prefix);
  return aggregate(
    'group',
    inCluster(
      labels.map((label) => prefix + label),
      scope
    ),
    renamed
  );
}

/** By pod, its owner as "kind/name", and as its workload that owner or, without one, itself. */
function podOwners(range: Range, scope: KubeStateScope): string {
  const owners = overTime('count_over_time', kubeState('kube_pod_owner', [], ['namespace', 'pod'], scope), range);
  const joined = `label_join(${owners}, "owner", "/", "owner_kind", "owner_name")`;
  const itself = `label_replace(${joined}, "workload", "Pod/$1", "pod", "(.*)")`;
  // No owner is "" or, before kube-state-metrics 2, "<none>".
  const owned = `label_replace(${itself}, "workload", "$1", "owner", "([A-Z].*)")`;
  return aggregate('sum', inCluster(['namespace', 'pod', 'owner', 'workload'], scope), owned);
}

/** By ReplicaSet or Job, as "kind/name", the workload that owns it, written alike. */
function controllerOwners(range: Range, scope: KubeStateScope): string {
  const owned = { label: 'owner_kind', operator: '=~', value: '[A-Z].*' } as const;
  const names = { label: '__name__', operator: '=~', value: 'kube_(replicaset|job)_owner' } as const;
  const owners = overTime('count_over_time', kubeState('', [names, owned], ['namespace'], scope), range);
  const joined = `label_join(${owners}, "workload", "/", "owner_kind", "owner_name")`;
  const replicaSets = `label_replace(${joined}, "owner", "ReplicaSet/$1", "replicaset", "(.+)")`;
  const jobs = `label_replace(${replicaSets}, "owner", "Job/$1", "job_name", "(.+)")`;
  return aggregate('sum', inCluster(['namespace', 'owner', 'workload'], scope), jobs);
}

function withPrefix(expression: string, labels: readonly string[], prefix: string): string {
  return labels.reduce(
    (inner, label) => `label_replace(${inner}, "${prefix}${label}", "$1", "${label}", "(.*)")`,
    expression
  );
}
