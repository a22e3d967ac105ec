import { type Labels } from '../../../core/kubernetes/clusterFacts';
import { filterToCandidates, hasCandidates } from '../../../core/prometheus/agent/candidates';
import {
  type DeltaGaugeQuery,
  type MetricGrouping,
  inWindow,
  perSecond,
  ranking,
  resultLabels,
} from '../../../core/prometheus/agent/deltaGauge';
import { aggregate } from '../../../core/prometheus/labels';
import { counterInWindow, counterPerSecond } from '../../../core/prometheus/agent/nodeExporter';
import { type PrometheusFacts } from '../../../core/prometheus/prometheusFacts';
import { quotedForRegex, where } from '../../../core/prometheus/where';
import { type MetricQuery } from '../../../core/query/metricQuery';
import { type PrometheusQuery } from '../../prometheus/prometheusQuery';

const LEGENDS: Record<MetricGrouping, string> = {
  pod: '{{namespace}}/{{pod}}',
  workload: '{{namespace}}/{{workload}}',
  namespace: '{{namespace}}',
  node: '{{node}}',
  interface: '{{node}} {{eni}}',
  device: '{{node}} {{device}}',
};

/** The maximum number of names in one expression. If there are more, the query finds them by a common property. */
export const MAX_NAMES = 20;
/** The maximum length of an expression before macros are replaced. VictoriaMetrics rejects more than 16,384 bytes by default. */
const MAX_CHARACTERS = 15_500;

const CHART_WINDOW = { window: '$__rate_interval', windowSeconds: '($__rate_interval_ms / 1000)' };
const WHOLE_RANGE = { window: '$__range', windowSeconds: '$__range_s' };

/** Facts about the user's Prometheus in a range. */
export interface RangeFacts extends PrometheusFacts {
  /** The names of the pods of restarted agents; "unknown" for dashboards, which have any range. */
  startedAgents: readonly string[] | 'unknown';
  /** Whether recording rules have the rates of pods in the whole range. */
  isRecorded: boolean;
  /** Interfaces that agents expose as several pods; unknown if absent. */
  sharedInterfaces?: readonly string[];
  /** The names of pods that can have whole-life samples; unknown if absent. */
  returnedPods?: readonly string[];
}

/** An expression that is short enough for every query engine. */
export interface Fitting {
  expression: string;
  /** Whether it contains the guards for all errors in the range. With very long names, it would be too long. */
  hasAllGuards: boolean;
  /** Whether the guards read the selected pods only. If that makes it too long, they read all pods, which takes long. */
  isFast: boolean;
}

/** A query that is short enough for every query engine. */
export interface FittingQuery extends Pick<Fitting, 'hasAllGuards' | 'isFast'> {
  target: PrometheusQuery;
}

/** The Prometheus query for a metric query. The Prometheus data source replaces its macros. */
export function toPrometheusQuery(query: MetricQuery, refId: string, facts: RangeFacts): PrometheusQuery {
  return fittingQuery(query, refId, facts).target;
}

function fittingQuery(query: MetricQuery, refId: string, facts: RangeFacts, who?: readonly Labels[]): FittingQuery {
  const { groupBy, calculation } = query;
  const isFromExporter = query.source === 'node_exporter';
  const legend = groupBy === 'interface' && isFromExporter ? '{{node}} {{device}}' : LEGENDS[groupBy];
  const legendFormat = facts.clusterLabel === undefined ? legend : `{{${facts.clusterLabel}}} ${legend}`;
  const { expression: expr, ...fitting } = isFromExporter
    ? { expression: ofExporter(query, facts), hasAllGuards: true, isFast: true }
    : ofAgent(query, facts, who);
  const shared = { refId, legendFormat, expr };
  const target: PrometheusQuery =
    calculation === 'total'
      ? { ...shared, range: false, instant: true, format: 'table' }
      : { ...shared, range: true, instant: false, format: 'time_series' };
  return { target, ...fitting };
}

/** A metric query in the terms of the PromQL builder. */
export function agentQuery(
  { metric, groupBy, filters, top: k, calculation }: MetricQuery,
  { hasKubeStateMetrics, clusterLabel, startedAgents, sharedInterfaces, returnedPods }: RangeFacts
): DeltaGaugeQuery {
  const hasSpikes = startedAgents.length > 0 || isMany(returnedPods) || isMany(sharedInterfaces);
  return {
    metric,
    groupBy,
    filters,
    clusterLabel,
    runningPods: hasKubeStateMetrics ? 'kube-state-metrics' : 'by-change',
    // The guard makes queries three times as long, so it is added only if it is needed.
    ...(hasKubeStateMetrics && hasSpikes && { spikes: 'kube-state-metrics' }),
    ...(!isMany(sharedInterfaces) && { sharedInterfaces }),
    ...(!isMany(returnedPods) && { returnedPods }),
    ...(startedAgents === 'unknown' && { isShort: true }),
    ...(startedAgents !== 'unknown' && startedAgents.length <= MAX_NAMES && { agentPods: startedAgents }),
    ...(k !== undefined && { top: { k, over: WHOLE_RANGE.window, overSeconds: WHOLE_RANGE.windowSeconds } }),
    ...(calculation === 'total' ? WHOLE_RANGE : CHART_WINDOW),
  };
}

