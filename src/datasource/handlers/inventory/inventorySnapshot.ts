import { catchError, forkJoin, map, type Observable, of, switchMap, throwError } from 'rxjs';
import { type Notice } from '../../../core/notice';
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
import { type WireMonitorSummary } from '../../../flowapi/wire';

export interface InventorySnapshot {
  inventory: Inventory;
  isWhole: boolean;
  notices: Notice[];
}

export interface InventoryRequest {
  kind: ApiInventoryKind;
  /** Scope suggestions of this monitor only; without it, of all. */
  monitorName?: string;
}

const READING_MONITORS = { title: 'Details of monitors', operations: ['GetMonitor'] };
const READING_SCOPES = { title: 'Accounts of scopes', operations: ['GetScope'] };

/**
 * One list of the inventory, with what each of its things says. Things that cannot be read, and operations
 * that the endpoint or the policy lacks, cost a notice; what was deleted since the list is passed over.
 *
 * Errors with a FlowApiError where there is no list.
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
  const pictureOf = (
    found: Extract<Inventory, { kind: 'performanceMonitors' }>['monitors'],
    notices: Notice[] = []
  ) => {
    const inventory: Inventory = { kind: 'performanceMonitors', monitors: found };
    return { inventory, isWhole: true, notices };
  };
  return listPerformanceMonitors(client).pipe(
    map((found) => pictureOf(found)),
    catchError((failure: unknown) => {
      const error = toFlowApiError(failure, 'List of performance monitors');
      const text = unavailableNotice(error, LISTING_PERFORMANCE_MONITORS);
      return text === undefined ? throwError(() => error) : of(pictureOf([], [warning(text)]));
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
    throw new FlowApiError('not-found', `There is no monitor "${name}".`, 'Choose another monitor in the query.');
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
    catchError((failure: unknown) => of({ error: toFlowApiError(failure, `Scope suggestions for monitor "${name}"`) }))
  );
}

/** Where the endpoint answers for some monitors, one that it does not know was deleted since the list. */
function existing(reads: readonly ReadCoverage[]): readonly ReadCoverage[] {
  const isKnown = reads.some(({ coverage }) => coverage !== undefined);
  return reads.filter(({ error }) => !(isKnown && error?.kind === 'not-found'));
}

function readScope(client: FlowApiClient, listed: ScopeFacts): Observable<{ scope: ScopeFacts; error?: FlowApiError }> {
  return getScope(client, listed.scopeId).pipe(
    map((scope) => ({ scope })),
    catchError((failure: unknown) => of({ scope: listed, error: toFlowApiError(failure, `Scope "${listed.scopeId}"`) }))
  );
}

/** One notice for each kind of failure, however many things it met. */
function errorNotices(reads: ReadonlyArray<{ error?: FlowApiError }>, optional: OptionalOperations): Notice[] {
  const byKind = new Map(reads.flatMap(({ error }) => (error ? [[error.kind, error] as const] : [])));
  return [...byKind.values()].map((error) => {
    return warning(unavailableNotice(error, optional) ?? `Not everything could be read. ${error.message}`);
  });
}

function all<T>(sources: ReadonlyArray<Observable<T>>): Observable<T[]> {
  return sources.length === 0 ? of([]) : forkJoin(sources);
}

function warning(text: string): Notice {
  return { severity: 'warning', text };
}
