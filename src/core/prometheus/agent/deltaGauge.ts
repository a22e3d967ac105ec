import { ofWorkloads, workloadFilters } from './byWorkload';
import { type GuardedQuery, type DeltaGaugeQuery, type Top } from './deltaGaugeQuery';
import { METRIC_GROUPING_LABELS } from './grouping';
import { guardedValues, guardKey, guardsSeries } from './guards';
import { aggregate, inCluster } from '../labels';
import { type Range } from '../range';

export { type DeltaGaugeQuery } from './deltaGaugeQuery';
export { type MetricGrouping } from './grouping';

/** PromQL over the agent's delta gauges: the changes from `samples`, with guards, summed and ranked. */

/**
 * The value per second, in the unit of the metric, for windows of minutes as in charts. A pod counts in a window if it ran
 * at any time in it.
 */
export function perSecond(query: DeltaGaugeQuery): string {
  return top(query, (ofTop) => `${grouped(ofTop, rangeOf(query), 'rate')} / ${query.windowSeconds}`);
}

/** The total in the whole window, which can be days long. A pod that terminated in it counts until its end. */
export function inWindow(query: DeltaGaugeQuery): string {
  return top(query, (ofTop) => grouped(ofTop, rangeOf(query), 'total'));
}

function rangeOf({ window, windowSeconds }: DeltaGaugeQuery): Range {
  return { window, seconds: windowSeconds };
}

/** The labels of the query's result. */
export function resultLabels(query: Pick<DeltaGaugeQuery, 'groupBy' | 'clusterLabel'>): string[] {
  return inCluster(METRIC_GROUPING_LABELS[query.groupBy], query);
}

function grouped(query: DeltaGaugeQuery, range: Range, calculation: GuardedQuery['calculation']): string {
  const labels = resultLabels(query);
  const workloads = workloadFilters(query);
  const filters = query.filters?.filter((filter) => !workloads.includes(filter));
  const guarded = { ...query, filters, range, calculation };
  const isByWorkload = query.groupBy === 'workload' || workloads.length > 0;
  if (!isByWorkload && guardsSeries(guarded)) {
    return guardedValues({ ...guarded, key: labels });
  }
  const values = guardedValues({ ...guarded, key: guardKey(query) });
  return aggregate('sum', labels, isByWorkload ? ofWorkloads(guarded, workloads, values) : values);
}

function top(query: DeltaGaugeQuery, expression: (ofTop: DeltaGaugeQuery) => string): string {
  if (!query.top) {
    return expression(query);
  }
  const labels = resultLabels(query).join(', ');
  return `${expression(withoutRanked(query))} and on (${labels}) ${ranking(query, query.top, ' @ end()')}`;
}

/** Removes the filters that the ranking applies to the same pods, because filters on workloads need a long expression. */
function withoutRanked(query: DeltaGaugeQuery): DeltaGaugeQuery {
  const workloads = query.groupBy === 'pod' ? workloadFilters(query) : [];
  return { ...query, filters: query.filters?.filter((filter) => !workloads.includes(filter)) };
}

/** The top k groups by their total in a range, which by default ends at each step of the query. */
export function ranking(query: DeltaGaugeQuery, { k, over, overSeconds }: Top, at = ''): string {
  return `topk(${k}, ${grouped(query, { window: over, seconds: overSeconds, at }, 'total')})`;
}
