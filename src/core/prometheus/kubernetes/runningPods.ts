import { METRIC_OF_EVERY_AGENT } from '../agent/allowances';
import { type LabelFilter } from '../matcher';
import { aggregate, agentLabels, type ClusterOption, inCluster } from '../labels';
import { endTime, overTime, type Range } from '../range';
import { agentSelectors, selector } from '../selector';
import { quotedForRegex } from '../where';

/**
 * Facts that kube-state-metrics (2.0 or later) has and the agents do not: which pods ran on which node, and whether an agent
 * restarted. It can have several replicas. If it is scraped without `honor_labels`, its series have its own pod as their
 * label, and nothing is found.
 */

/** The scope of a kube-state-metrics query. It never selects less than the agents' series that are joined to it. */
export interface KubeStateScope extends ClusterOption {
  filters?: readonly LabelFilter[];
  /** The names of all nodes that matter, if they are known. */
  nodes?: readonly string[];
}

/** The agents of a query. */
export interface AgentScope extends KubeStateScope {
  /** The names of their pods, if it is known that no others matter: only a few of thousands restart. */
  agentPods?: readonly string[];
}

/** The labels that distinguish pods in the agents' series: the same name can be on two nodes, one after the other. */
export const POD_KEY = ['namespace', 'pod', 'node'];

/**
 * A selector of kube-state-metrics.
 *
 * @param own the labels of the series. Filters of the scope on other labels do not apply.
 */
export function kubeState(
  name: string,
  matchers: readonly LabelFilter[],
  own: readonly string[],
  { filters = [], clusterLabel }: KubeStateScope
): string {
  const shared = filters.filter(({ label }) => own.includes(label) || label === clusterLabel);
  return selector(name, [
    ...matchers,
    ...shared.filter(({ value, operator }) => !(operator === '=~' && value === '.*')),
  ]);
}

const POD_LABELS = ['namespace', 'pod'];

/**
 * The number of samples of kube-state-metrics in the range at which each pod ran, by pod and node, without pods that never
 * ran. All instances of kube-state-metrics add up, as in {@link samplesPerScrape}: an instance has only a part of the range
 * if another one replaced it, and only a part of the pods if it is a shard.
 *
 * The phase is needed because the pods of finished Jobs, and their frozen series, remain for hours or days. The node is
 * needed because a pod of a StatefulSet returns with the same name on another node while the agent on the first one still
 * exports it. Pods without a node are excluded.
 */
export function scrapesAsRunning(range: Range, scope: KubeStateScope): string {
  return runningByNode(range, scope, (phase) => overTime('sum_over_time', phase, range));
}

/** More than the number of samples of kube-state-metrics in any range. */
const RUNS_LAST = 1e6;

/**
 * A ranking of pods that had the same address or interface one after the other: the pod that runs at the end of the range has
 * the largest number, then the pod that ran longer. Pods that never ran are excluded.
 */
export function rankedAsRunning(range: Range, scope: KubeStateScope): string {
  return runningByNode(
    range,
    scope,
    (phase) => `${overTime('sum_over_time', phase, range)} + ${RUNS_LAST} * ${overTime('last_over_time', phase, range)}`
  );
}

function runningByNode(range: Range, scope: KubeStateScope, ofPhase: (phase: string) => string): string {
  const pod = inCluster(['namespace', 'pod', 'uid'], scope);
  const phase = kubeState(
    'kube_pod_status_phase',
    [{ label: 'phase', operator: '=', value: 'Running' }],
    POD_LABELS,
    scope
  );
  const hasNode = [{ label: 'node', operator: '!=', value: '' }] as const;
  const info = kubeState('kube_pod_info', hasNode, [...POD_LABELS, 'node'], scope);
  const running = aggregate('sum', pod, ofPhase(phase));
  const podNodes = aggregate('max', [...pod, 'node'], overTime('present_over_time', info, range));
  return `(${aggregate('sum', inCluster(POD_KEY, scope), `${running} * on (${pod.join(', ')}) group_left (node) ${podNodes}`)} > 0)`;
}

/**
 * The number of samples in a series of each node's agent for one sample of kube-state-metrics, for any scrape intervals. It
 * is lower if the agent did not respond.
 *
 * Parallel instances of kube-state-metrics halve this ratio and double {@link scrapesAsRunning}, so their product stays
 * correct. The samples of one network interface add up, because the labels of the agent's pod change with an upgrade.
 */
