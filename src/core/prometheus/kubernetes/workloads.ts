import { ANY_NAME, CUT_NAME, CUT_NAME_RULES, NAME_RULES, type PodNameRule } from '../../kubernetes/podNameRules';
import { aggregate, inCluster } from '../labels';
import { kubeState, type KubeStateScope } from './runningPods';
import { overTime, type Range } from '../range';

/** Which pod belongs to which workload, as Kubernetes' owners or the pods' names tell it. */

/** Splits "kind/name", which one label can carry through joins, into two. */
function splitKind(expression: string, prefix: string): string {
  const kind = `label_replace(${expression}, "${prefix}workload_kind", "$1", "${prefix}workload", "([^/]+)/.*")`;
  return `label_replace(${kind}, "${prefix}workload", "$1", "${prefix}workload", "[^/]+/(.*)")`;
}

/** Patterns of which the first that matches counts, as in a list of rules. */
const oneOf = (rules: readonly PodNameRule[]) => rules.map(({ pattern }) => pattern).join('|');
/** What these patterns' groups hold, of which one takes part in a match: "$1$2$3". */
const groupsOf = (rules: readonly PodNameRule[]) => rules.map((_, index) => `$${index + 1}`).join('');

/** Of a whole name the workload's and "/", of a cut one what was kept, "/" and the random suffix. */
const PARTS = {
  pattern: `${oneOf(NAME_RULES)}|${CUT_NAME}|${ANY_NAME.pattern}`,
  text: `${groupsOf([...NAME_RULES, ANY_NAME])}$${NAME_RULES.length + 3}/$${NAME_RULES.length + 2}`,
};
const WORKLOAD = {
  pattern: `(?:${oneOf(CUT_NAME_RULES)})/.+|(.+)/`,
  text: groupsOf([...CUT_NAME_RULES, ANY_NAME]),
};

/**
 * The expression's series with the label `workload`, taken from the pod's name: `workloadFromPodName`'s rules in
 * PromQL. A test holds the two together.
 *
 * @param prefix of the labels where they are about one end of a flow: "local_" or "remote_".
 */
export function workloadNameFromName(expression: string, prefix = ''): string {
  return withWorkload(withParts(expression, prefix), prefix);
}

/** The same with the label `workload_kind`, too, which takes a query three times as long. */
export function workloadFromName(expression: string, prefix = ''): string {
  const rules = [
    { ...ANY_NAME, label: 'pod' },
    ...CUT_NAME_RULES.map(({ kind, pattern }) => ({ kind, label: 'workload', pattern: `${pattern}/.+` })).reverse(),
    ...NAME_RULES.map((rule) => ({ ...rule, label: 'pod' })).reverse(),
  ];
  // Of a chain the last that matches counts.
  const withKind = rules.reduce(
    (inner, { kind, label, pattern }) =>
      `label_replace(${inner}, "${prefix}workload_kind", "${kind}", "${prefix}${label}", "${pattern}")`,
    withParts(expression, prefix)
  );
  return withWorkload(withKind, prefix);
}

function withParts(expression: string, prefix: string): string {
  return `label_replace(${expression}, "${prefix}workload", "${PARTS.text}", "${prefix}pod", "${PARTS.pattern}")`;
}

function withWorkload(expression: string, prefix: string): string {
  return `label_replace(${expression}, "${prefix}workload", "${WORKLOAD.text}", "${prefix}workload", "${WORKLOAD.pattern}")`;
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
