import {
  ANY_NAME,
  TRUNCATED_NAME,
  TRUNCATED_NAME_RULES,
  NAME_RULES,
  type PodNameRule,
} from '../../kubernetes/podNameRules';
import { aggregate, inCluster } from '../labels';
import { kubeState, type KubeStateScope } from './runningPods';
import { overTime, type Range } from '../range';

/** The workloads of pods, from their owners in Kubernetes or from their names. */

/** Splits "kind/name", which joins need in one label, into two labels. */
function splitKind(expression: string, prefix: string): string {
  const kind = `label_replace(${expression}, "${prefix}workload_kind", "$1", "${prefix}workload", "([^/]+)/.*")`;
  return `label_replace(${kind}, "${prefix}workload", "$1", "${prefix}workload", "[^/]+/(.*)")`;
}

/** An alternation of patterns, of which the first match counts, as in a list of rules. */
const anyOf = (rules: readonly PodNameRule[]) => rules.map(({ pattern }) => pattern).join('|');
/** The groups of these patterns, of which one is in a match: "$1$2$3". */
const groupsOf = (rules: readonly PodNameRule[]) => rules.map((_, index) => `$${index + 1}`).join('');

/** Splits names: a whole name into the workload's name and "/", a truncated name into the kept part, "/" and the suffix. */
const PARTS = {
  pattern: `${anyOf(NAME_RULES)}|${TRUNCATED_NAME}|${ANY_NAME.pattern}`,
  text: `${groupsOf([...NAME_RULES, ANY_NAME])}$${NAME_RULES.length + 3}/$${NAME_RULES.length + 2}`,
};
const WORKLOAD = {
  pattern: `(?:${anyOf(TRUNCATED_NAME_RULES)})/.+|(.+)/`,
  text: groupsOf([...TRUNCATED_NAME_RULES, ANY_NAME]),
};

/**
 * Adds the label `workload`, from the name of the pod: the rules of `workloadFromPodName` in PromQL. A test keeps both in
 * sync.
 *
 * @param prefix the prefix of the labels of one end of a flow: "local_" or "remote_".
 */
export function workloadNameFromName(expression: string, prefix = ''): string {
  return withWorkload(withParts(expression, prefix), prefix);
}

/** Also adds the label `workload_kind`, with which a query takes three times as long. */
export function workloadFromName(expression: string, prefix = ''): string {
  const rules = [
    { ...ANY_NAME, label: 'pod' },
    ...TRUNCATED_NAME_RULES.map(({ kind, pattern }) => ({
      kind,
      label: 'workload',
      pattern: `${pattern}/.+`,
    })).reverse(),
    ...NAME_RULES.map((rule) => ({ ...rule, label: 'pod' })).reverse(),
  ];
  // In a chain, the last match counts.
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
 * One series with the value 1 for each pod that existed in the range, with the labels `namespace`, `pod`, `workload` and
 * `workload_kind`, for a join `on (namespace, pod)` with `group_left (workload, workload_kind)`. It comes from
 * kube-state-metrics and is therefore exact.
 *
 * A pod of a ReplicaSet belongs to the Deployment that owns it, a pod of a Job to the CronJob, or else to the ReplicaSet or
 * Job itself. A pod without an owner is its own workload of the kind "Pod". If owners changed in the range, the one at the
 * most scrapes counts.
 *
 * @param prefix the prefix of all labels, for a join with one end of a flow: "local_" or "remote_".
 */
export function podWorkloads(range: Range, scope: KubeStateScope, prefix = ''): string {
  const pod = inCluster(['namespace', 'pod'], scope);
  const owner = inCluster(['namespace', 'owner'], scope);
  const pods = podOwners(range, scope);
  const controllers = `topk by (${owner.join(', ')}) (1, ${controllerOwners(range, scope)})`;
  const withController = `${pods} * on (${owner.join(', ')}) group_left (workload) ${controllers}`;
  const chosen = `topk by (${pod.join(', ')}) (1, ${withController} or on (${pod.join(', ')}) ${pods})`;
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

/** The owner of each pod as "kind/name", and its workload: the owner or, without one, the pod itself. */
function podOwners(range: Range, scope: KubeStateScope): string {
  const owners = overTime('count_over_time', kubeState('kube_pod_owner', [], ['namespace', 'pod'], scope), range);
  const joined = `label_join(${owners}, "owner", "/", "owner_kind", "owner_name")`;
  const itself = `label_replace(${joined}, "workload", "Pod/$1", "pod", "(.*)")`;
  // No owner is "" or, before kube-state-metrics 2, "<none>".
  const owned = `label_replace(${itself}, "workload", "$1", "owner", "([A-Z].*)")`;
  return aggregate('sum', inCluster(['namespace', 'pod', 'owner', 'workload'], scope), owned);
}

/** The workload that owns each ReplicaSet or Job, both as "kind/name". */
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
