import { getDataSourceSrv } from '@grafana/runtime';
import { catchError, map, type Observable, of, switchMap, throwError, timeout } from 'rxjs';
import { type CloudWatchAnswer, cloudWatchFinding } from '../../core/health/cloudWatch';
import { type Finding } from '../../core/health/finding';
import { listMonitors } from '../../flowapi/monitors';
import { type QueryContext } from '../context/queryContext';
import { attempt } from './attempt';
import { CHECK_LIMIT_MS } from './limit';

const MINUTE_MS = 60_000;
/** CloudWatch can be some minutes behind. */
const WINDOW = { fromMs: 30 * MINUTE_MS, toMs: 10 * MINUTE_MS };

/**
 * Whether the chosen CloudWatch data source counts the bytes of an active monitor. No finding where none is chosen, and
 * where there is no such monitor or no list of them, which other findings say.
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
  return attempt({ transport, pacing }, listMonitors, 'List of monitors').pipe(
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
      return answer.pipe(map((one) => [cloudWatchFinding(one, active.monitorName)]));
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
      with: () => throwError(() => new Error(TOO_SLOW)),
    }),
    map((bytes): CloudWatchAnswer => ({ kind: bytes === undefined ? 'nothing' : 'counts' })),
    catchError((failure: unknown) =>
      of<CloudWatchAnswer>({ kind: 'fails', said: failure instanceof Error ? failure.message : String(failure) })
    )
  );
}

const TOO_SLOW = `The CloudWatch data source did not answer in ${CHECK_LIMIT_MS / 1_000} seconds. Check that it works, or choose another one in the settings.`;
