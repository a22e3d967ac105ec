import { catchError, map, type Observable, throwError } from 'rxjs';
import { infoNotice, type Notice, warningNotice } from '../../../core/notice';
import { type ScopeFacts } from '../../../core/inventory/inventory';
import { type FlowApiClient } from '../../../flowapi/client';
import { FlowApiError, toFlowApiError } from '../../../flowapi/errors';
import { allowActions, SCOPE_LIST } from '../../../flowapi/messages';
import { listScopes } from '../../../flowapi/scopes';
import { allowOrEnterScope, CREATE_SCOPE, NO_SCOPE, oneOfSeveralScopes, scopeIsNotReady } from '../../messages';

/** The scope to query, and notices about the choice. */
export interface ChosenScope {
  scopeId: string;
  notices: readonly Notice[];
}

/**
 * The scope of queries that do not specify one. AWS allows one scope per account and Region; if there are several, one that
 * is ready takes precedence. Errors with a FlowApiError if there is none.
 */
export function onlyScope(client: FlowApiClient): Observable<ChosenScope> {
  return listScopes(client).pipe(
    map(choose),
    catchError((failure: unknown) => {
      const error = toFlowApiError(failure, SCOPE_LIST);
      const remedy = allowOrEnterScope(allowActions(['ListScopes']));
      return throwError(() => (error.kind === 'denied' ? new FlowApiError('denied', error.what, remedy) : error));
    })
  );
}

function choose(scopes: readonly ScopeFacts[]): ChosenScope {
  const scope = scopes.find(({ status }) => status === 'SUCCEEDED') ?? scopes[0];
  if (!scope) {
    throw new FlowApiError('not-found', NO_SCOPE, CREATE_SCOPE);
  }
  return { scopeId: scope.scopeId, notices: [...choiceNotices(scope, scopes), ...statusNotices(scope)] };
}

function choiceNotices({ scopeId }: ScopeFacts, scopes: readonly ScopeFacts[]): Notice[] {
  return scopes.length > 1 ? [infoNotice(oneOfSeveralScopes(scopeId, scopes.length))] : [];
}

function statusNotices({ status }: ScopeFacts): Notice[] {
  return status === 'SUCCEEDED' ? [] : [warningNotice(scopeIsNotReady(status))];
}
