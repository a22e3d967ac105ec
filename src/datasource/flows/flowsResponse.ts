import { type DataQueryResponse, LoadingState, type QueryResultMetaNotice } from '@grafana/data';
import { asyncScheduler, catchError, filter, map, type Observable, of, startWith, throttleTime } from 'rxjs';
import { categoryLabel } from '../../core/flow/category';
import { filterFlows } from '../../core/flow/filter';
import { joinReports } from '../../core/flow/joinReports';
import { FLOW_METRIC_LABELS } from '../../core/flow/metric';
import { type WindowPlan } from '../../core/query/planWindow';
import { type FlowsQuery } from '../../core/query/resolveQuery';
import { type FailedQuery, flowQueries, type FlowsProgress } from '../../flowapi/flowQueries';
import { type Pacing } from '../../flowapi/pacing';
import { type FlowApiTransport } from '../../flowapi/transport';
import { flowsToFrame } from '../../frames/flowsFrame';
import { errorResponse } from '../errorResponse';

export interface FlowsTask {
  query: FlowsQuery;
  plan: WindowPlan;
  refId: string;
  /** The whole picture of a moment ago: shown until the new one is whole, in place of its parts. */
  last: DataQueryResponse | undefined;
}

/** Panels draw every emission; more than four a second nobody can see. */
const MIN_INTERVAL_MS = 250;

/**
 * Runs a flows query and emits the picture as it grows: whole snapshots, state Loading until the
 * last. An expected failure is a response that says what to do, not a thrown error.
 */
export function flowsResponse(
  transport: FlowApiTransport,
  task: FlowsTask,
  pacing: Pacing
): Observable<DataQueryResponse> {
  const { query, plan, refId, last } = task;
  return flowQueries(transport, { ...query, window: plan.window }, pacing).pipe(
    filter((progress) => last === undefined || isWhole(progress)),
    throttleTime(MIN_INTERVAL_MS, pacing.scheduler ?? asyncScheduler, { leading: true, trailing: true }),
    map((progress) => toResponse(progress, task)),
    startWith(...(last ? [again(last, refId, LoadingState.Loading)] : [])),
    catchError((failure: unknown) =>
      // What was true a moment ago stays on the screen, with what went wrong beside it.
      of({ ...errorResponse(failure, refId), data: last ? again(last, refId, LoadingState.Error).data : [] })
    )
  );
}

/**
 * An answer once more, as that of this query: with frames of its own, because Grafana passes over a
 * packet whose frames it has seen, and under this query's name, whoever asked first.
 */
function again(response: DataQueryResponse, refId: string, state: LoadingState): DataQueryResponse {
  return { ...response, key: refId, data: response.data.map((frame) => ({ ...frame, refId })), state };
}

function isWhole({ done, total }: FlowsProgress): boolean {
  return done === total;
}

function toResponse(progress: FlowsProgress, { query, plan, refId }: FlowsTask): DataQueryResponse {
  const flows = filterFlows(joinReports(progress.reports), query.filter);
  const frame = flowsToFrame(flows, plan.window, refId);
  const notices = noticesOf(progress, plan);
  return {
    data: [{ ...frame, meta: { ...frame.meta, notices } }],
    key: refId,
    state: isWhole(progress) ? LoadingState.Done : LoadingState.Loading,
  };
}

function noticesOf({ failed }: FlowsProgress, { notice }: WindowPlan): QueryResultMetaNotice[] {
  return [...(notice ? [warning(notice)] : []), ...failed.map((failure) => warning(describeFailure(failure)))];
}

function describeFailure({ metric, category, error }: FailedQuery): string {
  return `Without ${FLOW_METRIC_LABELS[metric].toLowerCase()} of "${categoryLabel(category)}": ${error.message}`;
}

function warning(text: string): QueryResultMetaNotice {
  return { severity: 'warning', text };
}
