import { getDataSourceSrv } from '@grafana/runtime';
import { catchError, map, type Observable, of, switchMap, throwError, timeout } from 'rxjs';
import { type CloudWatchAnswer, cloudWatchFinding } from '../../core/health/cloudWatch';
import { type Finding } from '../../core/health/finding';
import { MONITOR_LIST } from '../../flowapi/messages';
import { listMonitors } from '../../flowapi/monitors';
import { type QueryContext } from '../context/queryContext';
import { attempt } from './attempt';
import { CHECK_LIMIT_MS } from './limit';
import { NO_RESPONSE_FROM_CLOUDWATCH } from './messages';

const MINUTE_MS = 60_000;
/** Relative to now. CloudWatch metrics can be delayed by some minutes. */
const WINDOW = { fromMs: 30 * MINUTE_MS, toMs: 10 * MINUTE_MS };

/**
 * Checks that the selected CloudWatch data source has the bytes of an active monitor. There is no finding if none is selected.
 * If there is no active monitor, or monitors cannot be listed, other findings report it.
 *
 * Emits once and never fails.
 */
export function cloudWatchChecks({
  settings,
  transport,
  client,
  totals,
}: Pick<QueryContext, 'settings' | 'transport' | 'client' | 'totals'>): Observable<Finding[]> {
  if (!totals) {
    return of([]);
  }
  const { pacing } = client;
  return attempt({ transport, pacing }, listMonitors, MONITOR_LIST).pipe(
    switchMap((outcome) => {
      const monitors = 'value' in outcome ? outcome.value : [];
      const active = monitors.find(({ monitorStatus }) => monitorStatus === 'ACTIVE');
      if (!active) {
        return of([]);
      }
      const { cloudWatchUid: uid = '' } = settings;
      const answer = getDataSourceSrv().getInstanceSettings(uid)
        ? counts(totals, active.monitorArn, client)
        : of<CloudWatchAnswer>({ kind: 'gone', uid });
      return answer.pipe(map((result) => [cloudWatchFinding(result, active.monitorName)]));
    })
  );
}

function counts(
  totals: NonNullable<QueryContext['totals']>,
  arn: string,
  client: QueryContext['client']
): Observable<CloudWatchAnswer> {
  const nowMs = client.nowMs();
  return totals.bytesOf([arn], { startMs: nowMs - WINDOW.fromMs, endMs: nowMs - WINDOW.toMs }).pipe(
    timeout({
      first: CHECK_LIMIT_MS,
      scheduler: client.pacing.scheduler,
      with: () => throwError(() => new Error(NO_RESPONSE_FROM_CLOUDWATCH)),
    }),
    map((bytes): CloudWatchAnswer => ({ kind: bytes === undefined ? 'nothing' : 'counts' })),
    catchError((failure: unknown) =>
      of<CloudWatchAnswer>({ kind: 'fails', said: failure instanceof Error ? failure.message : String(failure) })
    )
  );
}