export function samplesPerScrape(range: Range, { clusterLabel, nodes: names }: KubeStateScope): string {
  const node = inCluster(['node'], { clusterLabel });
  const named = names ? [{ label: 'node', operator: '=~', value: names.map(quotedForRegex).join('|') } as const] : [];
  const count = (some: string) => overTime('count_over_time', some, range);
  // Every agent exports this metric as long as it runs, while the series of pods come and go.
  const agents = agentLabels(agentSelectors(METRIC_OF_EVERY_AGENT, named).map(count).join(' or '), ['node']);
  const nodes = count(selector('kube_node_info', named));
  const perInterface = aggregate('sum', [...node, 'eni'], agents);
  return `(${aggregate('max', node, perInterface)} / on (${node.join(', ')}) ${aggregate('sum', node, nodes)})`;
}

/** The number of samples in a series of each pod while the pod ran, by pod and node. */
export function samplesAsRunning(range: Range, scope: KubeStateScope): string {
  const node = inCluster(['node'], scope).join(', ');
  return `(${scrapesAsRunning(range, scope)} * on (${node}) group_left () ${samplesPerScrape(range, scope)})`;
}

/** The namespace of the agents in the add-on and its chart (aws/network-flow-monitor-agent, charts). */
export const AGENT_NAMESPACE: LabelFilter = { label: 'namespace', operator: '=', value: 'amazon-network-flow-monitor' };

/** The delay after which kube-state-metrics has reported an event: it is scraped at least every one or two minutes. */
export const KUBE_STATE_DELAY_MINUTES = 2;

/**
 * The nodes whose agent started in the range or in the five minutes before it: its container restarted, or it has a new pod
 * after an upgrade. Its first samples are at most five minutes later.
 *
 * kube-state-metrics reports a start at its next scrape, when the agent may already have been scraped. So the query reads
 * samples of the two minutes after the range, too, which is possible except for the last two minutes before now.
 *
 * It reads the last samples in five minutes, because VictoriaMetrics looks back for `X @ end()` by one step of the query
 * only. It uses the time of the range's end, because Prometheus and Thanos ignore the offset in
 * `timestamp(X @ end() offset -2m)`. It selects all clusters: there are few agents, and the series that are joined to this
 * are those of the selected cluster.
 */
export function restartedAgents(range: Range, { agentPods, clusterLabel }: AgentScope): string {
  const scope: KubeStateScope = { clusterLabel };
  const { seconds = '0' } = range;
  const pod = inCluster(['namespace', 'pod', 'uid'], scope);
  const afterDelay: Range = { ...range, window: '5m', minutesAgo: (range.minutesAgo ?? 0) - KUBE_STATE_DELAY_MINUTES };
  const named = agentPods && [{ label: 'pod', operator: '=~', value: agentPods.join('|') } as const];
  const last = (name: string, matchers: readonly LabelFilter[] = []) =>
    overTime('last_over_time', agentSeries(name, scope, matchers), afterDelay);
  const young = `${last('kube_pod_container_state_started', named)} > ${endTime(range)} - ${seconds} - 300`;
  const labels = inCluster(['node'], scope);
  return aggregate('group', labels, `${last('kube_pod_info')} and on (${pod.join(', ')}) ${young}`);
}

/**
 * An instant query at the end of a range for the agents' pods that started in it or in the five minutes before it, including
 * pods that no longer exist.
 */
export function startedAgentPods(rangeSeconds: number, scope: KubeStateScope): string {
  const range = { window: `${rangeSeconds}s`, minutesAgo: -KUBE_STATE_DELAY_MINUTES };
  const started = overTime('max_over_time', agentSeries('kube_pod_container_state_started', scope), range);
  return aggregate('group', inCluster(['pod'], scope), `${started} > time() - ${rangeSeconds} - 300`);
}

/** A selector for the agents' pods. Of the filters, only that on the cluster applies to them. */
function agentSeries(name: string, scope: KubeStateScope, matchers: readonly LabelFilter[] = []): string {
  const cluster = { ...scope, filters: scope.filters?.filter(({ label }) => label === scope.clusterLabel) };
  return kubeState(name, [AGENT_NAMESPACE, ...matchers], [], cluster);
}
