import { type LabelFilter } from '../matcher';
import { aggregate, apart, type ClusterOption, inCluster } from '../labels';
import { overTime, type Range } from '../range';
import { selector } from '../selector';
import { type NodeNameSource, withNodeName } from '../agent/nodeOfInstance';

/**
 * The packets that network policies drop, from the metrics of the network policy agent of Amazon VPC CNI on each node
 * (aws/aws-network-policy-agent, pkg/ebpf/events/events.go). They are counters of the node, without a pod and without a
 * policy, and exist only if policy event logs are on (`enablePolicyEventLogs`). A direction has no series before its first
 * dropped packet.
 */

/** What is dropped. Bytes include headers. */
export type DropMetric = 'packets' | 'bytes';

const COUNTERS: Record<DropMetric, string> = {
  packets: 'network_policy_drop_count_total',
  bytes: 'network_policy_drop_bytes_total',
};

/** The direction as seen from the pod whose policies drop the packets: "egress" or "ingress". */
const DIRECTION = 'direction';

/** The port of the agent's metrics, which the label `instance` of its targets contains. */
const HAS_PORT_OF_AGENT: LabelFilter = { label: 'instance', operator: '=~', value: '.+:8162' };

/** The selected series, and how to name their nodes. */
export interface DropsQuery extends ClusterOption {
  metric: DropMetric;
  filters?: readonly LabelFilter[];
  nodeName: NodeNameSource;
}

/**
 * Dropped packets or bytes in the window that ends at each step, by node and direction. No result for directions without a
 * dropped packet since the start of the agent.
 */
export function drops({ metric, ...options }: DropsQuery, range: Range): string {
  const dropped = (filters: readonly LabelFilter[]) => droppedOf(selector(COUNTERS[metric], filters), range, options);
  return aggregate('sum', inCluster(['node', DIRECTION], options), withNodeName(dropped, range, options));
}

/** The same per second. */
export function dropsPerSecond(query: DropsQuery, range: Range & { seconds: string }): string {
  return `${drops(query, range)} / ${range.seconds}`;
}

/** A window, and how much more than usual is a rise. */
export interface RiseOptions {
  windowMinutes: number;
  /** The windows before, whose mean is what is usual. */
  usualWindows: number;
  times: number;
}

/**
 * Dropped packets in the last window by direction, if they are more than usual by a factor. A cluster that always drops some,
 * because a policy is meant to, has no rise, also while Prometheus knows only some of the windows.
 */
export function risenDrops({ windowMinutes, usualWindows, times }: RiseOptions, scope: ClusterOption = {}): string {
  const cluster = inCluster([], scope);
  const labels = [...cluster, DIRECTION];
  const window = { window: `${windowMinutes}m` };
  const before = { window: `${windowMinutes * usualWindows}m`, minutesAgo: windowMinutes };
  const recent = aggregate('sum', labels, droppedOf(COUNTERS.packets, window, scope));
  const usual = aggregate('sum', labels, overTime('increase', COUNTERS.packets, before));
  const scrapes = (range: Range) =>
    aggregate('max', cluster, overTime('count_over_time', selector('up', [HAS_PORT_OF_AGENT]), range));
  const knownWindows = `(${scrapes(before)} / ${scrapes(window)})`;
  return `${recent} unless ${recent} <= ${times} * ${usual} / on (${cluster.join(', ')}) group_left () ${knownWindows}`;
}

/**
 * The targets with the port of the agent, by instance: 1 for each that responds, and 0 for each that does not. They show
 * whether drops can be known, because an agent without drops has no series of them.
 */
export function policyAgentsUp(scope: ClusterOption = {}): string {
  return aggregate('max', inCluster(['instance'], scope), selector('up', [HAS_PORT_OF_AGENT]));
}

/** A sample if an agent counted a dropped packet at any time in the range, which proves that policy event logs are on. */
export function hasDrops(range: Range, scope: ClusterOption = {}): string {
  return aggregate('group', inCluster([DIRECTION], scope), overTime('present_over_time', COUNTERS.packets, range));
}

/**
 * `increase()` misses the first value of a series, which is that of the first drops. It counts if the agent responded at the
 * start of the window: the series began later then, with zero. Otherwise, the agent could have counted for weeks.
 */
function droppedOf(series: string, range: Range, scope: ClusterOption): string {
  const start = `offset ${range.window}`;
  const at = range.at ?? '';
  const target = inCluster(['job', 'instance'], scope).join(', ');
  const first = `${overTime('min_over_time', series, range)} unless ${series}${at} ${start} and on (${target}) (up${at} ${start} == 1)`;
  return `${overTime('increase', series, range)} or ${apart(first)}`;
}
