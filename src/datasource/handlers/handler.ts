import { type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { type Observable } from 'rxjs';
import { type QueryContext } from '../context/queryContext';

/** The request that contains a query. */
export interface TargetRequest {
  /** Grafana's request, with the range, the interval, and everything that Prometheus needs. */
  request: DataQueryRequest;
  refId: string;
}

/**
 * Answers a resolved query of one type. Each response replaces the one before. Expected failures are error responses, or errors,
 * with a message that says what to do.
 */
export type QueryHandler<Query> = (
  context: QueryContext,
  query: Query,
  target: TargetRequest
) => Observable<DataQueryResponse>;
