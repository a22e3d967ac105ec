import { type LabelFilter } from '../matcher';
import { aggregate, agentLabels, type ClusterOption, inCluster } from '../labels';
import { endTime, overTime, type Range } from '../range';
import { selector } from '../selector';

/**
 * What kube-state-metrics (2.0 or newer) knows and the agents do not: which pods ran, where, and
 * whether an agent was started anew. Several replicas of it do no harm; scraped without `honor_labels`
 * it speaks of its own pod only, and nothing is found.
 */

/** What a kube-state-metrics query is confined to: it never matches more than what the agents' series are joined to. */
export interface KubeStateScope extends ClusterOption {
  filters?: readonly LabelFilter[];
}

/** Which agents a query looks at. */
export interface AgentScope extends KubeStateScope {
  /** Their pods' names, where it is known that no others matter: of thousands only a few start anew. */
  agentPods?: readonly string[];
}

/** The labels that tell pods apart wherever agents print them: one name can be on two nodes, one after the other. */
export const POD_KEY = ['namespace', 'pod', 'node'];

/** A kube-state-metrics selector with those of the agents' filters whose labels it has too. */
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
 * How many samples of kube-state-metrics in the range say that each pod ran, by pod and node; without those
 * that never did. All instances of kube-state-metrics add up, as in {@link samplesPerScrape}: one instance
 * knows only a part of the range if another one replaced it, and only a part of the pods if it is a shard.
 *
 * By phase, because the pods of finished Jobs stay in Kubernetes for hours or days, and so do their
 * frozen series. By node, because a StatefulSet's pod comes back under its name on another node while
 * the first goes on printing it. A pod that has no node yet is left out: it cannot be found by one.
 */
export function scrapesAsRunning(range: Range, scope: KubeStateScope): string {
  return runningByNode(range, scope, (phase) => overTime('sum_over_time', phase, range));
}

/** More than any range has samples of kube-state-metrics. */
const RUNS_LAST = 1e6;

/**
 * Of pods that had an address or an interface one after the other, a larger number for the one that has it: the pod that
 * runs at the end of the range, then the one that ran for longer; without those that never ran.
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
  const placed = aggregate('max', [...pod, 'node'], overTime('present_over_time', info, range));
  return `(${aggregate('sum', inCluster(POD_KEY, scope), `${running} * on (${pod.join(', ')}) group_left (node) ${placed}`)} > 0)`;
}

/**
 * How many samples a series of each node's agent has for one sample of kube-state-metrics: whatever both
 * scrape intervals are, and less where the agent did not answer.
 *
 * Instances of kube-state-metrics that run side by side double both this count and that of
 * {@link scrapesAsRunning}, so that their product stays right. The samples of one network interface add up as well,
 * because the labels of the agent's pod change when the agent is upgraded.
 */
export function samplesPerScrape(range: Range, { clusterLabel }: ClusterOption): string {
  const scope: KubeStateScope = { clusterLabel };
  const node = inCluster(['node'], scope);
  // Every agent prints it, for as long as it runs; the pods' own series come and go.
  const agents = agentLabels(overTime('count_over_time', 'bw_in_allowance_exceeded', range), ['node']);
  const nodes = overTime('count_over_time', 'kube_node_info', range);
  const perInterface = aggregate('sum', [...node, 'eni'], agents);
  return `(${aggregate('max', node, perInterface)} / on (${node.join(', ')}) ${aggregate('sum', node, nodes)})`;
}

/** How many samples a series of each pod's agent has while the pod runs, by pod and node. */
export function samplesAsRunning(range: Range, scope: KubeStateScope): string {
  const node = inCluster(['node'], scope).join(', ');
  return `(${scrapesAsRunning(range, scope)} * on (${node}) group_left () ${samplesPerScrape(range, scope)})`;
}

/** The namespace that the agents' add-on and its chart install to (aws/network-flow-monitor-agent, charts). */
export const AGENT_NAMESPACE: LabelFilter = { label: 'namespace', operator: '=', value: 'amazon-network-flow-monitor' };

/** kube-state-metrics is scraped every minute or two at least: by then it has told of what happened. */
export const KUBE_STATE_DELAY_MINUTES = 2;

/**
 * The nodes whose agent was started in the range or in the five minutes before: a container that
 * restarted, or a new pod after an upgrade. Its first samples lie that much later at most.
 *
 * kube-state-metrics knows of a start only at its next scrape, when the agent may have been scraped
 * already. So the query looks two minutes ahead, which is possible for everything but the last two
 * minutes before now.
 *
 * The last samples of five minutes, as VictoriaMetrics looks back for `X @ end()` by one step of the query only; and
 * the time of the range's end, as Prometheus and Thanos ignore the offset in `timestamp(X @ end() offset -2m)`. Of all
 * clusters: there are few agents, and what this is joined to is of the chosen ones.
 */
export function restartedAgents(range: Range, { agentPods, clusterLabel }: AgentScope): string {
  const scope: KubeStateScope = { clusterLabel };
  const { seconds = '0' } = range;
  const pod = inCluster(['namespace', 'pod', 'uid'], scope);
  const ahead: Range = { ...range, window: '5m', minutesAgo: (range.minutesAgo ?? 0) - KUBE_STATE_DELAY_MINUTES };
  const named = agentPods && [{ label: 'pod', operator: '=~', value: agentPods.join('|') } as const];
  const last = (name: string, matchers: readonly LabelFilter[] = []) =>
    overTime('last_over_time', agentSeries(name, scope, matchers), ahead);
  const young = `${last('kube_pod_container_state_started', named)} > ${endTime(range)} - ${seconds} - 300`;
  const labels = inCluster(['node'], scope);
  return aggregate('group', labels, `${last('kube_pod_info')} and on (${pod.join(', ')}) ${young}`);
}

/**
 * The agents' pods that were started in a range or in the five minutes before, whether they are still there
 * or not: an instant query at its end.
 */
export function startedAgentPods(rangeSeconds: number, scope: KubeStateScope): string {
  const range = { window: `${rangeSeconds}s`, minutesAgo: -KUBE_STATE_DELAY_MINUTES };
  const started = overTime('max_over_time', agentSeries('kube_pod_container_state_started', scope), range);
  return aggregate('group', inCluster(['pod'], scope), `${started} > time() - ${rangeSeconds} - 300`);
}

/** Of the agents' filters only that of the cluster is about all of their pods. */
function agentSeries(name: string, scope: KubeStateScope, matchers: readonly LabelFilter[] = []): string {
  const cluster = { ...scope, filters: scope.filters?.filter(({ label }) => label === scope.clusterLabel) };
  return kubeState(name, [AGENT_NAMESPACE, ...matchers], [], cluster);
}
