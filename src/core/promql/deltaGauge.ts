import { type Asked, type DeltaGaugeQuery } from './deltaGaugeQuery';
import { GROUPING_LABELS } from './grouping';
import { guardedValues, guardKey, guardsSeries } from './guards';
import { aggregate, inCluster } from './labels';
import { type Range } from './range';
import { type LabelFilter } from './selector';
import { where } from './where';
import { podWorkloads, workloadFromName } from './workloads';

export { type DeltaGaugeQuery } from './deltaGaugeQuery';
export { type Grouping } from './grouping';

/** PromQL over the agent's delta gauges: what `samples` tells of each series, guarded, summed and ranked. */

/**
 * The query's value per second, in its metric's unit. For windows of minutes, as charts have them: a
 * pod counts where it ran somewhere in the window.
 */
export function perSecond(query: DeltaGaugeQuery): string {
  return top(query, `${grouped(query, rangeOf(query), 'rate')} / ${query.windowSeconds}`);
}

/** The query's value over the whole window, of days if need be: of a pod that ended in it, what it moved until then. */
export function inWindow(query: DeltaGaugeQuery): string {
  return top(query, grouped(query, rangeOf(query), 'total'));
}

function rangeOf({ window, windowSeconds }: DeltaGaugeQuery): Range {
  return { window, seconds: windowSeconds };
}

function resultLabels(query: DeltaGaugeQuery): string[] {
  return inCluster(GROUPING_LABELS[query.groupBy], query);
}

function grouped(query: DeltaGaugeQuery, range: Range, calculation: Asked['calculation']): string {
  const labels = resultLabels(query);
  const workloads = workloadFilters(query);
  const filters = query.filters?.filter((filter) => !workloads.includes(filter));
  const asked = { ...query, filters, range, calculation };
  const isByWorkload = query.groupBy === 'workload' || workloads.length > 0;
  if (!isByWorkload && guardsSeries(asked)) {
    return guardedValues({ ...asked, key: labels });
  }
  const values = guardedValues({ ...asked, key: guardKey(query) });
  return aggregate('sum', labels, isByWorkload ? ofWorkloads(asked, workloads, values) : values);
}

/** The agents know pods only: which workload a pod belongs to, others tell. */
function workloadFilters({ metric, filters = [] }: DeltaGaugeQuery): readonly LabelFilter[] {
  return metric.subject === 'interface' ? [] : filters.filter(({ label }) => label === 'workload');
}

function ofWorkloads(query: Omit<Asked, 'key'>, filters: readonly LabelFilter[], values: string): string {
  if (query.runningPods !== 'kube-state-metrics') {
    return where(workloadFromName(values), filters);
  }
  const pod = inCluster(['namespace', 'pod'], query).join(', ');
  const workloads = where(podWorkloads(query.range, query), filters);
  return `(${values}) * on (${pod}) group_left (workload, workload_kind) ${workloads}`;
}

function top(query: DeltaGaugeQuery, expression: string): string {
  if (!query.top) {
    return expression;
  }
  const { k, over, overSeconds } = query.top;
  const ranking = `topk(${k}, ${grouped(query, { window: over, seconds: overSeconds, at: ' @ end()' }, 'total')})`;
  return `${expression} and on (${resultLabels(query).join(', ')}) ${ranking}`;
}
