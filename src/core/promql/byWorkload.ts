import { type Asked, type DeltaGaugeQuery } from './deltaGaugeQuery';
import { inCluster } from './labels';
import { type LabelFilter } from './selector';
import { where } from './where';
import { podWorkloads, workloadFromName } from './workloads';

/** A query's filters on workloads. The agents know pods only: which workload a pod belongs to, others tell. */
export function workloadFilters({ metric, filters = [] }: DeltaGaugeQuery): readonly LabelFilter[] {
  return metric.subject === 'interface' ? [] : filters.filter(({ label }) => label === 'workload');
}

/** Pods' values with the labels of their workloads, only of those that pass the filters. */
export function ofWorkloads(
  query: DeltaGaugeQuery & Pick<Asked, 'range'>,
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
