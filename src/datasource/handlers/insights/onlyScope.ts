import { catchError, map, type Observable, throwError } from 'rxjs';
import { type Notice } from '../../../core/notice';
import { type ScopeFacts } from '../../../core/inventory/inventory';
import { type FlowApiClient } from '../../../flowapi/client';
import { FlowApiError, toFlowApiError } from '../../../flowapi/errors';
import { listScopes } from '../../../flowapi/scopes';

/** A scope to ask, and what the reader has to know about the choice. */
export interface ChosenScope {
  scopeId: string;
  notices: readonly Notice[];
}

/**
 * The scope that is meant where nobody named one: AWS allows one per account and Region, and one that is
 * ready goes before others. Errors with a FlowApiError where there is none.
 */
export function onlyScope(client: FlowApiClient): Observable<ChosenScope> {
  return listScopes(client).pipe(
    map(choose),
    catchError((failure: unknown) => {
      const error = toFlowApiError(failure, 'List of scopes');
      const remedy =
        'Allow the identity that signs the requests networkflowmonitor:ListScopes, or enter a scope’s id in the query.';
      return throwError(() => (error.kind === 'denied' ? new FlowApiError('denied', error.what, remedy) : error));
    })
  );
}

function choose(scopes: readonly ScopeFacts[]): ChosenScope {
  const scope = scopes.find(({ status }) => status === 'SUCCEEDED') ?? scopes[0];
  if (!scope) {
    throw new FlowApiError(
      'not-found',
      'Network Flow Monitor has no scope in this account and Region.',
      'Create one in CloudWatch, Network Flow Monitor.'
    );
  }
  return { scopeId: scope.scopeId, notices: [...choiceNotices(scope, scopes), ...statusNotices(scope)] };
}

function choiceNotices({ scopeId }: ScopeFacts, scopes: readonly ScopeFacts[]): Notice[] {
  const text = `Shown is scope ${scopeId}, one of ${scopes.length}. Enter another one's id in the query to see it.`;
  return scopes.length > 1 ? [{ severity: 'info', text }] : [];
}

function statusNotices({ status }: ScopeFacts): Notice[] {
  const text = `The scope's status is ${status}: its data may be incomplete until it is SUCCEEDED.`;
  return status === 'SUCCEEDED' ? [] : [{ severity: 'warning', text }];
}
