import { type LabelFilter } from '../matcher';
import { aggregate, agentLabels, type ClusterOption, inCluster } from '../labels';
import { type PrometheusFacts } from '../prometheusFacts';
import { overTime, type Range } from '../range';
import { agentSelectors, selector } from '../selector';
import { where } from '../where';
import { podWorkloads, workloadNameFromName } from './workloads';

/** Lists of names that Prometheus tells, by the label that holds them. */
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

/** Names to list: only those of pods and nodes that pass the matchers. */
export interface NamesQuery {
  list: NameList;
  matchers: ReadonlyArray<LabelFilter & { label: NameLabel }>;
}

/** Why names cannot be listed there, in one sentence with the remedy; undefined where they can. */
export function namesProblem(
  query: NamesQuery,
  { hasKubeStateMetrics, clusterLabel }: PrometheusFacts
): string | undefined {
  if (needs(query, ['cluster']) && clusterLabel === undefined) {
    return 'Prometheus tells no clusters apart. Enter the label that does in the data source settings, or leave out the cluster.';
  }
  return needs(query, ['zone']) && !hasKubeStateMetrics
    ? 'Zones are told by kube-state-metrics, which the data source settings say is not there. Leave out the zone.'
    : undefined;
}

/** The label that holds the names in the answer. */
export function nameLabel(list: NameList, { clusterLabel = 'cluster' }: ClusterOption): string {
  return list === 'clusters' ? clusterLabel : NAME_LABELS[list];
}

/**
 * A query with one series for each name that there was at some time in the window: an instant query, to be
 * asked at its end. The agents tell it where they can, so that what is listed has values; kube-state-metrics
 * knows what they do not: workloads, zones, and which pods ran, as agents go on printing those that ended.
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
  nodes: ({ native, window }) => agentSeries('bw_in_allowance_exceeded', native, window, ['node']),
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

/** Pods on the node's own network share its addresses: neither flows nor metrics name them. */
function podsOnNetwork(filters: readonly LabelFilter[], window: string): string {
  const own: LabelFilter[] = [
    { label: 'host_network', operator: '!=', value: 'true' },
    { label: 'node', operator: '!=', value: '' },
  ];
  return overTime('present_over_time', selector('kube_pod_info', [...own, ...filters]), { window });
}

/** Nodes with their zones' names, as their provider ids have them: aws:///us-east-1a/i-0123456789abcdef0. */
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
