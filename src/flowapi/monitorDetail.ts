import { catchError, forkJoin, map, type Observable, of, switchMap, throwError } from 'rxjs';
import { urlPart } from '../core/urlPart';
import { type MonitorDetail, type MonitorFacts } from '../core/inventory/inventory';
import { watchesCluster } from '../core/inventory/watchesCluster';
import { type FlowApiClient } from './client';
import { requiredText } from './decode';
import { type FlowApiError, toFlowApiError } from './errors';
import { getOne } from './getOne';
import { deniedError } from './unavailable';
import { timeMsOf } from '../core/json';
import { monitorNamed } from './messages';
import { listMonitors } from './monitors';
import { resourcesOf } from './resources';
import { type WireMonitorSummary } from './wire';

/** A monitor with its resources. Errors with a FlowApiError. */
export function getMonitor(client: FlowApiClient, name: string): Observable<MonitorFacts> {
  const subject = monitorNamed(name);
  return getOne(client, {
    subject,
    path: `/monitors/${urlPart(name)}`,
    decode: (monitor) => ({
      name: requiredText(monitor, 'monitorName', subject),
      arn: requiredText(monitor, 'monitorArn', subject),
      status: requiredText(monitor, 'monitorStatus', subject),
      detail: detailOf(monitor),
    }),
  });
}

/** A listed monitor with its details, or without them and with the error that occurred. */
export interface ReadMonitor {
  monitor: MonitorFacts;
  error?: FlowApiError;
}

/**
 * All monitors with their resources. A monitor whose details cannot be read has an error instead. Monitors that were deleted
 * after they were listed are left out. Errors with a FlowApiError if the monitors cannot be listed.
 */
export function readMonitors(client: FlowApiClient): Observable<ReadMonitor[]> {
  return listMonitors(client).pipe(
    switchMap((monitors) => {
      const reads = monitors.map((summary) => readMonitor(client, summary));
      return reads.length === 0 ? of([]) : forkJoin(reads);
    }),
    map((reads) => reads.filter(({ error }) => error?.kind !== 'not-found'))
  );
}

/**
 * The monitors of any status that have an EKS cluster as a local resource, in the API's order.
 *
 * Errors with a FlowApiError, even if only one monitor cannot be read: the cluster's flows would be incomplete.
 *
 * @param cluster the cluster's name or ARN.
 */
export function monitorsOfCluster(client: FlowApiClient, cluster: string): Observable<MonitorFacts[]> {
  return readMonitors(client).pipe(
    switchMap((reads) => {
      const error = reads.find((read) => read.error)?.error;
      return error ? throwError(() => withAction(error)) : of(reads);
    }),
    map((reads) => reads.map(({ monitor }) => monitor).filter((monitor) => watchesCluster(monitor, cluster)))
  );
}

function readMonitor(client: FlowApiClient, summary: WireMonitorSummary): Observable<ReadMonitor> {
  const { monitorName: name, monitorArn: arn, monitorStatus: status } = summary;
  return getMonitor(client, name).pipe(
    map((monitor): ReadMonitor => ({ monitor })),
    catchError((failure: unknown) =>
      of({ monitor: { name, arn, status }, error: toFlowApiError(failure, monitorNamed(name)) })
    )
  );
}

function withAction(error: FlowApiError): FlowApiError {
  return error.kind === 'denied' ? deniedError(error, ['GetMonitor']) : error;
}

function detailOf(monitor: Record<string, unknown>): MonitorDetail {
  const createdAtMs = timeMsOf(monitor.createdAt);
  const modifiedAtMs = timeMsOf(monitor.modifiedAt);
  return {
    localResources: resourcesOf(monitor, 'localResources'),
    remoteResources: resourcesOf(monitor, 'remoteResources'),
    ...(createdAtMs !== undefined && { createdAtMs }),
    ...(modifiedAtMs !== undefined && { modifiedAtMs }),
  };
}
