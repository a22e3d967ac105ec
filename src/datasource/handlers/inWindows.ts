import { type DataQueryResponse } from '@grafana/data';
import { type Observable } from 'rxjs';
import { warningNotice } from '../../core/notice';
import { type WindowPlan } from '../../core/query/planWindow';
import { type QueryContext } from '../context/queryContext';
import { rangeOf } from '../query/range';
import { splitRange } from '../query/splitRange';
import { withAddedNotices } from '../results/notices';
import { type TargetRequest } from './handler';

/** Responses for the windows of a range, with a notice if the plan omits a part of the range. */
export function inWindows(
  context: QueryContext,
  { request }: TargetRequest,
  queriesPerWindow: number,
  respond: (windows: WindowPlan['parts']) => Observable<DataQueryResponse>
): Observable<DataQueryResponse> {
  const { parts, notice } = splitRange(context, rangeOf(request), queriesPerWindow);
  return withAddedNotices(respond(parts), notice === undefined ? [] : [warningNotice(notice)]);
}
