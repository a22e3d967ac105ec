import { type LabelFilter } from '../matcher';
import { type Labels } from '../../kubernetes/clusterFacts';
import { ofWorkloads, workloadFilters } from './byWorkload';
import { ranking, resultLabels } from './deltaGauge';
import { type DeltaGaugeQuery, type Top } from './deltaGaugeQuery';
import { guardKey } from './guards';
import { interfaceChangeAtMost } from './interfaceChange';
import { agentLabels, aggregate } from '../labels';
import { ofMixedUp } from './mixedUpPods';
import { isRecorded, overRecorded, RECORDED_SECONDS } from './recorded';
import { changeIn } from './samples';
import { agentSelectors } from '../selector';
import { quotedForRegex } from '../where';

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

/** Whether the candidates are the top itself. */
export function isRanking({ metric }: TopQuery): boolean {
  return metric.subject === 'pod';
}

/** More than are shown, where the ranking is rougher than the query's own. */
const MARGIN = 2;
/** Nodes on which reads failed can be among the candidates of interfaces. */
const MARGIN_OF_INTERFACES = 3;

/**
 * A series for each group that may be among the top of a range: an instant query at its end. Interfaces and
 * devices are not guarded here, which takes most of the time: of the candidates the query leaves out what repeats itself.
 */
export function candidates(query: TopQuery): string {
  const { metric, filters = [], top } = query;
  if (isRanking(query)) {
    return ranking(query, top);
  }
  const labels = resultLabels(query);
  const workloads = workloadFilters(query);
  const own = filters.filter((filter) => !workloads.includes(filter));
  const range = { window: top.over };
  const series = agentSelectors(metric.name, own).map((some) =>
    metric.subject === 'interface' ? interfaceChangeAtMost(some, range) : changeIn(metric, some, range)
  );
  const summed = (by: readonly string[]) => aggregate(metric.combine, by, agentLabels(series.join(' or '), by));
  const chosen =
    workloads.length === 0
      ? summed(labels)
      : aggregate('sum', labels, ofWorkloads({ ...query, filters: own, range }, workloads, summed(guardKey(query))));
  const margin = metric.subject === 'interface' ? MARGIN_OF_INTERFACES : MARGIN;
  return `topk(${margin * top.k}, ${chosen})`;
}

/**
 * The same of what is recorded, which is two to six minutes behind; undefined where it cannot tell. None of a
 * selection that is younger.
 */
export function recordedCandidates(query: TopQuery): string | undefined {
  const { metric, filters = [], top, runningPods } = query;
  if (!isRecorded(metric) || runningPods !== 'kube-state-metrics') {
    return undefined;
  }
  const workloads = workloadFilters(query);
  const own = filters.filter((filter) => !workloads.includes(filter));
  const range = { window: top.over };
  const pods = [overRecorded(metric, own, range), ...mixedUpAsRecorded({ ...query, filters: own })].join(' or ');
  const chosen = workloads.length === 0 ? pods : ofWorkloads({ ...query, filters: own, range }, workloads, pods);
  return `topk(${MARGIN * top.k}, ${chosen})`;
}

/** What is not recorded, in the same unit: the pods of the interfaces that are known to be printed as several pods. */
function mixedUpAsRecorded(query: TopQuery): string[] {
  const { sharedInterfaces, top } = query;
  if (!Array.isArray(sharedInterfaces) || sharedInterfaces.length === 0) {
    return [];
  }
  const range = { window: top.over, seconds: top.overSeconds };
  return [`${ofMixedUp({ ...query, range, calculation: 'total', key: guardKey(query) })} / ${RECORDED_SECONDS}`];
}

/**
 * The query of the candidates only. A candidate's name can also be somebody else's in another candidate's
 * namespace: the query's own ranking leaves these out.
 */
export function filterToCandidates(query: TopQuery, who: readonly Labels[]): TopQuery {
  const labels = resultLabels(query);
  const ownFilters = [
    ...workloadFilters(query),
    ...(query.filters ?? []).filter(({ label }) => labels.includes(label)),
  ];
  const others = (query.filters ?? []).filter((filter) => !ownFilters.includes(filter));
  const names = labels.map((label): LabelFilter => {
    const values = [...new Set(who.map((group) => group[label] ?? ''))].sort();
    return { label, operator: '=~', value: values.map(quotedForRegex).join('|') };
  });
  return { ...query, filters: [...others, ...names] };
}
