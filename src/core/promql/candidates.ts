import { type Labels } from '../cluster/clusterFacts';
import { ofWorkloads, workloadFilters } from './byWorkload';
import { ranking, resultLabels } from './deltaGauge';
import { type DeltaGaugeQuery, type Top } from './deltaGaugeQuery';
import { isRecorded, overRecorded } from './recorded';
import { type LabelFilter } from './selector';
import { quotedForRegex } from './where';

/**
 * Who can be among a query's top, asked first and once: of a hundred thousand pods, a chart asks for the ten
 * that it shows. An expression goes through all series at every step, whatever it joins them with; only a
 * filter spares it that.
 */

export type TopQuery = DeltaGaugeQuery & { top: Top };

/** Whether the groups are told apart by labels of the series themselves, by which these can be filtered. */
export function hasCandidates(query: DeltaGaugeQuery): query is TopQuery {
  const { top, groupBy, metric } = query;
  return top !== undefined && (groupBy === 'pod' || metric.subject !== 'pod');
}

/** A series for each of the top k of a range, with their labels: an instant query at its end. */
export function candidates(query: TopQuery): string {
  return ranking(query, query.top);
}

/** So many times more than are shown: what is recorded is two to six minutes behind. */
const RECORDED_MARGIN = 2;

/** The same of what is recorded; undefined where it cannot tell. None of a selection that moved nothing. */
export function recordedCandidates(query: TopQuery): string | undefined {
  const { metric, filters = [], top, runningPods } = query;
  if (!isRecorded(metric) || runningPods !== 'kube-state-metrics') {
    return undefined;
  }
  const workloads = workloadFilters(query);
  const own = filters.filter((filter) => !workloads.includes(filter));
  const range = { window: top.over };
  const pods = overRecorded('sum_over_time', 'pod', metric, own, range);
  const chosen = workloads.length === 0 ? pods : ofWorkloads({ ...query, filters: own, range }, workloads, pods);
  return `topk(${RECORDED_MARGIN * top.k}, ${chosen})`;
}

/**
 * The query of the candidates only. A candidate's name can also be somebody else's in another candidate's
 * namespace: the query's own ranking leaves these out.
 */
export function among(query: TopQuery, who: readonly Labels[]): TopQuery {
  const labels = resultLabels(query);
  const told = [...workloadFilters(query), ...(query.filters ?? []).filter(({ label }) => labels.includes(label))];
  const others = (query.filters ?? []).filter((filter) => !told.includes(filter));
  const names = labels.map((label): LabelFilter => {
    const values = [...new Set(who.map((group) => group[label] ?? ''))].sort();
    return { label, operator: '=~', value: values.map(quotedForRegex).join('|') };
  });
  return { ...query, filters: [...others, ...names] };
}
