import { catchError, concat, forkJoin, map, type Observable, of, switchMap, tap } from 'rxjs';
import { type TimeWindow } from '../../../core/time';
import { type Category, DEFAULT_CATEGORIES } from '../../../core/flow/category';
import { coveredShare, shareText } from '../../../core/flow/coverage';
import { type FlowSnapshot } from '../../../core/flow/flowSnapshot';
import { infoNotice } from '../../../core/notice';
import { type QueryContext } from '../../context/queryContext';
import { coverageOfBytes, coverageUnknown } from '../../messages';

/**
 * Snapshots of monitors with their coverage: the share of all bytes that they contain. Only if the limit of rows cuts responses
 * and a CloudWatch data source, which counts the bytes of all categories together, is selected in the settings. The snapshot
 * is shown before its coverage is known, with the last known coverage.
 */
export function withCoverage(
  context: Pick<QueryContext, 'monitors' | 'totals'>,
  snapshots: Observable<FlowSnapshot>,
  flows: RequestedFlows
): Observable<FlowSnapshot> {
  const { totals } = context;
  const { monitorNames, categories } = flows;
  const request = { monitorNames, categories };
  return snapshots.pipe(
    switchMap((snapshot) => {
      const { isWhole, answeredBytes, window } = snapshot;
      const coveredShare = totals?.lastSnapshots.recall(request, window)?.coveredShare;
      const soFar = { ...snapshot, isWhole: false, ...(coveredShare !== undefined && { coveredShare }) };
      if (!isWhole) {
        return of(soFar);
      }
      const total = answeredBytes === undefined ? undefined : totalOf(context, flows);
      return total && answeredBytes !== undefined
        ? concat(
            of(soFar),
            total.pipe(
              map((totalBytes) => covered(snapshot, answeredBytes, totalBytes)),
              tap((whole) => totals?.lastSnapshots.remember(request, whole))
            )
          )
        : of(snapshot);
    })
  );
}

interface RequestedFlows {
  monitorNames: readonly string[];
  categories: readonly Category[];
  /** The requested windows, without gaps. */
  parts: readonly TimeWindow[];
}

/** Bytes, undefined if CloudWatch does not have them, or the error of the query. */
type Total = number | undefined | Error;

function totalOf(
  { monitors, totals }: Pick<QueryContext, 'monitors' | 'totals'>,
  { monitorNames, categories, parts }: RequestedFlows
): Observable<Total> | undefined {
  if (!DEFAULT_CATEGORIES.every((category) => categories.includes(category))) {
    return undefined;
  }
  const window = {
    startMs: Math.min(...parts.map(({ startMs }) => startMs)),
    endMs: Math.max(...parts.map(({ endMs }) => endMs)),
  };
  return (
    totals &&
    forkJoin(monitorNames.map((name) => monitors.arnOf(name))).pipe(
      switchMap((arns): Observable<Total> => totals.bytesOf(arns, window)),
      catchError((failure: unknown) => of(failure instanceof Error ? failure : new Error(String(failure))))
    )
  );
}

function covered(snapshot: FlowSnapshot, answeredBytes: number, total: Total): FlowSnapshot {
  if (total instanceof Error) {
    // No flow is missing, so this is not a warning.
    return { ...snapshot, notices: [infoNotice(coverageUnknown(total.message)), ...snapshot.notices] };
  }
  const share = total === undefined ? undefined : coveredShare({ answeredBytes, totalBytes: total });
  if (share === undefined) {
    return snapshot;
  }
  const notice = infoNotice(coverageOfBytes(shareText(share)));
  return { ...snapshot, coveredShare: share, notices: [notice, ...snapshot.notices] };
}
