/** Pages of resources (monitors, scopes, accounts): at most 25 items, which is also the default. */
import { type ApiContext } from '../context/context';
import { type OperationRequest, queryInteger } from '../http/input';
import { type Page, pageOf } from './paging';

/** Model networkflowmonitor 2023-04-19, shape MaxResults. */
const MOST_RESOURCES = 25;

/** The requested page of a list. `listId` identifies the list in tokens. */
export function resourcePage<Item>(
  { clock, settings }: ApiContext,
  { query }: OperationRequest,
  { listId, list }: { listId: string; list: readonly Item[] }
): Page<Item> {
  return pageOf(list, {
    listId,
    pageSize: queryInteger(query, 'maxResults', { minimum: 1, maximum: MOST_RESOURCES }) ?? MOST_RESOURCES,
    nextToken: query.get('nextToken'),
    nowMs: clock.nowMs(),
    tokenLifetimeMs: settings.current.pageTokenLifetimeMs,
  });
}
