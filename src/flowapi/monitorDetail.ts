import { catchError, forkJoin, map, type Observable, of, switchMap, throwError } from 'rxjs';
import { type MonitorDetail, type MonitorFacts } from '../core/inventory/inventory';
import { watchesCluster } from '../core/inventory/watchesCluster';
import { type FlowApiClient } from './client';
import { requiredText } from './decode';
import { type FlowApiError, toFlowApiError } from './errors';
import { getOne } from './getOne';
import { deniedError } from './unavailable';
import { timeMsOf } from '../core/json';
import { listMonitors } from './monitors';
import { resourcesOf } from './resources';
import { type WireMonitorSummary } from './wire';

/** A monitor with what it watches. Errors with a FlowApiError. */
export function getMonitor(client: FlowApiClient, name: string): Observable<MonitorFacts> {
  const subject = `Monitor "${name}"`;
  return getOne(client, {
    subject,
    path: `/monitors/${encodeURIComponent(name)}`,
    decode: (monitor) => ({
      name: requiredText(monitor, 'monitorName', subject),
      arn: requiredText(monitor, 'monitorArn', subject),
      status: requiredText(monitor, 'monitorStatus', subject),
      detail: detailOf(monitor),
    }),
  });
}

/** Of each listed monitor what is known of it, and why no more is. */
export interface ReadMonitor {
  monitor: MonitorFacts;
  error?: FlowApiError;
}

/**
 * All monitors with what each of them watches. One that cannot be read stands with its error; one that
 * was deleted since the list is passed over. Errors with a FlowApiError where there is no list.
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
 * The monitors that have an EKS cluster among their local resources, in the API's order, whatever their
 * status and name; none where the cluster has no monitor.
 *
 * Errors with a FlowApiError, also where one cannot be read: the cluster's flows would be incomplete.
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
      of({ monitor: { name, arn, status }, error: toFlowApiError(failure, `Monitor "${name}"`) })
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
