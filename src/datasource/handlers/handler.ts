import { type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { type Observable } from 'rxjs';
import { type QueryContext } from '../context/queryContext';

/** What a query's answer depends on besides the query itself. */
export interface TargetRequest {
  /** Grafana's request: its range and interval, and what Prometheus needs of it. */
  request: DataQueryRequest;
  refId: string;
}

/**
 * Answers a resolved query of one type. Each response replaces the one before. Expected failures are error responses that
 * say what to do, or errors with such a message.
 */
export type QueryHandler<Query> = (
  context: QueryContext,
  query: Query,
  target: TargetRequest
) => Observable<DataQueryResponse>;
