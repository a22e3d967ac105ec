import { type LabelFilter } from '../matcher';
import { type GuardedQuery, type DeltaGaugeQuery } from './deltaGaugeQuery';
import { inCluster } from '../labels';
import { where } from '../where';
import { podWorkloads, workloadFromName } from '../kubernetes/workloads';

/** A query's filters on workloads. The agents' series have pods only; their workloads come from other sources. */
export function workloadFilters({ metric, filters = [] }: DeltaGaugeQuery): readonly LabelFilter[] {
  return metric.subject === 'interface' ? [] : filters.filter(({ label }) => label === 'workload');
}

/** The values of pods with the labels of their workloads, for workloads that match the filters. */
export function ofWorkloads(
  query: DeltaGaugeQuery & Pick<GuardedQuery, 'range'>,
  filters: readonly LabelFilter[],
  values: string
): string {
  if (query.runningPods !== 'kube-state-metrics') {
    return where(workloadFromName(values), filters);
  }
  const pod = inCluster(['namespace', 'pod'], query).join(', ');
  const workloads = where(podWorkloads(query.range, query), filters);
  return `(${values}) * on (${pod}) group_left (workload, workload_kind) ${workloads}`;
}
