import { catchError, concat, forkJoin, map, type Observable, of, switchMap, tap } from 'rxjs';
import { type TimeWindow } from '../../../core/time';
import { type Category, DEFAULT_CATEGORIES } from '../../../core/flow/category';
import { coveredShare, shareText } from '../../../core/flow/coverage';
import { type FlowSnapshot } from '../../../core/flow/flowSnapshot';
import { type QueryContext } from '../../context/queryContext';

/**
 * The pictures of monitors with the share of all bytes that they hold, where the limit of rows cuts answers and CloudWatch
 * is chosen in the settings. It counts the flows of all categories together. The picture is shown before its share is known:
 * at a refresh with the last one.
 */
export function withCoverage(
  context: Pick<QueryContext, 'monitors' | 'totals'>,
  pictures: Observable<FlowSnapshot>,
  asked: AskedFlows
): Observable<FlowSnapshot> {
  const { totals } = context;
  const { monitorNames, categories } = asked;
  const request = { monitorNames, categories };
  return pictures.pipe(
    switchMap((picture) => {
      const { isWhole, answeredBytes, window } = picture;
      const coveredShare = totals?.lastSnapshots.recall(request, window)?.coveredShare;
      const soFar = { ...picture, isWhole: false, ...(coveredShare !== undefined && { coveredShare }) };
      if (!isWhole) {
        return of(soFar);
      }
      const total = answeredBytes === undefined ? undefined : totalOf(context, asked);
      return total && answeredBytes !== undefined
        ? concat(
            of(soFar),
            total.pipe(
              map((totalBytes) => covered(picture, answeredBytes, totalBytes)),
              tap((whole) => totals?.lastSnapshots.remember(request, whole))
            )
          )
        : of(picture);
    })
  );
}

interface AskedFlows {
  monitorNames: readonly string[];
  categories: readonly Category[];
  /** The windows that were asked for, without gaps. */
  parts: readonly TimeWindow[];
}

/** Bytes, undefined where CloudWatch does not hold them, or why nothing says so. */
type Total = number | undefined | Error;

function totalOf(
  { monitors, totals }: Pick<QueryContext, 'monitors' | 'totals'>,
  { monitorNames, categories, parts }: AskedFlows
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

function covered(picture: FlowSnapshot, answeredBytes: number, total: Total): FlowSnapshot {
  if (total instanceof Error) {
    const text = `How much of the monitor’s bytes these flows carry is unknown. ${total.message}`;
    // No warning: no flow is missing for that.
    return { ...picture, notices: [{ severity: 'info', text }, ...picture.notices] };
  }
  const share = total === undefined ? undefined : coveredShare({ answeredBytes, totalBytes: total });
  if (share === undefined) {
    return picture;
  }
  const text = `The answers of the flow API carry ${shareText(share)} of the monitor’s bytes, as CloudWatch counts them.`;
  return { ...picture, coveredShare: share, notices: [{ severity: 'info', text }, ...picture.notices] };
}
