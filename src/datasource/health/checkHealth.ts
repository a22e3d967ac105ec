import { type TestDataSourceResponse } from '@grafana/data';
import { firstValueFrom, forkJoin } from 'rxjs';
import { healthSummary } from '../../core/health/summary';
import { type QueryContext } from '../context/queryContext';
import { cloudWatchChecks } from './cloudWatchChecks';
import { flowApiChecks } from './flowApiChecks';
import { prometheusChecks } from './prometheusChecks';

/** What "Save & test" needs to know. */
export type CheckedSources = Pick<QueryContext, 'settings' | 'facts' | 'transport' | 'client' | 'totals'>;

/**
 * Looks at each part of what answers come from, all at once, and says what is wrong and how to mend it. Takes less
 * than a minute, whatever hangs. Grafana shows the message, and the details folded in.
 *
 * @param triesPermissions whether the operations of the flow API are tried, one by one
 */
export async function checkHealth(context: CheckedSources, triesPermissions: boolean): Promise<TestDataSourceResponse> {
  const checks = [flowApiChecks(context, triesPermissions), prometheusChecks(context), cloudWatchChecks(context)];
  const findings = await firstValueFrom(forkJoin(checks));
  const { status, message, details } = healthSummary(findings.flat());
  return { status, message, details: { verboseMessage: details } };
}
