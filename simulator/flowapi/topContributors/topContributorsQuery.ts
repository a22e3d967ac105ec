/** StartQueryMonitorTopContributors and what its query finds. */
import { type WireMetricName, type WireMonitor } from '../../../src/flowapi/wire';
import { constraintError } from '../model/apiError';
import { categoryAmong, monitorCategories } from '../model/categories';
import { type ApiContext, reportsAsOfNow } from '../context/context';
import { enumMember, type JsonObject, optionalInteger, requiredString } from '../http/input';
import { findMonitor } from '../monitors/monitorOperations';
import { watchedBy } from '../monitors/monitorCatalog';
import { type CheckedQuery, type QueryType } from '../requests/queryFamily';
import { readTimeWindow, type TimeWindow } from '../http/timeWindow';
import { isMetricName, METRIC_NAMES, UNITS } from './metricValue';
import { highest } from './ranking';
import { wireRow } from './wireRow';

/** Model networkflowmonitor 2023-04-19, shape Limit. The default limit is not documented. */
export const LIMIT_RANGE = { minimum: 1, maximum: 500 };
/** The simulator's own default. */
export const DEFAULT_LIMIT = 100;

interface TopContributorsQuery {
  monitor: WireMonitor;
  window: TimeWindow;
  metricName: WireMetricName;
  destinationCategory: string;
  limit: number;
}

/** The query type for the top contributors of a monitor. */
export function topContributorsQueryType(context: ApiContext): QueryType {
  return {
    startOperation: 'StartQueryMonitorTopContributors',
    ownerParameter: 'monitorName',
    maxResults: { minimum: 1 },
    check: (monitorName, input) => checkQuery(context, monitorName, input),
  };
}

function checkQuery(context: ApiContext, monitorName: string, input: JsonObject): CheckedQuery {
  const categories = monitorCategories(context.settings.current);
  const query: TopContributorsQuery = {
    monitor: findMonitor(context, monitorName),
    metricName: readMetricName(input),
    destinationCategory: enumMember(input, 'destinationCategory', categories),
    limit: optionalInteger(input, 'limit', LIMIT_RANGE) ?? DEFAULT_LIMIT,
    window: readTimeWindow(input, context.clock.nowMs()),
  };
  const { metricName, destinationCategory } = query;
  return { metricName, destinationCategory, compute: prepare(context, query, categories) };
}

function readMetricName(input: JsonObject): WireMetricName {
  const name = requiredString(input, 'metricName');
  if (!isMetricName(name)) {
    throw constraintError('metricName', name, `Member must satisfy enum value set: [${METRIC_NAMES.join(', ')}]`);
  }
  return name;
}

/** Everything that can change before the result is read (time, options) is fixed now. */
function prepare(context: ApiContext, query: TopContributorsQuery, categories: string[]): CheckedQuery['compute'] {
  const { cluster, settings } = context;
  const { monitor, window, metricName, destinationCategory, limit } = query;
  const isWatched = watchedBy(cluster, monitor);
  const ingested = reportsAsOfNow(context);
  const withAdditionalFlowInfo = settings.current.apiGeneration >= '2026-11';
  return () => {
    const reports = ingested
      .within(window)
      .filter((report) => categoryAmong(categories, report) === destinationCategory && isWatched(report));
    const rows = highest(reports, metricName, limit).map(({ report, value }) =>
      wireRow(report, { cluster, destinationCategory, value, withAdditionalFlowInfo })
    );
    return { items: rows, body: (page) => ({ unit: UNITS[metricName], topContributors: page }) };
  };
}
