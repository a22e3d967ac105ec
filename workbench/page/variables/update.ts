import { type TimeRange } from '@grafana/data';
import { type DataSourceSrv } from '@grafana/runtime';
import { isEqual } from 'lodash';
import { type SavedVariable } from '../model/savedDashboard';
import { type DashboardSearch } from '../url/search';
import { dependenciesOf, inOrder } from './order';
import { resolveVariable } from './resolve';
import { type VariableState } from './types';

type States = ReadonlyMap<string, VariableState>;

/** What an update depends on. */
export interface UpdateContext {
  before: States;
  search: DashboardSearch;
  range: TimeRange;
  timeChanged: boolean;
  dataSourceSrv: DataSourceSrv;
}

/** The value of `refresh` for a variable that depends on the time range. */
const ON_TIME_RANGE = 2;

/**
 * Updates all variables, one after the other in the order of their dependencies, and yields the states after each one,
 * because the next query can refer to it. Options are queried again only if something they depend on has changed.
 */
export async function* updateVariables(models: SavedVariable[], context: UpdateContext): AsyncGenerator<States> {
  const changed = new Set<string>();
  let states: States = context.before;
  for (const model of inOrder(models)) {
    const before = context.before.get(model.name);
    const stale = isStale(model, before, changed, context.timeChanged);
    const fromUrl = context.search.variables.get(model.name) ?? [];
    if (stale || urlDiffers(fromUrl, before)) {
      const { dataSourceSrv, range } = context;
      const after = await resolveVariable(model, { dataSourceSrv, range, fromUrl, before });
      if (!isEqual(after.chosen, before?.chosen)) {
        changed.add(model.name);
      }
      states = new Map([...states, [model.name, after]]);
      yield states;
    }
  }
}

function isStale(
  model: SavedVariable,
  before: VariableState | undefined,
  changed: Set<string>,
  timeChanged: boolean
): boolean {
  return (
    before === undefined ||
    dependenciesOf(model).some((name) => changed.has(name)) ||
    (timeChanged && model.type === 'query' && model.refresh === ON_TIME_RANGE)
  );
}

function urlDiffers(fromUrl: string[], before: VariableState | undefined): boolean {
  return fromUrl.length > 0 && !isEqual(fromUrl, before?.chosen);
}
