import { map, type Observable } from 'rxjs';
import { type AccountToAdd, type ScopeCoverage } from '../core/inventory/inventory';
import { type FlowApiClient } from './client';
import { requiredList, requiredText } from './decode';
import { type OptionalOperations } from './unavailable';
import { optionalText, timeMsOf } from '../core/json';
import { scopeSuggestionsFor } from './messages';
import { wholeList } from './pages';

/** The operation that suggests accounts for a scope, which an endpoint may lack. */
export const SUGGESTING_SCOPES: OptionalOperations = {
  title: 'Scope suggestions',
  operations: ['GetMonitorScopeSuggestions'],
};

/**
 * Whether the scope covers all accounts whose traffic a monitor sees, and the accounts that it does not cover. Network paths
 * of the traffic of these accounts cannot be resolved. Errors with a FlowApiError.
 */
export function scopeSuggestions(
  client: FlowApiClient,
  { name, arn }: { name: string; arn: string }
): Observable<ScopeCoverage> {
  const subject = scopeSuggestionsFor(name);
  return wholeList(client, {
    subject,
    path: '/monitor-scope-suggestions',
    parameters: { monitorArn: arn },
    itemsOf: (page) => [coverageOf(page, name, subject)],
  }).pipe(
    // Each page repeats the status and adds accounts.
    map((pages) =>
      pages.reduce((all, page) => ({ ...all, ...page, accountsToAdd: [...all.accountsToAdd, ...page.accountsToAdd] }))
    )
  );
}

function coverageOf(page: Record<string, unknown>, monitorName: string, subject: string): ScopeCoverage {
  const updatedAtMs = timeMsOf(page.updatedAt);
  return {
    monitorName,
    status: requiredText(page, 'status', subject),
    accountsToAdd: requiredList(page, 'accountsToAdd', subject).map((account) => accountOf(account, subject)),
    ...(updatedAtMs !== undefined && { updatedAtMs }),
  };
}

function accountOf(account: Record<string, unknown>, subject: string): AccountToAdd {
  return {
    accountId: requiredText(account, 'accountId', subject),
    region: optionalText(account, 'region'),
    membership: optionalText(account, 'membership'),
  };
}
