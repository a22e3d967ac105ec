import { catchError, map, type Observable, of, switchMap, throwError } from 'rxjs';
import { type TimeWindow } from '../../../core/time';
import { type Notice } from '../../../core/notice';
import { type InterpretedPaths, interpretPaths } from '../../../core/paths/interpretPaths';
import { mergePaths } from '../../../core/paths/mergePaths';
import { type NetworkPath } from '../../../core/paths/networkPath';
import { type PathFilter } from '../../../core/paths/pathFilter';
import { type FlowApiClient } from '../../../flowapi/client';
import { FlowApiError, toFlowApiError } from '../../../flowapi/errors';
import { unavailableNotice } from '../../../flowapi/unavailable';
import { batchProgress } from '../../../flowapi/queryBatch';
import {
  LISTING_PERFORMANCE_MONITORS,
  listPerformanceMonitors,
  QUERYING_PATHS,
  topPaths,
  type TopPathsQuery,
} from '../../../flowapi/performanceMonitors';
import { PERFORMANCE_MONITOR_LIST, performanceMonitorNamed } from '../../../flowapi/messages';
import {
  existingPerformanceMonitors,
  noSuchPerformanceMonitor,
  SELECT_ANOTHER_PERFORMANCE_MONITOR,
  windowsOf,
} from '../../messages';
import { cutNotices, progressNotices } from '../../results/queryParts';

/** A query of a performance monitor in one or more windows. */
export interface PathsRequest {
  monitorName: string;
  /** Each at most an hour long, newest first, without overlap. */
  windows: readonly TimeWindow[];
  filters: readonly PathFilter[];
  /** Paths per window, 1 to 500. */
  limit: number;
}

/** The network paths of all windows so far. */
export interface PathsSnapshot {
  paths: NetworkPath[];
  isWhole: boolean;
  notices: Notice[];
}

/**
 * The top paths of all windows together, as they arrive. If the query of a window fails, the snapshot has a notice. Errors
 * with a FlowApiError if all queries fail.
 *
 * If the endpoint does not support these operations, which AWS added in November 2026, or the IAM policy does not allow them,
 * the snapshot is empty and a notice says what to do.
 */
export function pathsOverWindows(client: FlowApiClient, request: PathsRequest): Observable<PathsSnapshot> {
  const { monitorName, windows, filters, limit } = request;
  const query = (window: TimeWindow) => sharedPaths(client, { monitorName, window, filters, limit });
  return batchProgress(client, { parts: windows, query, subject: performanceMonitorNamed(monitorName) }).pipe(
    map((progress) => {
      const answers = progress.answered.map(({ answer }) => answer);
      return {
        paths: mergePaths(answers.map(({ paths }) => paths)),
        isWhole: progress.done === progress.total,
        notices: [
          ...progressNotices(progress, (failed) => windowsOf(failed.length, windows.length)),
          ...readingNotices(answers),
          ...cutNotices({
            cut: answers.filter(({ paths }) => paths.length >= limit).length,
            answered: answers.length,
            limit,
          }),
        ],
      };
    }),
    catchError((failure: unknown) => withoutPaths(client, monitorName, failure))
  );
}

function sharedPaths(client: FlowApiClient, query: TopPathsQuery): Observable<InterpretedPaths> {
  return client.shared.get({
    family: 'topPaths',
    query,
    endMs: query.window.endMs,
    rowsIn: ({ paths }) => paths.length,
    run: () => topPaths(client, query).pipe(map((table) => interpretPaths(table))),
  });
}

/** Tells endpoints without performance monitors from endpoints without this performance monitor: both return a 404. */
function withoutPaths(client: FlowApiClient, monitorName: string, failure: unknown): Observable<PathsSnapshot> {
  const error = toFlowApiError(failure, performanceMonitorNamed(monitorName));
  if (error.kind !== 'not-found') {
    const text = unavailableNotice(error, QUERYING_PATHS);
    return text === undefined ? throwError(() => error) : of(nothing(text));
  }
  return listPerformanceMonitors(client).pipe(
    catchError((listFailure: unknown) => {
      const listError = toFlowApiError(listFailure, PERFORMANCE_MONITOR_LIST);
      return listError.kind === 'not-found'
        ? of(undefined)
        : throwError(() => noSuchMonitor(monitorName, unavailableNotice(listError, LISTING_PERFORMANCE_MONITORS)));
    }),
    switchMap((monitors) => {
      const text = unavailableNotice(error, QUERYING_PATHS);
      return monitors === undefined && text !== undefined
        ? of(nothing(text))
        : throwError(() =>
            noSuchMonitor(monitorName, existingPerformanceMonitors((monitors ?? []).map(({ name }) => name)))
          );
    })
  );
}

function noSuchMonitor(name: string, remedy = SELECT_ANOTHER_PERFORMANCE_MONITOR): FlowApiError {
  return new FlowApiError('not-found', noSuchPerformanceMonitor(name), remedy);
}

function nothing(text: string): PathsSnapshot {
  return { paths: [], isWhole: true, notices: [{ severity: 'warning', text }] };
}

/** The notices of all windows without duplicates. */
function readingNotices(answers: readonly InterpretedPaths[]): Notice[] {
  const byText = new Map(answers.flatMap(({ notices }) => notices).map((notice) => [notice.text, notice]));
  return [...byText.values()];
}
