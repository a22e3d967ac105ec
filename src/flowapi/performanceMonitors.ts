import { catchError, map, type Observable, throwError } from 'rxjs';
import { urlPart } from '../core/urlPart';
import { displayable } from '../core/displayable';
import { type TimeWindow } from '../core/time';
import { type PerformanceMonitorFacts } from '../core/inventory/inventory';
import { type PathFilter } from '../core/paths/pathFilter';
import { joinTables, type PathCell, type PathTable } from '../core/paths/table';
import { type FlowApiClient } from './client';
import { requiredList, requiredText } from './decode';
import { flowApiError, toFlowApiError } from './errors';
import { missingList, performanceMonitorNamed, PERFORMANCE_MONITOR_LIST, rowIsNotAList } from './messages';
import { deniedError, type OptionalOperations } from './unavailable';
import { optionalText } from '../core/json';
import { wholeList } from './pages';
import { resourcesOf } from './resources';
import { runQuery } from './runQuery';
import { type WireStartPathsQuery } from './wire';

/** The operation that lists performance monitors, which an endpoint may lack. */
export const LISTING_PERFORMANCE_MONITORS: OptionalOperations = {
  title: 'Performance monitors',
  operations: ['ListPerformanceMonitors'],
};

/** The operations that query network paths, which an endpoint may lack. */
export const QUERYING_PATHS: OptionalOperations = {
  title: 'Network paths',
  operations: ['StartQuery', 'GetQueryStatus', 'GetQueryResults', 'StopQuery'].map(
    (verb) => `${verb}PerformanceMonitor`
  ),
};

/** One query of a performance monitor in a window of at most an hour. */
export interface TopPathsQuery {
  monitorName: string;
  window: TimeWindow;
  /** At most ten, which must all match. The API validates them. */
  filters: readonly PathFilter[];
  /** 1 to 500. */
  limit: number;
}

/** All performance monitors, in the API's order. Errors with a FlowApiError. */
export function listPerformanceMonitors(client: FlowApiClient): Observable<PerformanceMonitorFacts[]> {
  return wholeList(client, {
    subject: PERFORMANCE_MONITOR_LIST,
    path: '/performance-monitors',
    itemsOf: (page) =>
      requiredList(page, 'monitors', PERFORMANCE_MONITOR_LIST).map((monitor) => ({
        name: requiredText(monitor, 'monitorName', PERFORMANCE_MONITOR_LIST),
        arn: requiredText(monitor, 'monitorArn', PERFORMANCE_MONITOR_LIST),
        status: requiredText(monitor, 'monitorStatus', PERFORMANCE_MONITOR_LIST),
        type: optionalText(monitor, 'monitorType') ?? '',
        targets: resourcesOf(monitor, 'targets'),
      })),
  });
}

/** The top paths as the API's generic table, all pages together. Errors with a FlowApiError. */
export function topPaths(client: FlowApiClient, query: TopPathsQuery): Observable<PathTable> {
  const subject = performanceMonitorNamed(query.monitorName);
  return runQuery(client, {
    subject,
    path: `/performance-monitors/${urlPart(query.monitorName)}/queries`,
    body: bodyOf(query),
    rowsOf: (page) => [tableOf(page, subject)],
  }).pipe(
    map(joinTables),
    catchError((failure: unknown) => {
      const error = toFlowApiError(failure, subject);
      return throwError(() => (error.kind === 'denied' ? deniedError(error, QUERYING_PATHS.operations) : error));
    })
  );
}

function bodyOf({ window, filters, limit }: TopPathsQuery): WireStartPathsQuery {
  return {
    startTime: new Date(window.startMs).toISOString(),
    endTime: new Date(window.endMs).toISOString(),
    queryType: 'TOP_PATHS',
    ...(filters.length > 0 && {
      filterParameters: filters.map(({ field, operator, values }) => ({ field, operator, values: [...values] })),
    }),
    limit,
  };
}

function tableOf(page: Record<string, unknown>, subject: string): PathTable {
  const fields = requiredList(page, 'fields', subject).map((field) => ({
    name: requiredText(field, 'name', subject),
    type: optionalText(field, 'type') ?? '',
  }));
  const { data } = page;
  if (!Array.isArray(data)) {
    throw flowApiError('malformed', missingList(subject, 'data'));
  }
  return { fields, rows: data.map((row: unknown) => cellsOf(row, subject)) };
}

function cellsOf(row: unknown, subject: string): PathCell[] {
  if (!Array.isArray(row)) {
    throw flowApiError('malformed', rowIsNotAList(subject));
  }
  return row.map(cellOf);
}

/** The AWS model has texts only. Other values are passed on as JSON text. */
function cellOf(cell: unknown): PathCell {
  if (cell === null || cell === undefined) {
    return null;
  }
  return displayable(typeof cell === 'string' ? cell : JSON.stringify(cell));
}
