import { type LabelFilter } from '../matcher';
import { flowClusterLabels, inKubeStateCluster } from './flowClusters';
import { LOSS_SERIES, SERIES_METRICS, sumOfSeries } from './flowSeries';
import { aggregate, type ClusterOption, inCluster } from '../labels';
import { ADDRESS, podsByAddress } from './podAddresses';
import { overTime, type Range } from '../range';
import { selector } from '../selector';
import { where } from '../where';
import { workloadNameFromName } from '../kubernetes/workloads';

/**
 * Traffic between pairs of ends, from the agents' flow series. The reports of both ends are joined to one pair, from the
 * client, which opened the connections, to the server. The data source does the same in the browser (`joinReports`); these
 * queries are for Prometheus alone, in dashboards for Grafana without the plugins and in rules.
 *
 * The names of ends come from kube-state-metrics, by address: agents do not name pods that declare no port, and before
 * December 2025 no clients that declare several (kubernetes_metadata_collector.rs, pull request 74 of
 * aws/network-flow-monitor-agent).
 */

/** The labels by which pairs can be summed. A `name` is "namespace/workload", or {@link NON_POD_NAME}. */
export type PairLabel =
  'client_name' | 'client_namespace' | 'client_pod' | 'server_name' | 'server_namespace' | 'server_pod' | 'port';

/** The name of an end that is not a pod with its own address: an end outside the cluster, or a pod on the host network. */
export const NON_POD_NAME = 'outside the cluster';

/** A filter on one end: a pattern for the whole name, namespace or pod. */
export interface PairFilter {
  side: 'either' | 'client' | 'server';
  label: 'name' | 'namespace' | 'pod';
  pattern: string;
}

const METRICS = { ...SERIES_METRICS, LOSSES: LOSS_SERIES } as const;

/** A query for the traffic of pairs. */
export interface PairQuery extends ClusterOption {
  metric: keyof typeof METRICS;
  /** For bytes: whether flows with only losses are included, with 0 bytes. */
  withLosses?: boolean;
  /** A PromQL duration, or a macro for one. */
  window: string;
  /** A modifier for the end of the window, if it is not each step of the query: " @ end()". */
  at?: string;
  /**
   * The range from which names come, if it is not the window. For a chart, this is its whole range, with the end
   * " @ end()", which Prometheus reads once instead of at each step.
   */
  names?: Range;
  filters?: readonly PairFilter[];
  /** Matchers on the flow series: the cluster, or the node of the agent (`k8s_node`). */
  matchers?: readonly LabelFilter[];
  /** Matchers on the series of kube-state-metrics: the cluster. */
  kubeMatchers?: readonly LabelFilter[];
}

const PODS = ['client_namespace', 'client_pod', 'server_namespace', 'server_pod'];
const FLOW = ['client_address', 'server_address', 'port'];
export const ENDS = ['client', 'server'] as const;
export type PairEnd = (typeof ENDS)[number];

/**
 * The bytes, retransmissions or timeouts in a window, by labels.
 *
 * Both ends report the same bytes: the server's report counts only if the client has no agent. Each end reports its own
 * losses, so these add up.
 */
export function pairTraffic(query: PairQuery, by: readonly PairLabel[]): string {
  const { filters = [] } = query;
  const withBothEnds = ENDS.reduce((inner, end) => withPods(inner, end, query), flowsByAddress(query));
  const ofPods = aggregate('sum', [...PODS, 'port'], withBothEnds);
  return aggregate('sum', by, passing(namedEnds(ofPods, by, filters), filters));
}

type FlowQuery = Omit<PairQuery, 'filters'>;

/** The traffic by the addresses of both ends, the server's port, and the cluster by its name in kube-state-metrics. */
export function flowsByAddress(query: FlowQuery): string {
  return ofKubeStateCluster(reportedByEither(query), query);
}

function reportedByEither(query: FlowQuery): string {
  const labels = flowLabels(query);
  if (query.metric !== 'DATA_TRANSFERRED') {
    return aggregate('sum', labels, reportedByBoth(query));
  }
  if (query.withLosses) {
    // An end that reports only losses has 0 bytes, which must not replace the bytes of the other end.
    return aggregate('max', labels, aggregate('sum', [...labels, 'local_port'], reportedByBoth(query)));
  }
  return `(${reportedBy('client', query)} or on (${labels.join(', ')}) ${reportedBy('server', query)})`;
}

function flowLabels(query: ClusterOption): string[] {
  return [...flowClusterLabels(query), ...FLOW];
}

type NamesQuery = Pick<PairQuery, 'names' | 'window' | 'at' | 'clusterLabel'>;

function ofKubeStateCluster(flows: string, query: NamesQuery): string {
  return inKubeStateCluster(flows, namesRange(query), query);
}

function withPods(expression: string, end: PairEnd, query: PairQuery): string {
  const pods = podsByAddress(end, namesRange(query), { ...query, filters: query.kubeMatchers });
  const address = inCluster([`${end}_address`], query).join(', ');
  const podsAndOthers = `(${pods} or on (${address}) ${addresses(end, query)})`;
  return `(${expression} * on (${address}) group_left (${end}_namespace, ${end}_pod) ${podsAndOthers})`;
}

