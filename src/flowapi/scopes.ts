import { type Observable } from 'rxjs';
import { type ScopeFacts, type ScopeTarget } from '../core/inventory/inventory';
import { type FlowApiClient } from './client';
import { requiredList, requiredText } from './decode';
import { getOne } from './getOne';
import { optionalRecord, optionalText } from '../core/json';
import { wholeList } from './pages';

const SUBJECT = 'List of scopes';

/** All scopes, without what they cover; AWS allows one per account and Region. Errors with a FlowApiError. */
export function listScopes(client: FlowApiClient): Observable<ScopeFacts[]> {
  return wholeList(client, {
    subject: SUBJECT,
    path: '/scopes',
    itemsOf: (page) => requiredList(page, 'scopes', SUBJECT).map((scope) => scopeOf(scope, SUBJECT)),
  });
}

/** A scope with the accounts that it covers. Errors with a FlowApiError. */
export function getScope(client: FlowApiClient, scopeId: string): Observable<ScopeFacts> {
  const subject = `Scope "${scopeId}"`;
  return getOne(client, {
    subject,
    path: `/scopes/${encodeURIComponent(scopeId)}`,
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
