import { ofWorkloads, workloadFilters } from './byWorkload';
import { type GuardedQuery, type DeltaGaugeQuery, type Top } from './deltaGaugeQuery';
import { METRIC_GROUPING_LABELS } from './grouping';
import { guardedValues, guardKey, guardsSeries } from './guards';
import { aggregate, inCluster } from '../labels';
import { type Range } from '../range';

export { type DeltaGaugeQuery } from './deltaGaugeQuery';
export { type MetricGrouping } from './grouping';

/** PromQL over the agent's delta gauges: what `samples` tells of each series, guarded, summed and ranked. */

/**
 * The query's value per second, in its metric's unit. For windows of minutes, as charts have them: a
 * pod counts where it ran somewhere in the window.
 */
export function perSecond(query: DeltaGaugeQuery): string {
  return top(query, (ofTop) => `${grouped(ofTop, rangeOf(query), 'rate')} / ${query.windowSeconds}`);
}

/** The query's value over the whole window, of days if need be: of a pod that ended in it, what it moved until then. */
export function inWindow(query: DeltaGaugeQuery): string {
  return top(query, (ofTop) => grouped(ofTop, rangeOf(query), 'total'));
}

function rangeOf({ window, windowSeconds }: DeltaGaugeQuery): Range {
  return { window, seconds: windowSeconds };
}

/** The labels that the query's values have. */
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

/** Without the filters that the ranking of pods applies to the same pods: which workload they belong to takes a long expression. */
function withoutRanked(query: DeltaGaugeQuery): DeltaGaugeQuery {
  const workloads = query.groupBy === 'pod' ? workloadFilters(query) : [];
  return { ...query, filters: query.filters?.filter((filter) => !workloads.includes(filter)) };
}

/** The top k by what they moved in the whole range, by default at each step of the query. */
export function ranking(query: DeltaGaugeQuery, { k, over, overSeconds }: Top, at = ''): string {
  return `topk(${k}, ${grouped(query, { window: over, seconds: overSeconds, at }, 'total')})`;
}
