import { type TimeRange } from '@grafana/data';
import { type DataSourceSrv } from '@grafana/runtime';
import { type SavedVariable } from '../model/savedDashboard';
import { errorText } from '../model/errorText';
import { choose, savedChoice } from './choose';
import { queryOptions } from './queryOptions';
import { refineOptions } from './refineOptions';
import { dataSourceOptions, parseCustomOptions } from './staticOptions';
import { ALL_VALUE, type VariableOption, type VariableState } from './types';

/** What is needed to find the options of a variable. */
export interface ResolveContext {
  dataSourceSrv: DataSourceSrv;
  range: TimeRange;
  /** The values in the URL; empty if there are none. */
  fromUrl: string[];
  /** The previous state, if any. */
  before?: VariableState;
}

/** Finds the options of a variable and selects values. Never rejects: a failed query is reported in `error`. */
export async function resolveVariable(model: SavedVariable, context: ResolveContext): Promise<VariableState> {
  const before = context.before?.chosen ?? savedChoice(model);
  try {
    const options = withAll(model, await findOptions(model, context));
    return { model, options, chosen: choose(model, options, context.fromUrl, before) };
  } catch (error) {
    const options = context.before?.options ?? [];
    return { model, options, chosen: choose(model, options, context.fromUrl, before), error: errorText(error) };
  }
}

async function findOptions(model: SavedVariable, { dataSourceSrv, range }: ResolveContext): Promise<VariableOption[]> {
  const query = String(model.query ?? '');
  switch (model.type) {
    case 'query':
      return refineOptions(await queryOptions(model, dataSourceSrv, range), model);
    case 'datasource':
      return dataSourceOptions(model, dataSourceSrv);
    case 'custom':
    case 'interval':
      return parseCustomOptions(query);
    case 'constant':
      return [{ text: query, value: query }];
    default:
      return [];
  }
}

function withAll(model: SavedVariable, options: VariableOption[]): VariableOption[] {
  return model.includeAll ? [{ text: 'All', value: ALL_VALUE }, ...options] : options;
}
