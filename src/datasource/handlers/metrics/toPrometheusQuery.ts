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

export { type PrometheusFacts } from '../../../core/prometheus/prometheusFacts';

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
/** Characters of an expression before macros are filled in. VictoriaMetrics refuses more than 16,384 bytes by default. */
const MAX_CHARACTERS = 15_500;

const CHART_WINDOW = { window: '$__rate_interval', windowSeconds: '($__rate_interval_ms / 1000)' };
const WHOLE_RANGE = { window: '$__range', windowSeconds: '$__range_s' };

/** What is known of the user's Prometheus in a range. */
export interface RangeFacts extends PrometheusFacts {
  /** Names of the pods of agents that were started anew; of a dashboard for any range, nobody knows. */
  startedAgents: readonly string[] | 'unknown';
  /** Whether recording rules told the pods' rates from start to end. */
  isRecorded: boolean;
  /** Interfaces that agents print as several pods; unknown if absent. */
  sharedInterfaces?: readonly string[];
  /** Names of pods whose samples can hold whole lives; unknown if absent. */
  returnedPods?: readonly string[];
}

/** An expression that every engine takes. */
export interface Fitting {
  expression: string;
  /** Whether it looks for all that happened in the range: with very long names there is no room for that. */
  hasAllGuards: boolean;
}

export interface FittingQuery extends Pick<Fitting, 'hasAllGuards'> {
  target: PrometheusQuery;
}

/** The Prometheus query that answers a metric query; its macros are filled in by that data source. */
export function toPrometheusQuery(query: MetricQuery, refId: string, facts: RangeFacts): PrometheusQuery {
  return fittingQuery(query, refId, facts).target;
}

function fittingQuery(query: MetricQuery, refId: string, facts: RangeFacts, who?: readonly Labels[]): FittingQuery {
  const { groupBy, calculation } = query;
  const isFromExporter = query.source === 'node_exporter';
  const legend = groupBy === 'interface' && isFromExporter ? '{{node}} {{device}}' : LEGENDS[groupBy];
  const legendFormat = facts.clusterLabel === undefined ? legend : `{{${facts.clusterLabel}}} ${legend}`;
  const { expression: expr, hasAllGuards } = isFromExporter
    ? { expression: ofExporter(query, facts), hasAllGuards: true }
    : ofAgent(query, facts, who);
  const shared = { refId, legendFormat, expr };
  const target: PrometheusQuery =
    calculation === 'total'
      ? { ...shared, range: false, instant: true, format: 'table' }
      : { ...shared, range: true, instant: false, format: 'time_series' };
  return { target, hasAllGuards };
}

/** A query of the agents' metrics in the terms of PromQL. */
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
    // The guard makes queries three times as long: only where there is something to guard against.
    ...(hasKubeStateMetrics && hasSpikes && { spikes: 'kube-state-metrics' }),
    ...(!isMany(sharedInterfaces) && { sharedInterfaces }),
    ...(!isMany(returnedPods) && { returnedPods }),
    ...(startedAgents === 'unknown' && { isShort: true }),
    ...(startedAgents !== 'unknown' && startedAgents.length <= MAX_NAMES && { agentPods: startedAgents }),
    ...(k !== undefined && { top: { k, over: WHOLE_RANGE.window, overSeconds: WHOLE_RANGE.windowSeconds } }),
    ...(calculation === 'total' ? WHOLE_RANGE : CHART_WINDOW),
  };
}

/** Whether these are more names than one expression has. */
export function isMany(names: readonly string[] | undefined): boolean {
  return names !== undefined && names.length > MAX_NAMES;
}

/**
 * The same in as many queries as it takes to keep each expression short enough for all guards: of the pods that are the
 * top, some in each. Their answers together can have pods of the same name in other namespaces.
 *
 * @param who the query's top: only these are asked about.
 */
export function toPrometheusQueries(
  query: MetricQuery,
  refId: string,
  facts: RangeFacts,
  who?: readonly Labels[]
): FittingQuery[] {
  const whole = fittingQuery(query, refId, facts, who);
  if (who === undefined || who.length < 2 || (whole.hasAllGuards && isShortEnough(whole.target.expr))) {
    return [whole];
  }
  const half = Math.ceil(who.length / 2);
  return [who.slice(0, half), who.slice(half)].flatMap((some, index) =>
    toPrometheusQueries(query, `${refId}.${index}`, facts, some)
  );
}

function ofAgent(query: MetricQuery, facts: RangeFacts, who: readonly Labels[] | undefined): Fitting {
  const asked = agentQuery(query, facts);
  const ofAll = { ...asked, top: undefined };
  const calculated = query.calculation === 'rate' ? perSecond : inWindow;
  if (who && hasCandidates(asked)) {
    return shortEnough({ ...filterToCandidates(asked, who), top: undefined }, calculated);
  }
  if (who) {
    return shortEnough(ofAll, (some) => ofGroups(calculated(some), resultLabels(asked), who));
  }
  // Over the same range, the ranking has the values.
  const { top } = asked;
  return shortEnough(asked, (some) => (top && query.calculation === 'total' ? ranking(some, top) : calculated(some)));
}

/** Sums of some groups only. Which series they have is known after the sum. */
function ofGroups(expression: string, labels: readonly string[], who: readonly Labels[]): string {
  const label = labels.find((name) => name === 'workload') ?? labels[labels.length - 1] ?? '';
  const names = [...new Set(who.map((group) => group[label] ?? ''))].map(quotedForRegex).join('|');
  return aggregate('sum', labels, where(expression, [{ label, operator: '=~', value: names }]));
}

const FEWEST_GUARDS = { returnedPods: [], sharedInterfaces: [] } as const;

/** The expression of a query, with slower guards if it is too long with fast ones, and else with fewer. */
export function shortEnough<Query extends DeltaGaugeQuery>(
  query: Query,
  expression: (query: Query) => string
): Fitting {
  const short = { ...query, isShort: true };
  const complete = [expression(query), expression(short), expression({ ...short, ...withoutNames(query) })];
  const withAll = complete.find(isShortEnough);
  if (withAll !== undefined) {
    return { expression: withAll, hasAllGuards: true };
  }
  const withFewer = expression({ ...short, returnedPods: [] });
  const chosen = isShortEnough(withFewer) ? withFewer : expression({ ...short, ...FEWEST_GUARDS });
  return { expression: chosen, hasAllGuards: complete.includes(chosen) };
}

/** Names take room: without them, the query looks for shared interfaces itself. */
function withoutNames({ sharedInterfaces }: DeltaGaugeQuery): Pick<DeltaGaugeQuery, 'sharedInterfaces'> {
  return { sharedInterfaces: sharedInterfaces?.length === 0 ? sharedInterfaces : undefined };
}

export function isShortEnough({ length }: string): boolean {
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
