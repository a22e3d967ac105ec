import { type LabelFilter } from '../matcher';
import { type Labels } from '../../kubernetes/clusterFacts';
import { ofWorkloads, workloadFilters } from './byWorkload';
import { ranking, resultLabels } from './deltaGauge';
import { type DeltaGaugeQuery, type Top } from './deltaGaugeQuery';
import { guardKey } from './guards';
import { interfaceChangeAtMost } from './interfaceChange';
import { agentLabels, aggregate, inCluster } from '../labels';
import { ofMixedUp } from './mixedUpPods';
import { isRecorded, NOT_YET_RECORDED, overRecorded, RECORDED_SECONDS } from './recorded';
import { changeIn } from './samples';
import { overTime } from '../range';
import { agentSelectors, podSelectors } from '../selector';
import { quotedForRegex } from '../where';

/**
 * Candidates for a query's top groups, found by one instant query before the chart's query: from a hundred thousand pods,
 * the chart then queries only the ten that it shows. An expression reads all series at every step, even if it joins them
 * with a few; only a filter avoids that.
 */

/** A query for the top groups. */
export type TopQuery = DeltaGaugeQuery & { top: Top };

/** Whether labels of the series themselves distinguish the groups, so that the series can be filtered by them. */
export function hasCandidates(query: DeltaGaugeQuery): query is TopQuery {
  const { top, groupBy, metric } = query;
  return top !== undefined && (groupBy === 'pod' || metric.subject !== 'pod');
}

/** Whether the candidates are the top groups themselves, in the final ranking. */
export function isRanking({ metric }: TopQuery): boolean {
  return metric.subject === 'pod';
}

/** Candidates per shown group if the candidate ranking is approximate. */
const MARGIN = 2;
/** Candidates per shown group for interfaces, which can include interfaces with failed reads. */
const MARGIN_OF_INTERFACES = 3;

/**
 * An instant query at the end of a range, with a series for each group that can be among the top in it. It has no guards
 * for interfaces and devices, which would take most of the time: the query for the candidates has them.
 */
export function candidates(query: TopQuery): string {
  const { metric, filters = [], top } = query;
  if (isRanking(query)) {
    return ranking(query, top);
  }
  if (metric.subject === 'interface') {
    return exceeding(query);
  }
  const labels = resultLabels(query);
  const workloads = workloadFilters(query);
  const own = filters.filter((filter) => !workloads.includes(filter));
  const range = { window: top.over };
  const series = agentSelectors(metric.name, own).map((some) => changeIn(metric, some, range));
  const summed = (by: readonly string[]) => aggregate(metric.combine, by, agentLabels(series.join(' or '), by));
  const chosen =
    workloads.length === 0
      ? summed(labels)
      : aggregate('sum', labels, ofWorkloads({ ...query, filters: own, range }, workloads, summed(guardKey(query))));
  return `topk(${MARGIN * top.k}, ${chosen})`;
}

/** The interfaces, or their nodes, with at most the largest changes in the range of the top. */
function exceeding(query: TopQuery): string {
  const { metric, filters, top } = query;
  const range = { window: top.over };
  const series = agentSelectors(metric.name, filters).map((some) => interfaceChangeAtMost(some, range));
  return `topk(${MARGIN_OF_INTERFACES * top.k}, ${byLabels(query, metric.combine, series)})`;
}

/**
 * The interfaces, or their nodes, that exceeded an allowance in the minutes that are not recorded yet. If only a few exceeded it,
 * others are among them, so that these are shown with zeros. It reads each sample once.
 */
function exceedingRecently(query: TopQuery): string {
  const { metric, filters, top } = query;
  const window = { window: NOT_YET_RECORDED };
  const recent = agentSelectors(metric.name, filters).map((some) => overTime('max_over_time', some, window));
  return byLabels(query, 'max', [`topk(${MARGIN_OF_INTERFACES * top.k}, ${recent.join(' or ')})`]);
}

function byLabels(query: TopQuery, operator: string, series: readonly string[]): string {
  const labels = resultLabels(query);
  return aggregate(operator, labels, agentLabels(series.join(' or '), labels));
}

/**
 * The same query over the recorded series, which are two to six minutes old. For interfaces, it adds the candidates of the
 * last minutes, because an exceeded allowance matters at once. Undefined if the recorded series do not have the metric; empty
 * if the selected pods are younger.
 */
export function recordedCandidates(query: TopQuery): string | undefined {
  const { metric, filters = [], top, runningPods, clusterLabel } = query;
  if (!isRecorded(metric) || runningPods !== 'kube-state-metrics') {
    return undefined;
  }
  const workloads = workloadFilters(query);
  const own = filters.filter((filter) => !workloads.includes(filter));
  const range = { window: top.over };
  const recorded = overRecorded(metric, own, { ...range, clusterLabel });
  if (metric.subject === 'interface') {
    const ranked = `topk(${MARGIN * top.k}, ${aggregate(metric.combine, resultLabels(query), recorded)})`;
    return `${ranked} or ${exceedingRecently(query)}`;
  }
  const pods = [recorded, ...mixedUpAsRecorded({ ...query, filters: own })].join(' or ');
  const chosen = workloads.length === 0 ? pods : ofWorkloads({ ...query, filters: own, range }, workloads, pods);
  return `topk(${MARGIN * top.k}, ${chosen})`;
}

/** The pods that are not recorded because their interface is exported as several pods, in the unit of the recorded series. */
function mixedUpAsRecorded(query: TopQuery): string[] {
  const { sharedInterfaces, top } = query;
  if (!Array.isArray(sharedInterfaces) || sharedInterfaces.length === 0) {
    return [];
  }
  const range = { window: top.over, seconds: top.overSeconds };
  return [`${ofMixedUp({ ...query, range, calculation: 'total', key: guardKey(query) })} / ${RECORDED_SECONDS}`];
}

/**
 * An instant query for the nodes on which the selected pods are or were in the range of the top. With their names, a ranking
 * reads the agents of these nodes only.
 */
export function nodesOf({ metric, filters, top, clusterLabel }: TopQuery): string {
  const range = { window: top.over };
  const series = podSelectors(metric.name, filters).map((some) => overTime('present_over_time', some, range));
  return aggregate('group', inCluster(['node'], { clusterLabel }), agentLabels(series.join(' or '), ['node']));
}

/**
 * Restricts the query to the candidates. The filters also match combinations of one candidate's name and another one's
 * namespace: the ranking in the query leaves these out.
 *
 * @param found the labels of the candidates.
 */
export function filterToCandidates(query: TopQuery, found: readonly Labels[]): TopQuery {
  const labels = resultLabels(query);
  const ownFilters = [
    ...workloadFilters(query),
    ...(query.filters ?? []).filter(({ label }) => labels.includes(label)),
  ];
  const others = (query.filters ?? []).filter((filter) => !ownFilters.includes(filter));
  const names = labels.map((label): LabelFilter => {
    const values = [...new Set(found.map((group) => group[label] ?? ''))].sort();
    return { label, operator: '=~', value: values.map(quotedForRegex).join('|') };
  });
  return { ...query, filters: [...others, ...names] };
}
