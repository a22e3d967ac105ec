import { SERIES_METRICS, sumOfSeries } from './flowSeries';
import { aggregate } from './labels';
import { podsByAddress } from './podAddresses';
import { overTime, type Range } from './range';
import { type LabelFilter, selector } from './selector';
import { where } from './where';
import { workloadNameFromName } from './workloads';

/**
 * Who talked to whom, from the agents' flow series: both ends' reports of a conversation are one here,
 * from the client, which opened the connection, to the server. The data source does the same in the
 * browser (`joinReports`); this is for queries that Prometheus must answer by itself: of dashboards
 * without the data source, and of rules.
 *
 * Ends are named by their addresses, as kube-state-metrics tells: agents do not name clients that declare
 * several ports (kubernetes_metadata_collector.rs).
 */

/** What a conversation can be summed by. A `name` is "namespace/workload", or {@link OUTSIDE}. */
export type ConversationLabel =
  'client_name' | 'client_namespace' | 'client_pod' | 'server_name' | 'server_namespace' | 'server_pod' | 'port';

/** The name of an end that is no pod's: what lies outside the cluster, and pods on a node's own network. */
export const OUTSIDE = 'outside the cluster';

/** Of which end something must be true, as a pattern for the whole name, namespace or pod. */
export interface ConversationFilter {
  side: 'either' | 'client' | 'server';
  label: 'name' | 'namespace' | 'pod';
  pattern: string;
}

/** Retransmissions and timeouts together are losses. */
const METRICS = { ...SERIES_METRICS, LOSSES: [...SERIES_METRICS.RETRANSMISSIONS, ...SERIES_METRICS.TIMEOUTS] } as const;

export interface ConversationQuery {
  metric: keyof typeof METRICS;
  /** A PromQL duration, or a macro for one. */
  window: string;
  /** Where the window ends if not at each step of the query: " @ end()". */
  at?: string;
  /**
   * The range in which ends are named, if it is not the window: of a chart, the whole one that it shows,
   * ending " @ end()", which Prometheus looks at once and not at each step.
   */
  names?: Range;
  filters?: readonly ConversationFilter[];
  /** On the series themselves: which cluster's, or which node's agent's (`k8s_node`). */
  matchers?: readonly LabelFilter[];
  /** On the series of kube-state-metrics: which cluster's. */
  kubeMatchers?: readonly LabelFilter[];
}

const PODS = ['client_namespace', 'client_pod', 'server_namespace', 'server_pod'];
const FLOW = ['client_address', 'server_address', 'port'];
export const ENDS = ['client', 'server'] as const;
export type End = (typeof ENDS)[number];

/**
 * Bytes, retransmissions or timeouts of a window by labels.
 *
 * Both ends tell of the same bytes: the server's report counts only where the client has no agent. Each
 * end tells of its own losses: these add up.
 */
export function conversations(query: ConversationQuery, by: readonly ConversationLabel[]): string {
  const { metric, filters = [] } = query;
  const told = metric === 'DATA_TRANSFERRED' ? bytesOfFlows(query) : lossesOfFlows(query);
  const placed = ENDS.reduce((inner, end) => withPods(inner, end, query), told);
  const ofPods = aggregate('sum', [...PODS, 'port'], placed);
  return aggregate('sum', by, passing(namedEnds(ofPods, by, filters), filters));
}

/** By the addresses of both ends and the server's port. */
export function bytesOfFlows(query: Omit<ConversationQuery, 'filters'>): string {
  const asked = { ...query, metric: 'DATA_TRANSFERRED' } as const;
  return `(${toldBy('client', asked)} or on (${FLOW.join(', ')}) ${toldBy('server', asked)})`;
}

function withPods(expression: string, end: End, query: ConversationQuery): string {
  const pods = podsByAddress(end, namesRange(query), query.kubeMatchers);
  const known = `(${pods} or on (${end}_address) ${addresses(end, query)})`;
  return `(${expression} * on (${end}_address) group_left (${end}_namespace, ${end}_pod) ${known})`;
}

/** All addresses that have flows, so that what is no pod's is there, too. */
function addresses(end: End, query: ConversationQuery): string {
  const names: LabelFilter = { label: '__name__', operator: '=~', value: METRICS[query.metric].join('|') };
  const told = overTime('last_over_time', selector('', [names, ...(query.matchers ?? [])]), namesRange(query));
  const ofSide = (side: string) => rename(told, `${side}_address`, `${end}_address`);
  return aggregate('group', [`${end}_address`], `${ofSide('local')} or ${ofSide('remote')}`);
}

/** The range that ends are named in. */
export function namesRange({ names, window, at }: Pick<ConversationQuery, 'names' | 'window' | 'at'>): Range {
  return names ?? { window, at };
}

function lossesOfFlows(query: ConversationQuery): string {
  const marked = (end: End) => `label_replace(${toldBy(end, query)}, "told_by", "${end}", "", "")`;
  return aggregate('sum', FLOW, `${marked('client')} or ${marked('server')}`);
}

/** The reports of one end, with labels that say which end is meant, whoever reported. */
function toldBy(end: End, { metric, window, at, matchers = [] }: ConversationQuery): string {
  // The agent writes 0 for a client's port, which changes with every connection.
  const isToldBy: LabelFilter = { label: 'local_port', operator: end === 'client' ? '=' : '!=', value: '0' };
  const port = end === 'client' ? 'remote_port' : 'local_port';
  const told = sumOfSeries(METRICS[metric], window, {
    by: ['local_address', 'remote_address', port],
    matchers: [...matchers, isToldBy],
    at,
  });
  const meant: Array<[string, string]> = [
    ['local_address', `${end}_address`],
    ['remote_address', `${otherThan(end)}_address`],
    [port, 'port'],
  ];
  return aggregate(
    'sum',
    FLOW,
    meant.reduce((inner, [from, to]) => rename(inner, from, to), told)
  );
}

function otherThan(end: End): End {
  return end === 'client' ? 'server' : 'client';
}

function rename(expression: string, from: string, to: string): string {
  return `label_replace(${expression}, "${to}", "$1", "${from}", "(.+)")`;
}

/** With the names of those ends that are summed by or filtered. Ends must have `client_pod` and the like. */
export function namedEnds(expression: string, by: readonly string[], filters: readonly ConversationFilter[]): string {
  const isNeeded = (end: End) =>
    by.includes(`${end}_name`) || filters.some(({ label, side }) => label === 'name' && side !== otherThan(end));
  return ENDS.filter(isNeeded).reduce(named, expression);
}

/** With the end's name: of a pod its namespace and workload, of all else that it lies outside. */
function named(expression: string, end: End): string {
  const workload = workloadNameFromName(expression, `${end}_`);
  const name = `label_join(${workload}, "${end}_name", "/", "${end}_namespace", "${end}_workload")`;
  return `label_replace(${name}, "${end}_name", "${OUTSIDE}", "${end}_pod", "")`;
}

/** Those conversations that pass all filters. */
export function passing(expression: string, filters: readonly ConversationFilter[]): string {
  const ofEither = [...new Set(filters.filter(({ side }) => side === 'either').map(({ label }) => label))];
  // No name of Kubernetes' holds a semicolon: it tells where one ends.
  const together = ofEither.reduce(
    (inner, label) => `label_join(${inner}, "either_${label}", ";", "client_${label}", "server_${label}")`,
    expression
  );
  return where(
    together,
    filters.map(({ side, label, pattern }) => ({
      label: `${side}_${label}`,
      operator: '=~',
      value: side === 'either' ? `(?:.*;)?(?:${pattern})(?:;.*)?` : pattern,
    }))
  );
}
