import { type TimeRange } from '@grafana/data';
import { type DataSourceSrv } from '@grafana/runtime';
import { type SavedVariable } from '../model/savedDashboard';
import { errorText } from '../model/errorText';
import { choose, savedChoice } from './choose';
import { queryOptions } from './queryOptions';
import { refineOptions } from './refineOptions';
import { dataSourceOptions, parseCustomOptions } from './staticOptions';
import { ALL_VALUE, type VariableOption, type VariableState } from './types';

/** What finding a variable's options needs. */
export interface ResolveContext {
  dataSourceSrv: DataSourceSrv;
  range: TimeRange;
  /** Values in the URL; empty when it says nothing. */
  fromUrl: string[];
  /** The state before, if it had one. */
  before?: VariableState;
}

/** Finds a variable's options and chooses among them. Never rejects: a failed query is told in `error`. */
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
