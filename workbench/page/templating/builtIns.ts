import { type TimeRange } from '@grafana/data';
import { type VariableValue } from './formats';

/** The values of the global variables. */
export interface BuiltInContext {
  timeRange: TimeRange;
  dashboardUid: string;
  dashboardTitle: string;
}

/** Grafana's global variables that do not depend on a query: `$__from`, `$__dashboard` and others. */
export function builtInValue(
  name: string,
  path: string | undefined,
  context: BuiltInContext
): VariableValue | undefined {
  switch (name) {
    case '__from':
      return String(context.timeRange.from.valueOf());
    case '__to':
      return String(context.timeRange.to.valueOf());
    case '__dashboard':
      return path === 'uid' ? context.dashboardUid : context.dashboardTitle;
    case '__org':
      return path === 'name' ? 'Main Org.' : '1';
    case '__user':
      return path === 'login' ? 'workbench' : '1';
    case '__timezone':
      return Intl.DateTimeFormat().resolvedOptions().timeZone;
    default:
      return undefined;
  }
}
