import { type TestDataSourceResponse } from '@grafana/data';
import { firstValueFrom, forkJoin } from 'rxjs';
import { healthSummary } from '../../core/health/summary';
import { type QueryContext } from '../context/queryContext';
import { cloudWatchChecks } from './cloudWatchChecks';
import { flowApiChecks } from './flowApiChecks';
import { prometheusChecks } from './prometheusChecks';

/** The part of the context that "Save & test" needs. */
export type CheckedSources = Pick<QueryContext, 'settings' | 'facts' | 'transport' | 'client' | 'totals'>;

/**
 * Checks all data sources of queries at the same time, and says what is wrong and how to fix it. Takes less than a minute
 * even if a data source does not respond. Grafana shows the message, and the details in a collapsed section.
 *
 * @param triesPermissions whether to try the operations of the flow API, one by one
 */
export async function checkHealth(context: CheckedSources, triesPermissions: boolean): Promise<TestDataSourceResponse> {
  const checks = [flowApiChecks(context, triesPermissions), prometheusChecks(context), cloudWatchChecks(context)];
  const findings = await firstValueFrom(forkJoin(checks));
  const { status, message, details } = healthSummary(findings.flat());
  return { status, message, details: { verboseMessage: details } };
}
