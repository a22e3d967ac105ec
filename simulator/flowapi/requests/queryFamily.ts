/** Start, status, results and stop: the same four operations for each of the four types of queries. */
import { notFoundError, validationError } from '../model/apiError';
import { type ApiContext } from '../context/context';
import {
  type IntegerRange,
  type JsonObject,
  jsonBody,
  type OperationRequest,
  pathParameter,
  queryInteger,
} from '../http/input';
import { type ReadOperation } from '../model/operations';
import { pageOf } from './paging';
import { type Query, queryStatus, type QueryResult } from '../queries/query';

/** A validated query. */
export interface CheckedQuery {
  metricName?: string;
  destinationCategory?: string;
  compute(): QueryResult;
}

/** How a type of query is validated and computed. */
export interface QueryType {
  startOperation: ReadOperation;
  /** The path parameter with the owner of the query. */
  ownerParameter: 'monitorName' | 'scopeId';
  maxResults: IntegerRange;
  check(owner: string, input: JsonObject): CheckedQuery;
}

type Handler = (request: OperationRequest) => Record<string, unknown>;
/** The handlers of the four operations. */
export type QueryFamily = Record<'start' | 'status' | 'results' | 'stop', Handler>;

/** Creates the handlers for a type of query. */
export function queryFamily(context: ApiContext, type: QueryType): QueryFamily {
  return {
    start: (request) => ({ queryId: startQuery(context, type, request).id }),
    status: (request) => ({ status: statusOf(context, findQuery(context, type, request)) }),
    results: (request) => resultsOf(context, type, request),
    stop: (request) => {
      context.queries.stop(findQuery(context, type, request));
      return {};
    },
  };
}

function ownerKey(type: QueryType, owner: string): string {
  return `${type.startOperation} ${owner}`;
}

function startQuery({ queries, faults }: ApiContext, type: QueryType, request: OperationRequest): Query {
  const owner = pathParameter(request, type.ownerParameter);
  const { compute, metricName, destinationCategory } = type.check(owner, jsonBody(request));
  const fails = faults.takeQueryFault({ operation: type.startOperation, metricName, destinationCategory });
  return queries.start({ owner: ownerKey(type, owner), fails, compute });
}

function findQuery({ queries }: ApiContext, type: QueryType, request: OperationRequest): Query {
  const queryId = pathParameter(request, 'queryId');
  const query = queries.find(queryId, ownerKey(type, pathParameter(request, type.ownerParameter)));
  if (!query) {
    throw notFoundError(`Query ${queryId}`);
  }
  return query;
}

/**
 * Right after its start, a query may not be found: 404, although the model does not list this error for every status
 * operation.
 */
function statusOf({ clock, settings }: ApiContext, query: Query): string {
  const nowMs = clock.nowMs();
  if (nowMs - query.startedAtMs < settings.current.notFoundAfterStartMs) {
    throw notFoundError(`Query ${query.id}`);
  }
  return queryStatus(query, nowMs);
}

/**
 * How the live service rejects requests for the results of a query that has not succeeded is not documented; this is a
 * guess.
 */
function resultsOf(context: ApiContext, type: QueryType, request: OperationRequest): Record<string, unknown> {
  const { clock, settings } = context;
  const pageSize = queryInteger(request.query, 'maxResults', type.maxResults) ?? settings.current.defaultPageSize;
  const query = findQuery(context, type, request);
  const nowMs = clock.nowMs();
  const status = queryStatus(query, nowMs);
  if (status !== 'SUCCEEDED') {
    throw validationError(`Query ${query.id} has no results: its status is ${status}`);
  }
  const { items, nextToken } = pageOf(query.result().items, {
    listId: query.id,
    pageSize: Math.min(pageSize, settings.current.longestPage),
    nextToken: request.query.get('nextToken'),
    nowMs,
    tokenLifetimeMs: settings.current.pageTokenLifetimeMs,
  });
  return { ...query.result().body(items), ...(nextToken && { nextToken }) };
}
