import { type LabelFilter } from '../matcher';
import { aggregate, agentLabels, type ClusterOption, inCluster } from '../labels';
import { METRIC_OF_EVERY_AGENT } from '../agent/allowances';
import { type PrometheusFacts } from '../prometheusFacts';
import { overTime, type Range } from '../range';
import { agentSelectors, selector } from '../selector';
import { where } from '../where';
import { NO_CLUSTER_LABEL, ZONES_NEED_KUBE_STATE_METRICS } from './messages';
import { podWorkloads, workloadNameFromName } from './workloads';

/** The lists of names from Prometheus, with the label of each. */
export const NAME_LABELS = {
  clusters: 'cluster',
  namespaces: 'namespace',
  workloads: 'workload',
  pods: 'pod',
  nodes: 'node',
  zones: 'zone',
} as const;

export type NameList = keyof typeof NAME_LABELS;
export type NameLabel = (typeof NAME_LABELS)[NameList];

/** A list of names, of pods and nodes that match all matchers. */
export interface NamesQuery {
  list: NameList;
  matchers: ReadonlyArray<LabelFilter & { label: NameLabel }>;
}

/** Why the names cannot be listed, and what to do; undefined if they can. */
export function namesProblem(
  query: NamesQuery,
  { hasKubeStateMetrics, clusterLabel }: PrometheusFacts
): string | undefined {
  if (needs(query, ['cluster']) && clusterLabel === undefined) {
    return NO_CLUSTER_LABEL;
  }
  return needs(query, ['zone']) && !hasKubeStateMetrics ? ZONES_NEED_KUBE_STATE_METRICS : undefined;
}

/** The label with the names in the result. */
export function nameLabel(list: NameList, { clusterLabel = 'cluster' }: ClusterOption): string {
  return list === 'clusters' ? clusterLabel : NAME_LABELS[list];
}

/**
 * An instant query at the end of a window, with one series for each name at any time in it. Names come from the agents if
 * possible, so that all listed names have values. Other names come from kube-state-metrics: workloads, zones, and running
 * pods, because agents still export terminated ones.
 */
export function namesQuery(query: NamesQuery, window: string, scope: PrometheusFacts): string {
  const filters = query.matchers.map((matcher) => withClusterLabel(matcher, scope));
  const label = nameLabel(query.list, scope);
  const isOfPods = needs(query, ['namespace', 'workload', 'pod']);
  const isDerived = needs(query, ['workload', 'zone']) || query.list === 'pods';
  const source = isDerived && scope.hasKubeStateMetrics ? KUBE_STATE : AGENTS;
  const native = filters.filter((filter) => !isDerivedLabel(filter));
  const named = source[isOfPods ? 'pods' : 'nodes']({ native, window }, query, scope);
  return aggregate('group', [label], where(named, filters.filter(isDerivedLabel)));
}

type Source = (range: Range & { native: readonly LabelFilter[] }, query: NamesQuery, scope: PrometheusFacts) => string;

const AGENTS: Record<'pods' | 'nodes', Source> = {
  pods: ({ native, window }, query) => {
    const pods = agentSeries('ingress_bytes', native, window, ['namespace', 'pod', 'node']);
    return needs(query, ['workload']) ? workloadNameFromName(pods) : pods;
  },
  nodes: ({ native, window }) => agentSeries(METRIC_OF_EVERY_AGENT, native, window, ['node']),
};

const KUBE_STATE: Record<'pods' | 'nodes', Source> = {
  pods: ({ native, window }, query, scope) => {
    const pods = aggregate('group', inCluster(['namespace', 'pod', 'node'], scope), podsOnNetwork(native, window));
    const pod = inCluster(['namespace', 'pod'], scope).join(', ');
    const owned = needs(query, ['workload'])
      ? `${pods} * on (${pod}) group_left (workload) ${podWorkloads({ window }, scope)}`
      : pods;
    const node = inCluster(['node'], scope);
    const on = node.join(', ');
    // Two clusters without a label can have nodes of the same name in two zones: Prometheus refuses to join both.
    const zones = `topk by (${on}) (1, ${aggregate('group', [...node, 'zone'], nodeZones([], { window }))})`;
    return needs(query, ['zone']) ? `${owned} * on (${on}) group_left (zone) ${zones}` : owned;
  },
  nodes: ({ native, window }) => nodeZones(native, { window }),
};

function agentSeries(metric: string, filters: readonly LabelFilter[], window: string, labels: readonly string[]) {
  const series = agentSelectors(metric, filters).map((some) => overTime('present_over_time', some, { window }));
  return agentLabels(series.join(' or '), labels);
}

/** Excludes pods on the host network, which share the addresses of their node and are in neither flows nor metrics. */
function podsOnNetwork(filters: readonly LabelFilter[], window: string): string {
  const own: LabelFilter[] = [
    { label: 'host_network', operator: '!=', value: 'true' },
    { label: 'node', operator: '!=', value: '' },
  ];
  return overTime('present_over_time', selector('kube_pod_info', [...own, ...filters]), { window });
}

/** Nodes with the names of their zones, from their provider IDs: aws:///us-east-1a/i-0123456789abcdef0. */
export function nodeZones(filters: readonly LabelFilter[], range: Range): string {
  const nodes = overTime('present_over_time', selector('kube_node_info', filters), range);
  return `label_replace(${nodes}, "zone", "$1", "provider_id", "aws:///([^/]+)/.*")`;
}

function needs({ list, matchers }: NamesQuery, labels: readonly NameLabel[]): boolean {
  return labels.some((label) => label === NAME_LABELS[list] || matchers.some((matcher) => matcher.label === label));
}

function isDerivedLabel({ label }: LabelFilter): boolean {
  return label === 'workload' || label === 'zone';
}

function withClusterLabel(filter: LabelFilter, { clusterLabel }: ClusterOption): LabelFilter {
  return filter.label === 'cluster' && clusterLabel !== undefined ? { ...filter, label: clusterLabel } : filter;
}
