import { namesQuery, nameLabel } from '../../src/core/prometheus/kubernetes/names';
import { resolveListQuery } from '../../src/core/query/listQuery';
import { CLUSTER_LABEL, clusterVariable, IN_CLUSTER, PROMETHEUS, prometheusVariable } from '../prometheus';
import { cloudWatchVariable, logGroupVariable } from '../cloudWatch';
import { EKS_CLUSTER, FLOWS_DATASOURCE } from '../variables';
import { type VariableModel } from './saved';

const SCOPE = { hasKubeStateMetrics: true, clusterLabel: CLUSTER_LABEL };

/** The variables of a dashboard with queries to Prometheus. Variables that only the Eastwest data source can fill are omitted. */
export function variablesWithoutPlugins(variables: readonly VariableModel[]): VariableModel[] {
  const own = [prometheusVariable().build(), clusterVariable().build()];
  const named = own.map(({ name }) => name);
  return [...own, ...variables.filter(({ name }) => !named.includes(name)).flatMap(translated)];
}

function translated(variable: VariableModel): VariableModel[] {
  if (variable.name === FLOWS_DATASOURCE.name) {
    return [];
  }
  if (variable.name === EKS_CLUSTER) {
    return [cloudWatchVariable().build(), logGroupVariable(EKS_CLUSTER).build()];
  }
  if (variable.datasource?.uid !== FLOWS_DATASOURCE.ref.uid) {
    return [variable];
  }
  const resolved = resolveListQuery(typeof variable.query === 'string' ? variable.query : '', (text) => text);
  if ('problem' in resolved || !('matchers' in resolved.query)) {
    return [];
  }
  const { list, matchers } = resolved.query;
  const selection = { list, matchers: [...matchers, { ...IN_CLUSTER, label: 'cluster' as const }] };
  return [
    {
      ...variable,
      datasource: PROMETHEUS.ref,
      query: `query_result(${namesQuery(selection, '$__range', SCOPE)})`,
      regex: `/${nameLabel(list, SCOPE)}="([^"]+)"/`,
    },
  ];
}
