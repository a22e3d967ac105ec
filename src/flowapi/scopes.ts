import { type Observable } from 'rxjs';
import { urlPart } from '../core/urlPart';
import { type ScopeFacts, type ScopeTarget } from '../core/inventory/inventory';
import { type FlowApiClient } from './client';
import { requiredList, requiredText } from './decode';
import { getOne } from './getOne';
import { optionalRecord, optionalText } from '../core/json';
import { SCOPE_LIST, scopeNamed } from './messages';
import { wholeList } from './pages';

/** All scopes, without their accounts. AWS allows one per account and Region. Errors with a FlowApiError. */
export function listScopes(client: FlowApiClient): Observable<ScopeFacts[]> {
  return wholeList(client, {
    subject: SCOPE_LIST,
    path: '/scopes',
    itemsOf: (page) => requiredList(page, 'scopes', SCOPE_LIST).map((scope) => scopeOf(scope, SCOPE_LIST)),
  });
}

/** A scope with the accounts that it covers. Errors with a FlowApiError. */
export function getScope(client: FlowApiClient, scopeId: string): Observable<ScopeFacts> {
  const subject = scopeNamed(scopeId);
  return getOne(client, {
    subject,
    path: `/scopes/${urlPart(scopeId)}`,
    decode: (scope) => ({
      ...scopeOf(scope, subject),
      targets: requiredList(scope, 'targets', subject).map(targetOf),
    }),
  });
}

function scopeOf(scope: Record<string, unknown>, subject: string): ScopeFacts {
  return {
    scopeId: requiredText(scope, 'scopeId', subject),
    arn: requiredText(scope, 'scopeArn', subject),
    status: requiredText(scope, 'status', subject),
  };
}

function targetOf(target: Record<string, unknown>): ScopeTarget {
  const identifier = optionalRecord(target, 'targetIdentifier');
  return {
    accountId: optionalText(optionalRecord(identifier, 'targetId'), 'accountId'),
    type: optionalText(identifier, 'targetType'),
    region: optionalText(target, 'region'),
  };
}
