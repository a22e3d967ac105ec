import { catchError, forkJoin, map, type Observable, of, switchMap, throwError } from 'rxjs';
import { type Notice, warningNotice } from '../../../core/notice';
import {
  type ApiInventoryKind,
  type Inventory,
  type ScopeCoverage,
  type ScopeFacts,
} from '../../../core/inventory/inventory';
import { type FlowApiClient } from '../../../flowapi/client';
import { FlowApiError, toFlowApiError } from '../../../flowapi/errors';
import { unavailableNotice, type OptionalOperations } from '../../../flowapi/unavailable';
import { readMonitors } from '../../../flowapi/monitorDetail';
import { listMonitors } from '../../../flowapi/monitors';
import { LISTING_PERFORMANCE_MONITORS, listPerformanceMonitors } from '../../../flowapi/performanceMonitors';
import { getScope, listScopes } from '../../../flowapi/scopes';
import { scopeSuggestions, SUGGESTING_SCOPES } from '../../../flowapi/scopeSuggestions';
import { PERFORMANCE_MONITOR_LIST, scopeNamed, scopeSuggestionsFor } from '../../../flowapi/messages';
import { type WireMonitorSummary } from '../../../flowapi/wire';
import { MONITOR_DETAILS, noSuchMonitor, partlyLoaded, SCOPE_ACCOUNTS, SELECT_ANOTHER_MONITOR } from '../../messages';

/** One list of the inventory. */
export interface InventorySnapshot {
  inventory: Inventory;
  isWhole: boolean;
  notices: Notice[];
}

/** The list to read. */
export interface InventoryRequest {
  kind: ApiInventoryKind;
  /** The monitor of scope suggestions; if it is undefined, all monitors. */
  monitorName?: string;
}

const READING_MONITORS = { title: MONITOR_DETAILS, operations: ['GetMonitor'] };
const READING_SCOPES = { title: SCOPE_ACCOUNTS, operations: ['GetScope'] };

/**
 * One list of the inventory, with the details of each object. Objects that cannot be read, and operations that are not
 * supported or not allowed, add a notice. Objects that were deleted after they were listed are left out.
 *
 * Errors with a FlowApiError if the list cannot be read.
 */
export function inventorySnapshot(
  client: FlowApiClient,
  { kind, monitorName }: InventoryRequest
): Observable<InventorySnapshot> {
  switch (kind) {
    case 'monitors':
      return monitors(client);
    case 'performanceMonitors':
      return performanceMonitors(client);
    case 'scopes':
      return scopes(client);
    case 'scopeSuggestions':
      return suggestions(client, monitorName);
  }
}

function monitors(client: FlowApiClient): Observable<InventorySnapshot> {
  return readMonitors(client).pipe(
    map((reads) => ({
      inventory: { kind: 'monitors', monitors: reads.map(({ monitor }) => monitor) },
      isWhole: true,
      notices: errorNotices(reads, READING_MONITORS),
    }))
  );
}

function performanceMonitors(client: FlowApiClient): Observable<InventorySnapshot> {
  const snapshotOf = (
    found: Extract<Inventory, { kind: 'performanceMonitors' }>['monitors'],
    notices: Notice[] = []
  ) => {
    const inventory: Inventory = { kind: 'performanceMonitors', monitors: found };
    return { inventory, isWhole: true, notices };
  };
  return listPerformanceMonitors(client).pipe(
    map((found) => snapshotOf(found)),
    catchError((failure: unknown) => {
      const error = toFlowApiError(failure, PERFORMANCE_MONITOR_LIST);
      const text = unavailableNotice(error, LISTING_PERFORMANCE_MONITORS);
      return text === undefined ? throwError(() => error) : of(snapshotOf([], [warningNotice(text)]));
    })
  );
}

function scopes(client: FlowApiClient): Observable<InventorySnapshot> {
  return listScopes(client).pipe(
    switchMap((listed) => all(listed.map((scope) => readScope(client, scope)))),
    map((reads) => reads.filter(({ error }) => error?.kind !== 'not-found')),
    map((reads) => ({
      inventory: { kind: 'scopes', scopes: reads.map(({ scope }) => scope) },
      isWhole: true,
      notices: errorNotices(reads, READING_SCOPES),
    }))
  );
}

function suggestions(client: FlowApiClient, monitorName: string | undefined): Observable<InventorySnapshot> {
  const toSnapshot = (reads: ReadCoverage[]): InventorySnapshot => ({
    inventory: { kind: 'scopeSuggestions', coverages: reads.flatMap(({ coverage }) => coverage ?? []) },
    isWhole: true,
    notices: errorNotices(existing(reads), SUGGESTING_SCOPES),
  });
  return listMonitors(client).pipe(
    map((listed) => chosen(listed, monitorName)),
    switchMap((listed) => all(listed.map((monitor) => readCoverage(client, monitor)))),
    map(toSnapshot)
  );
}

function chosen(listed: readonly WireMonitorSummary[], name: string | undefined): readonly WireMonitorSummary[] {
  const found = listed.filter(({ monitorName }) => name === undefined || monitorName === name);
  if (name !== undefined && found.length === 0) {
    throw new FlowApiError('not-found', noSuchMonitor(name), SELECT_ANOTHER_MONITOR);
  }
  return found;
}

interface ReadCoverage {
  coverage?: ScopeCoverage;
  error?: FlowApiError;
}

function readCoverage(client: FlowApiClient, monitor: WireMonitorSummary): Observable<ReadCoverage> {
  const { monitorName: name, monitorArn: arn } = monitor;
  return scopeSuggestions(client, { name, arn }).pipe(
    map((coverage): ReadCoverage => ({ coverage })),
    catchError((failure: unknown) => of({ error: toFlowApiError(failure, scopeSuggestionsFor(name)) }))
  );
}

/** Without the monitors that were deleted after they were listed: the endpoint returns a 404 for them, but not for all monitors. */
function existing(reads: readonly ReadCoverage[]): readonly ReadCoverage[] {
  const isSupported = reads.some(({ coverage }) => coverage !== undefined);
  return reads.filter(({ error }) => !(isSupported && error?.kind === 'not-found'));
}

function readScope(client: FlowApiClient, listed: ScopeFacts): Observable<{ scope: ScopeFacts; error?: FlowApiError }> {
  return getScope(client, listed.scopeId).pipe(
    map((scope) => ({ scope })),
    catchError((failure: unknown) => of({ scope: listed, error: toFlowApiError(failure, scopeNamed(listed.scopeId)) }))
  );
}

/** One notice for each kind of failure. */
function errorNotices(reads: ReadonlyArray<{ error?: FlowApiError }>, optional: OptionalOperations): Notice[] {
  const byKind = new Map(reads.flatMap(({ error }) => (error ? [[error.kind, error] as const] : [])));
  return [...byKind.values()].map((error) => {
    return warningNotice(unavailableNotice(error, optional) ?? partlyLoaded(error.message));
  });
}

function all<T>(sources: ReadonlyArray<Observable<T>>): Observable<T[]> {
  return sources.length === 0 ? of([]) : forkJoin(sources);
}
