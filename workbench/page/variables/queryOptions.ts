import {
  type DataFrame,
  type DataQueryRequest,
  type DataSourceApi,
  FieldType,
  type MetricFindValue,
  type TimeRange,
  toDataFrame,
} from '@grafana/data';
import { type DataSourceSrv } from '@grafana/runtime';
import { from, lastValueFrom } from 'rxjs';
import { type SavedVariable } from '../model/savedDashboard';
import { baseRequest } from '../model/baseRequest';

type VariableSupport = NonNullable<DataSourceApi['variables']>;

/**
 * Queries the variable's data source for options: through its variable support if it has one, otherwise through
 * `metricFindQuery`.
 */
export async function queryOptions(
  model: SavedVariable,
  dataSourceSrv: DataSourceSrv,
  range: TimeRange
): Promise<MetricFindValue[]> {
  const dataSource = await dataSourceSrv.get(model.datasource);
  if (dataSource.variables !== undefined) {
    return viaSupport(dataSource, dataSource.variables, model, range);
  }
  if (dataSource.metricFindQuery !== undefined) {
    return dataSource.metricFindQuery(model.query, { range, variable: { name: model.name } });
  }
  throw new Error(`${dataSource.name} does not support query variables.`);
}

async function viaSupport(
  dataSource: DataSourceApi,
  support: VariableSupport,
  model: SavedVariable,
  range: TimeRange
): Promise<MetricFindValue[]> {
  const target = { refId: `variable-${model.name}`, query: '', ...asObject(model.query) };
  const request: DataQueryRequest = { ...baseRequest(range, `variable-${model.name}`), targets: [target] };
  const custom = 'query' in support && typeof support.query === 'function' ? support.query.bind(support) : undefined;
  const targets =
    'toDataQuery' in support && typeof support.toDataQuery === 'function'
      ? [support.toDataQuery(target)]
      : request.targets;
  const run = custom ?? ((sent: DataQueryRequest) => from(dataSource.query(sent)));
  const response = await lastValueFrom(run({ ...request, targets }), { defaultValue: { data: [] } });
  return toFindValues(response.data);
}

function asObject(query: unknown): object {
  return typeof query === 'object' && query !== null ? query : { query };
}

/**
 * Converts a response: data sources return find values, or a frame with fields named text and value, or with any text
 * field.
 */
function toFindValues(data: Array<MetricFindValue | DataFrame>): MetricFindValue[] {
  return data.flatMap((item) => ('fields' in item ? frameValues(toDataFrame(item)) : [item]));
}

function frameValues({ fields }: DataFrame): MetricFindValue[] {
  const named = (name: string) => fields.find((field) => field.name.toLowerCase() === name);
  const texts = named('text') ?? named('value') ?? fields.find(({ type }) => type === FieldType.string);
  const values = named('value') ?? texts;
  return (texts?.values ?? []).map((text, index) => ({
    text: String(text),
    value: String(values?.values[index] ?? text),
  }));
}
