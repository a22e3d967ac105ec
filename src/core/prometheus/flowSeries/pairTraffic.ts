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
 * Who talked to whom, from the agents' flow series: both ends' reports of a conversation are one here,
 * from the client, which opened the connection, to the server. The data source does the same in the
 * browser (`joinReports`); this is for queries that Prometheus must answer by itself: of dashboards
 * without the data source, and of rules.
 *
 * Ends are named by their addresses, as kube-state-metrics has them: agents name no end that declares no port, and before
 * December 2025 no client that declares several (kubernetes_metadata_collector.rs, pull request 74 of
 * aws/network-flow-monitor-agent).
 */

/** What a conversation can be summed by. A `name` is "namespace/workload", or {@link OUTSIDE}. */
export type PairLabel =
  'client_name' | 'client_namespace' | 'client_pod' | 'server_name' | 'server_namespace' | 'server_pod' | 'port';

/** The name of an end that is no pod's: what lies outside the cluster, and pods on a node's own network. */
export const OUTSIDE = 'outside the cluster';

/** Of which end something must be true, as a pattern for the whole name, namespace or pod. */
export interface PairFilter {
  side: 'either' | 'client' | 'server';
  label: 'name' | 'namespace' | 'pod';
  pattern: string;
}

const METRICS = { ...SERIES_METRICS, LOSSES: LOSS_SERIES } as const;

export interface PairQuery extends ClusterOption {
  metric: keyof typeof METRICS;
  /** Of bytes: whether flows that only have losses count, with 0 bytes. */
  withLosses?: boolean;
  /** A PromQL duration, or a macro for one. */
  window: string;
  /** Where the window ends if not at each step of the query: " @ end()". */
  at?: string;
  /**
   * The range in which ends are named, if it is not the window: of a chart, the whole one that it shows,
   * ending " @ end()", which Prometheus looks at once and not at each step.
   */
  names?: Range;
  filters?: readonly PairFilter[];
  /** On the series themselves: which cluster's, or which node's agent's (`k8s_node`). */
  matchers?: readonly LabelFilter[];
  /** On the series of kube-state-metrics: which cluster's. */
  kubeMatchers?: readonly LabelFilter[];
}

const PODS = ['client_namespace', 'client_pod', 'server_namespace', 'server_pod'];
const FLOW = ['client_address', 'server_address', 'port'];
export const ENDS = ['client', 'server'] as const;
export type PairEnd = (typeof ENDS)[number];

/**
 * Bytes, retransmissions or timeouts of a window by labels.
 *
 * Both ends tell of the same bytes: the server's report counts only where the client has no agent. Each
 * end tells of its own losses: these add up.
 */
export function pairTraffic(query: PairQuery, by: readonly PairLabel[]): string {
  const { filters = [] } = query;
  const placed = ENDS.reduce((inner, end) => withPods(inner, end, query), flowsByAddress(query));
  const ofPods = aggregate('sum', [...PODS, 'port'], placed);
  return aggregate('sum', by, passing(namedEnds(ofPods, by, filters), filters));
}

type FlowQuery = Omit<PairQuery, 'filters'>;

/** By the addresses of both ends, the server's port, and the cluster as kube-state-metrics names it. */
export function flowsByAddress(query: FlowQuery): string {
  return ofKnownCluster(reportedByEither(query), query);
}

function reportedByEither(query: FlowQuery): string {
  const labels = flowLabels(query);
  if (query.metric !== 'DATA_TRANSFERRED') {
    return aggregate('sum', labels, reportedByBoth(query));
  }
  if (query.withLosses) {
    // An end that reports only losses has 0 bytes, which must not replace what the other end reports.
    return aggregate('max', labels, aggregate('sum', [...labels, 'local_port'], reportedByBoth(query)));
  }
  return `(${reportedBy('client', query)} or on (${labels.join(', ')}) ${reportedBy('server', query)})`;
}

function flowLabels(query: ClusterOption): string[] {
  return [...flowClusterLabels(query), ...FLOW];
}