/** Whether these are too many names for one expression. */
export function isMany(names: readonly string[] | undefined): boolean {
  return names !== undefined && names.length > MAX_NAMES;
}

/**
 * The Prometheus queries for a metric query. The pods of the top are divided into as many queries as needed, so that each
 * expression is short enough for all guards, and for their fast form. Their results can contain pods of the same name in other namespaces.
 *
 * @param who the groups in the top of the query: only these are queried.
 */
export function toPrometheusQueries(
  query: MetricQuery,
  refId: string,
  facts: RangeFacts,
  who?: readonly Labels[]
): FittingQuery[] {
  const whole = fittingQuery(query, refId, facts, who);
  if (who === undefined || who.length < 2 || (whole.hasAllGuards && whole.isFast)) {
    return [whole];
  }
  const half = Math.ceil(who.length / 2);
  return [who.slice(0, half), who.slice(half)].flatMap((some, index) =>
    toPrometheusQueries(query, `${refId}.${index}`, facts, some)
  );
}

function ofAgent(query: MetricQuery, facts: RangeFacts, who: readonly Labels[] | undefined): Fitting {
  const whole = agentQuery(query, facts);
  const ofAll = { ...whole, top: undefined };
  const calculated = query.calculation === 'rate' ? perSecond : inWindow;
  if (who && hasCandidates(whole)) {
    return shortEnough({ ...filterToCandidates(whole, who), top: undefined }, calculated);
  }
  if (who) {
    return shortEnough(ofAll, (some) => ofGroups(calculated(some), resultLabels(whole), who));
  }
  // A total over the range is also the ranking.
  const { top } = whole;
  return shortEnough(whole, (some) => (top && query.calculation === 'total' ? ranking(some, top) : calculated(some)));
}

/** The sums of some groups only. The filter is outside, because groups are known only after the aggregation. */
function ofGroups(expression: string, labels: readonly string[], who: readonly Labels[]): string {
  const label = labels.find((name) => name === 'workload') ?? labels[labels.length - 1] ?? '';
  const names = [...new Set(who.map((group) => group[label] ?? ''))].map(quotedForRegex).join('|');
  return aggregate('sum', labels, where(expression, [{ label, operator: '=~', value: names }]));
}

const MIN_GUARDS = { returnedPods: [], sharedInterfaces: [] } as const;

/** The expression of a query: with slower guards if it is too long with fast ones, or with fewer guards if it is still too long. */
export function shortEnough<Query extends DeltaGaugeQuery>(
  query: Query,
  expression: (query: Query) => string
): Fitting {
  const short = { ...query, isShort: true };
  const complete = [expression(query), expression(short), expression({ ...short, ...withoutNames(query) })];
  const [fast] = complete;
  const withAll = complete.find(isShortEnough);
  if (withAll !== undefined) {
    return { expression: withAll, hasAllGuards: true, isFast: withAll === fast };
  }
  const withFewer = expression({ ...short, returnedPods: [] });
  const chosen = isShortEnough(withFewer) ? withFewer : expression({ ...short, ...MIN_GUARDS });
  return { expression: chosen, hasAllGuards: complete.includes(chosen), isFast: false };
}

/** Without names, which make the expression longer, the query finds shared interfaces itself. */
function withoutNames({ sharedInterfaces }: DeltaGaugeQuery): Pick<DeltaGaugeQuery, 'sharedInterfaces'> {
  return { sharedInterfaces: sharedInterfaces?.length === 0 ? sharedInterfaces : undefined };
}

/** Whether every query engine accepts an expression of this length. */
function isShortEnough({ length }: string): boolean {
  return length <= MAX_CHARACTERS;
}

function ofExporter(
  { metric, groupBy, filters, top: k, calculation }: MetricQuery,
  { hasKubeStateMetrics, clusterLabel }: PrometheusFacts
): string {
  const common = {
    metric,
    filters,
    clusterLabel,
    groupBy: groupBy === 'interface' ? groupBy : ('node' as const),
    nodeName: hasKubeStateMetrics ? ('kube-state-metrics' as const) : ('label' as const),
    ...(k !== undefined && { top: { k, over: WHOLE_RANGE.window } }),
  };
  return calculation === 'total'
    ? counterInWindow({ ...common, window: WHOLE_RANGE.window })
    : counterPerSecond({ ...common, window: CHART_WINDOW.window });
}
