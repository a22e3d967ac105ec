import {
  CustomVariableBuilder,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DATASOURCE_ID } from '../src/common/pluginIds';

/** The data source that the user selects: no dashboard names a data source itself. */
export const FLOWS_DATASOURCE = {
  name: 'flows',
  ref: { type: DATASOURCE_ID, uid: '${flows}' },
} as const;

export function flowsVariable(): DatasourceVariableBuilder {
  return new DatasourceVariableBuilder(FLOWS_DATASOURCE.name).label('Flows').type(DATASOURCE_ID);
}

export function monitorVariable(): QueryVariableBuilder {
  return new QueryVariableBuilder('monitor')
    .label('Monitor')
    .description('Network Flow Monitor to query.')
    .datasource(FLOWS_DATASOURCE.ref)
    .query('monitors')
    .refresh(VariableRefresh.OnDashboardLoad);
}

interface NamesFacts {
  name: string;
  label: string;
  description: string;
  /** What the data source lists: `nodes zone=~"$zone"`. */
  query: string;
}

/** A variable with exactly one value, by default the first name. */
export function singleValueVariable({ name, label, description, query }: NamesFacts): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .description(description)
    .datasource(FLOWS_DATASOURCE.ref)
    .query(query)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc);
}

/** A variable with several values, by default "All". */
export function multiValueVariable(facts: NamesFacts): QueryVariableBuilder {
  return singleValueVariable(facts)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ text: ['All'], value: ['$__all'] });
}

/** The time shift of the time range that a flow graph compares with. */
export function compareVariable(): CustomVariableBuilder {
  return new CustomVariableBuilder('compare')
    .label('Compare with')
    .description('Compares the flow graph with an earlier time range.')
    .values('None : off,1 hour earlier : 1h,1 day earlier : 1d,1 week earlier : 1w')
    .current({ text: 'None', value: 'off' });
}

/** The name of the variable with one EKS cluster. */
export const EKS_CLUSTER = 'eks';

/** One EKS cluster, by the name or ARN that its monitors have. */
export function eksClusterVariable(): QueryVariableBuilder {
  return singleValueVariable({
    name: EKS_CLUSTER,
    label: 'EKS cluster',
    description: 'The cluster whose denied connections are shown, from its log group in CloudWatch.',
    query: 'clusters',
  });
}

/** The namespaces in which a flow must start or end, by default all. */
export function namespacesOfFlows(): QueryVariableBuilder {
  return multiValueVariable({
    name: 'namespace',
    label: 'Namespace',
    description: 'Filters flows that start or end in the namespace.',
    query: 'namespaces',
  });
}