type NamesQuery = Pick<PairQuery, 'names' | 'window' | 'at' | 'clusterLabel'>;

function ofKnownCluster(flows: string, query: NamesQuery): string {
  return inKubeStateCluster(flows, namesRange(query), query);
}

function withPods(expression: string, end: PairEnd, query: PairQuery): string {
  const pods = podsByAddress(end, namesRange(query), { ...query, filters: query.kubeMatchers });
  const address = inCluster([`${end}_address`], query).join(', ');
  const known = `(${pods} or on (${address}) ${addresses(end, query)})`;
  return `(${expression} * on (${address}) group_left (${end}_namespace, ${end}_pod) ${known})`;
}

/** All addresses that have flows, so that what is no pod's is there, too. */
function addresses(end: PairEnd, query: PairQuery): string {
  const series = [...METRICS[query.metric], ...(query.withLosses ? LOSS_SERIES : [])];
  const names: LabelFilter = { label: '__name__', operator: '=~', value: series.join('|') };
  const reported = overTime('last_over_time', selector('', [names, ...(query.matchers ?? [])]), namesRange(query));
  const address = `${end}_address`;
  const named = aggregate('group', [...flowClusterLabels(query), address], withEnds(reported, [end]));
  return aggregate('group', inCluster([address], query), ofKnownCluster(named, query));
}

/** The range that ends are named in. */
export function namesRange({ names, window, at }: NamesQuery): Range {
  return names ?? { window, at };
}

/** The reports of one end, with labels that say which end is meant. */
function reportedBy(end: PairEnd, query: FlowQuery): string {
  // The agent writes 0 for a client's port, which changes with every connection.
  const isReportedBy: LabelFilter = { label: 'local_port', operator: end === 'client' ? '=' : '!=', value: '0' };
  const port = end === 'client' ? 'remote_port' : 'local_port';
  const reported = summed({ ...query, matchers: [...(query.matchers ?? []), isReportedBy] }, [port]);
  const meant = [
    ['local_address', `${end}_address`, ADDRESS],
    ['remote_address', `${otherThan(end)}_address`, ADDRESS],
    [port, 'port', '(.+)'],
  ] as const;
  const named = meant.reduce(
    (inner, [from, to, p]) => `label_replace(${inner}, "${to}", "$1", "${from}", "${p}")`,
    reported
  );
  return aggregate('sum', flowLabels(query), named);
}

/** The reports of both ends, with the same labels. The expression is shorter than two of one end each. */
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

/** With the names of those ends that are summed by or filtered. Ends must have `client_pod` and the like. */
export function namedEnds(expression: string, by: readonly string[], filters: readonly PairFilter[]): string {
  const isNeeded = (end: PairEnd) =>
    by.includes(`${end}_name`) || filters.some(({ label, side }) => label === 'name' && side !== otherThan(end));
  return ENDS.filter(isNeeded).reduce(named, expression);
}

/** With the end's name: of a pod its namespace and workload, of all else that it lies outside. */
function named(expression: string, end: PairEnd): string {
  const workload = workloadNameFromName(expression, `${end}_`);
  const name = `label_join(${workload}, "${end}_name", "/", "${end}_namespace", "${end}_workload")`;
  return `label_replace(${name}, "${end}_name", "${OUTSIDE}", "${end}_pod", "")`;
}

/** Those conversations that pass all filters. */
export function passing(expression: string, filters: readonly PairFilter[]): string {
  const ofEither = [...new Set(filters.filter(({ side }) => side === 'either').map(({ label }) => label))];
  // No name of Kubernetes' holds a semicolon: it tells where one ends.
  const mergeResponses = ofEither.reduce(
    (inner, label) => `label_join(${inner}, "either_${label}", ";", "client_${label}", "server_${label}")`,
    expression
  );
  return where(
    mergeResponses,
    filters.map(({ side, label, pattern }) => ({
      label: `${side}_${label}`,
      operator: '=~',
      value: side === 'either' ? `(?:.*;)?(?:${pattern})(?:;.*)?` : pattern,
    }))
  );
}
