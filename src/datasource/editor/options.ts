import { getTemplateSrv } from '@grafana/runtime';
import { type FlowDataSource } from '../DataSource';
import { type NameOptions } from './NameField';

/** What the data source lists, and the dashboard's variables, of which one may hold such a name. */
export async function namesAndVariables(datasource: FlowDataSource, what: string): Promise<NameOptions> {
  // That nothing can be listed is no reason not to type a name.
  const names = await datasource.metricFindQuery(what).catch(() => []);
  return [...variableOptions(), ...names.map(({ text }) => ({ value: text, label: text }))];
}

function variableOptions(): NameOptions {
  const variables = getTemplateSrv().getVariables();
  return variables.map(({ name }) => ({ value: `$${name}`, label: `$${name}`, description: 'Variable' }));
}
