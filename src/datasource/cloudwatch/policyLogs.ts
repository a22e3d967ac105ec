import { type DataFrame } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { asyncScheduler, catchError, from, map, type Observable, switchMap, throwError } from 'rxjs';
import { logGroupName, policyLogQuery } from '../../core/cloudwatch/policyLogQuery';
import { type PolicyLogRow } from '../../core/policyLog/policyLog';
import { type TimeWindow } from '../../core/time';
import { SharedStreams } from '../../flowapi/sharedStreams';
import { queryDataSource } from '../context/queryDataSource';
import { noPolicyLog, policyLogFailed, policyLogIncomplete } from '../messages';
import { failureMessage } from '../results/failure';

/** The panels of a dashboard share a query, because CloudWatch charges for each. */
const FRESH_MS = 60_000;
/** Logs Insights has no steps. */
const INTERVAL_MS = 1_000;

/** The log of the network policy agents, from the user's CloudWatch data source. It is queried as that user. */
export class PolicyLogs {
  private readonly streams = new SharedStreams<PolicyLogRow[]>(asyncScheduler);

  constructor(private readonly cloudWatchUid: string) {}

  /**
   * The groups of lines of a cluster in a window. Emits once. Errors with what to do.
   *
   * @param cluster the name or ARN of an EKS cluster.
   */
  rowsOf(cluster: string, window: TimeWindow): Observable<PolicyLogRow[]> {
    return this.streams.get(JSON.stringify([cluster, window]), FRESH_MS, () =>
      from(getDataSourceSrv().get(this.cloudWatchUid)).pipe(
        switchMap((cloudWatch) => {
          const target = { refId: 'denied', datasource: cloudWatch.getRef(), ...policyLogQuery(cluster) };
          return queryDataSource(cloudWatch, [target], window, INTERVAL_MS);
        }),
        catchError((failure: unknown) => throwError(() => logFailure(failure, cluster))),
        map((frames) => frames.flatMap(rowsOf))
      )
    );
  }
}

function logFailure(failure: unknown, cluster: string): Error {
  const message = failureMessage(failure);
  return new Error(
    message?.includes('ResourceNotFoundException') ? noPolicyLog(logGroupName(cluster)) : policyLogFailed(message)
  );
}

/** The rows of a frame; columns in which no row has a value are missing. */
function rowsOf({ fields, length, meta }: DataFrame): PolicyLogRow[] {
  const status: unknown = meta?.custom?.Status ?? 'Complete';
  if (status !== 'Complete') {
    throw new Error(policyLogIncomplete(String(status)));
  }
  const valueOf = (name: string, row: number): unknown => fields.find((field) => field.name === name)?.values[row];
  return Array.from({ length }, (_, row) => {
    const texts = (['before', 'after', 'tier', 'verdict', 'example'] as const).flatMap((name) => {
      const value = valueOf(name, row);
      return value === undefined || value === null ? [] : [[name, String(value)] as const];
    });
    const numberOf = (name: keyof PolicyLogRow) => Number(valueOf(name, row) ?? 0);
    return {
      ...Object.fromEntries(texts),
      packets: numberOf('packets'),
      attempts: numberOf('attempts'),
      firstMs: numberOf('firstMs'),
      lastMs: numberOf('lastMs'),
    };
  });
}
