import { type DeltaGaugeQuery } from './deltaGaugeQuery';
import { GROUPING_LABELS } from './grouping';
import { aggregate, inCluster } from './labels';
import { type Range } from './range';
import { isRecorded, overRecorded, type RecordedLevel } from './recorded';

/** What the recorded sums answer: pods' metrics by namespace or by node, where no filter looks into these. */
export type AnsweredBySums = DeltaGaugeQuery & { groupBy: RecordedLevel & ('namespace' | 'node') };

export function isAnsweredBySums(query: DeltaGaugeQuery): query is AnsweredBySums {
  const { groupBy, metric, filters = [], clusterLabel, runningPods } = query;
  const isSum = groupBy === 'namespace' || groupBy === 'node';
  const isKept = filters.every(({ label }) => label === groupBy || label === clusterLabel);
  return isSum && isKept && isRecorded(metric) && runningPods === 'kube-state-metrics';
}

/** As `perSecond`. The query's window is as long as its steps, and these no shorter than what is recorded. */
export function recordedPerSecond(query: AnsweredBySums): string {
  return top(query, averages(query, { window: query.window }));
}

/** As `inWindow`; of a group that was not there all the time, too much. */
export function recordedInWindow(query: AnsweredBySums): string {
  return top(query, `${averages(query, { window: query.window })} * ${query.windowSeconds}`);
}

function averages(query: AnsweredBySums, range: Range): string {
  const { groupBy, metric, filters = [] } = query;
  return aggregate('sum', labelsOf(query), overRecorded('avg_over_time', groupBy, metric, filters, range));
}

function top(query: AnsweredBySums, expression: string): string {
  if (!query.top) {
    return expression;
  }
  const ranking = `topk(${query.top.k}, ${averages(query, { window: query.top.over, at: ' @ end()' })})`;
  return `${expression} and on (${labelsOf(query).join(', ')}) ${ranking}`;
}

function labelsOf(query: AnsweredBySums): string[] {
  return inCluster(GROUPING_LABELS[query.groupBy], query);
}
