import { catchError, defer, EMPTY, expand, type Observable, reduce, throwError } from 'rxjs';
import { type FlowApiClient } from './client';
import { asRecord } from './decode';
import { flowApiError, toFlowApiError } from './errors';
import { tooManyPages } from './messages';

/** More pages than any list has. If there are more, the API repeats itself. */
const MAX_PAGES = 100;

/** A request for a list of the API that comes in pages. */
export interface PagedRequest<Item> {
  /** What messages call the list. */
  subject: string;
  path: string;
  parameters?: Record<string, string>;
  /** The items of one page. Throws a FlowApiError for an invalid response. */
  itemsOf(page: Record<string, unknown>): Item[];
}

interface Page<Item> {
  items: Item[];
  nextToken: string | undefined;
  number: number;
}

/** The items of all pages, in the API's order, emitted once. Errors with the failure of the first page that fails. */
export function allPages<Item>(
  client: FlowApiClient,
  { subject, path, parameters, itemsOf }: PagedRequest<Item>
): Observable<Item[]> {
  const page = (number: number, nextToken?: string): Observable<Page<Item>> =>
    client.send(
      { method: 'GET', path, parameters: { ...parameters, ...(nextToken !== undefined && { nextToken }) } },
      (answer) => {
        const record = asRecord(answer, subject);
        return { items: itemsOf(record), nextToken: nextTokenOf(record), number };
      }
    );
  const following = ({ nextToken, number }: Page<Item>) =>
    number < MAX_PAGES
      ? page(number + 1, nextToken)
      : throwError(() => flowApiError('malformed', tooManyPages(subject, MAX_PAGES)));
  return defer(() => page(1)).pipe(
    expand((last) => (last.nextToken === undefined ? EMPTY : following(last))),
    reduce<Page<Item>, Item[]>((all, { items }) => all.concat(items), [])
  );
}

/** A whole list of the API. Errors with a FlowApiError. */
export function wholeList<Item>(client: FlowApiClient, request: PagedRequest<Item>): Observable<Item[]> {
  return allPages(client, request).pipe(
    catchError((failure: unknown) => throwError(() => toFlowApiError(failure, request.subject)))
  );
}

function nextTokenOf(page: Record<string, unknown>): string | undefined {
  const token = page.nextToken;
  return typeof token === 'string' && token !== '' ? token : undefined;
}