/** All addresses with flows, so that ends that are not pods are included. */
function addresses(end: PairEnd, query: PairQuery): string {
  const series = [...METRICS[query.metric], ...(query.withLosses ? LOSS_SERIES : [])];
  const names: LabelFilter = { label: '__name__', operator: '=~', value: series.join('|') };
  const reported = overTime('last_over_time', selector('', [names, ...(query.matchers ?? [])]), namesRange(query));
  const address = `${end}_address`;
  const named = aggregate('group', [...flowClusterLabels(query), address], withEnds(reported, [end]));
  return aggregate('group', inCluster([address], query), ofKubeStateCluster(named, query));
}

/** The range from which the names of ends come. */
export function namesRange({ names, window, at }: NamesQuery): Range {
  return names ?? { window, at };
}

/** The reports of one end, with labels for client and server instead of local and remote. */
function reportedBy(end: PairEnd, query: FlowQuery): string {
  // The agent writes 0 for a client's port, which changes with every connection.
  const isReportedBy: LabelFilter = { label: 'local_port', operator: end === 'client' ? '=' : '!=', value: '0' };
  const port = end === 'client' ? 'remote_port' : 'local_port';
  const reported = summed({ ...query, matchers: [...(query.matchers ?? []), isReportedBy] }, [port]);
  const newLabels = [
    ['local_address', `${end}_address`, ADDRESS],
    ['remote_address', `${otherThan(end)}_address`, ADDRESS],
    [port, 'port', '(.+)'],
  ] as const;
  const named = newLabels.reduce(
    (inner, [from, to, p]) => `label_replace(${inner}, "${to}", "$1", "${from}", "${p}")`,
    reported
  );
  return aggregate('sum', flowLabels(query), named);
}

/** The reports of both ends, with the same labels. The expression is shorter than one for each end. */
function reportedByBoth(query: FlowQuery): string {
  const reported = withEnds(summed(query, ['local_port', 'remote_port']), ENDS);
  const ofClients = `label_replace(${reported}, "port", "$1", "remote_port", "(.+)")`;
  return `label_replace(${ofClients}, "port", "$1", "local_port", "([^0].*)")`;
}

function summed({ metric, withLosses, window, at, matchers, ...query }: FlowQuery, ports: readonly string[]): string {
  const by = [...flowClusterLabels(query), 'local_address', 'remote_address', ...ports];
  return sumOfSeries(METRICS[metric], window, { by, matchers, at, zeros: withLosses ? LOSS_SERIES : [] });
}

/** Finds the address of an end in `local_port;local_address;remote_address`. The local port is 0 if the client reports. */
const ADDRESS_OF = { client: `0;${ADDRESS};.+|.*;${ADDRESS}`, server: `0;.+;${ADDRESS}|.*;${ADDRESS};.+` };

/** Flow series of both ends' agents with the labels `client_address` and `server_address`, or one of them. */
function withEnds(flows: string, ends: readonly PairEnd[]): string {
  const joined = `label_join(${flows}, "ends", ";", "local_port", "local_address", "remote_address")`;
  return ends.reduce(
    (inner, end) => `label_replace(${inner}, "${end}_address", "$1$2", "ends", "${ADDRESS_OF[end]}")`,
    joined
  );
}

function otherThan(end: PairEnd): PairEnd {
  return end === 'client' ? 'server' : 'client';
}

/** Adds the names of the ends that are needed for the sum or the filters. The series must have `client_pod` and the like. */
export function namedEnds(expression: string, by: readonly string[], filters: readonly PairFilter[]): string {
  const isNeeded = (end: PairEnd) =>
    by.includes(`${end}_name`) || filters.some(({ label, side }) => label === 'name' && side !== otherThan(end));
  return ENDS.filter(isNeeded).reduce(named, expression);
}

/** Adds the name of an end: the namespace and workload of a pod, or {@link NON_POD_NAME}. */
function named(expression: string, end: PairEnd): string {
  const workload = workloadNameFromName(expression, `${end}_`);
  const name = `label_join(${workload}, "${end}_name", "/", "${end}_namespace", "${end}_workload")`;
  return `label_replace(${name}, "${end}_name", "${NON_POD_NAME}", "${end}_pod", "")`;
}

/** The pairs that match all filters. */
export function passing(expression: string, filters: readonly PairFilter[]): string {
  const ofEither = [...new Set(filters.filter(({ side }) => side === 'either').map(({ label }) => label))];
  // Names in Kubernetes have no semicolon, so it can separate them.
  const joined = ofEither.reduce(
    (inner, label) => `label_join(${inner}, "either_${label}", ";", "client_${label}", "server_${label}")`,
    expression
  );
  return where(
    joined,
    filters.map(({ side, label, pattern }) => ({
      label: `${side}_${label}`,
      operator: '=~',
      value: side === 'either' ? `(?:.*;)?(?:${pattern})(?:;.*)?` : pattern,
    }))
  );
}
