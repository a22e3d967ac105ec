import { getTemplateSrv } from '@grafana/runtime';
import { type ComboboxOption } from '@grafana/ui';
import { type FlowDataSource } from '../DataSource';

/** What the data source lists, and the dashboard's variables, of which one may hold such a name. */
export async function namesAndVariables(
  datasource: FlowDataSource,
  what: string
): Promise<Array<ComboboxOption<string>>> {
  const variables = await variableOptions();
  // That nothing can be listed is no reason not to type a name.
  const names = await datasource.metricFindQuery(what).catch(() => []);
  return [...variables, ...names.map(({ text }) => ({ value: text, label: text }))];
}

export async function variableOptions(): Promise<Array<ComboboxOption<string>>> {
  const variables = getTemplateSrv().getVariables();
  return variables.map(({ name }) => ({ value: `$${name}`, label: `$${name}`, description: 'Variable' }));
}
