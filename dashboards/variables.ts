import {
  CustomVariableBuilder,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DATASOURCE_ID } from '../src/common/pluginIds';

/** The data source that a dashboard's user chooses: no dashboard names one of its own. */
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
    .description('The Network Flow Monitor whose flows are shown.')
    .datasource(FLOWS_DATASOURCE.ref)
    .query('monitors')
    .refresh(VariableRefresh.OnDashboardLoad);
}

interface NamesFacts {
  name: string;
  label: string;
  description: string;
  /** What is listed, as the data source reads it: `nodes zone=~"$zone"`. */
  query: string;
}

/** A variable that is always one name: at first the first one. */
export function one({ name, label, description, query }: NamesFacts): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .description(description)
    .datasource(FLOWS_DATASOURCE.ref)
    .query(query)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc);
}

/** A variable that stands for everything until somebody chooses. */
export function everything(facts: NamesFacts): QueryVariableBuilder {
  return one(facts)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ text: ['All'], value: ['$__all'] });
}

/** How much earlier the window is that a flow graph compares with. */
export function compareVariable(): CustomVariableBuilder {
  return new CustomVariableBuilder('compare')
    .label('Compare with')
    .description('How much earlier the window is that the flow graph compares with.')
    .values('no other : off,an hour ago : 1h,a day ago : 1d,a week ago : 1w')
    .current({ text: 'no other', value: 'off' });
}

/** Whose flows are shown, those with an end in it; at first all. */
export function namespacesOfFlows(): QueryVariableBuilder {
  return everything({
    name: 'namespace',
    label: 'Namespace',
    description: 'Flows with an end in it.',
    query: 'namespaces',
  });
}
