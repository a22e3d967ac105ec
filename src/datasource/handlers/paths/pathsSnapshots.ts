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
import { cutNotices, progressNotices } from '../../results/queryParts';

export interface PathsRequest {
  monitorName: string;
  /** Each at most an hour long, newest first, without overlap. */
  windows: readonly TimeWindow[];
  filters: readonly PathFilter[];
  /** Paths per window, 1 to 500. */
  limit: number;
}

/** What is known so far. */
export interface PathsSnapshot {
  paths: NetworkPath[];
  isWhole: boolean;
  notices: Notice[];
}

/**
 * The top paths of all windows together, as they come in. A window that fails costs a notice; errors with
 * a FlowApiError where none is answered.
 *
 * Where the endpoint or the policy lacks these operations, which came in November 2026, the picture is
 * empty and a notice says what to do.
 */
export function pathsOverWindows(client: FlowApiClient, request: PathsRequest): Observable<PathsSnapshot> {
  const { monitorName, windows, filters, limit } = request;
  const query = (window: TimeWindow) => sharedPaths(client, { monitorName, window, filters, limit });
  return batchProgress(client, { parts: windows, query, subject: `Performance monitor "${monitorName}"` }).pipe(
    map((progress) => {
      const answers = progress.answered.map(({ answer }) => answer);
      return {
        paths: mergePaths(answers.map(({ paths }) => paths)),
        isWhole: progress.done === progress.total,
        notices: [
          ...progressNotices(progress, (failed) => `${failed.length} of ${windows.length} windows`),
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
    ask: () => topPaths(client, query).pipe(map((table) => interpretPaths(table))),
  });
}

/** An endpoint that does not know performance monitors says the same (404) as one that has none of this name. */
function withoutPaths(client: FlowApiClient, monitorName: string, failure: unknown): Observable<PathsSnapshot> {
  const error = toFlowApiError(failure, `Performance monitor "${monitorName}"`);
  if (error.kind !== 'not-found') {
    const text = unavailableNotice(error, QUERYING_PATHS);
    return text === undefined ? throwError(() => error) : of(nothing(text));
  }
  return listPerformanceMonitors(client).pipe(
    catchError((listFailure: unknown) => {
      const listError = toFlowApiError(listFailure, 'List of performance monitors');
      return listError.kind === 'not-found'
        ? of(undefined)
        : throwError(() => noSuchMonitor(monitorName, unavailableNotice(listError, LISTING_PERFORMANCE_MONITORS)));
    }),
    switchMap((monitors) => {
      const text = unavailableNotice(error, QUERYING_PATHS);
      return monitors === undefined && text !== undefined
        ? of(nothing(text))
        : throwError(() => noSuchMonitor(monitorName, choiceOf((monitors ?? []).map(({ name }) => name))));
    })
  );
}

function noSuchMonitor(name: string, remedy = 'Choose another one in the query.'): FlowApiError {
  return new FlowApiError('not-found', `There is no performance monitor "${name}".`, remedy);
}

function choiceOf(names: readonly string[]): string {
  return names.length === 0
    ? 'There is none at all: create one for the VPC of the cluster in CloudWatch, Network Flow Monitor.'
    : `Choose one of those that exist in the query: ${names.join(', ')}.`;
}

function nothing(text: string): PathsSnapshot {
  return { paths: [], isWhole: true, notices: [{ severity: 'warning', text }] };
}

/** Every window is read alike: once is enough. */
function readingNotices(answers: readonly InterpretedPaths[]): Notice[] {
  const byText = new Map(answers.flatMap(({ notices }) => notices).map((notice) => [notice.text, notice]));
  return [...byText.values()];
}
