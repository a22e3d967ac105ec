import { getTemplateSrv } from '@grafana/runtime';
import { type FlowDataSource } from '../DataSource';
import { VARIABLE } from './messages';
import { type NameOptions } from './NameField';

/** The names in one of the data source's lists, after the dashboard's variables. */
export async function namesAndVariables(datasource: FlowDataSource, list: string): Promise<NameOptions> {
  // If names cannot be listed, users can still enter one.
  const names = await datasource.metricFindQuery(list).catch(() => []);
  return [...variableOptions(), ...names.map(({ text }) => ({ value: text, label: text }))];
}

function variableOptions(): NameOptions {
  const variables = getTemplateSrv().getVariables();
  return variables.map(({ name }) => ({ value: `$${name}`, label: `$${name}`, description: VARIABLE }));
}
