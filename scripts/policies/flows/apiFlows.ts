import { lastValueFrom } from 'rxjs';
import { DEFAULT_CATEGORIES, OPTIONAL_CATEGORIES } from '../../../src/core/flow/category';
import { type Flow } from '../../../src/core/flow/flow';
import { joinReports } from '../../../src/core/flow/joinReports';
import { type NameLookup } from '../../../src/core/flow/endpointOf';
import { mergeReports } from '../../../src/core/flow/mergeReports';
import { withZeroBytes } from '../../../src/core/flow/zeroBytes';
import { POLICY_METRICS } from '../../../src/core/policy/policyMetrics';
import { planWindow } from '../../../src/core/query/planWindow';
import { type TimeWindow } from '../../../src/core/time';
import { DEFAULT_INGESTION_LAG_SECONDS } from '../../../src/datasource/settings/options';
import { type FlowApiClient } from '../../../src/flowapi/client';
import { flowQueries, type FlowsProgress } from '../../../src/flowapi/flowQueries';
import { SharedTopContributors } from '../../../src/flowapi/sharedTopContributors';
import { Failure } from '../../failure';
import { queriesFailed } from '../messages';
import { type FlowReading } from './flowReading';

/** The most rows per query. */
const LIMIT = 500;

/** Hours of a month. */
export const MAX_PARTS = 744;

/** Reads the flows of monitors in windows of an hour, as the data source does. Throws a `Failure` if a query fails. */
export async function apiFlows(
  client: FlowApiClient,
  monitors: readonly string[],
  range: TimeWindow,
  lookup: NameLookup
): Promise<FlowReading> {
  const ingestionLagMs = DEFAULT_INGESTION_LAG_SECONDS * 1_000;
  const { parts } = planWindow(range, { nowMs: client.nowMs(), ingestionLagMs, maxParts: MAX_PARTS });
  const queries = new SharedTopContributors(client);
  const progress = await Promise.all(
    monitors.map((monitorName) =>
      lastValueFrom(
        flowQueries(queries, {
          monitorName,
          windows: parts,
          metrics: POLICY_METRICS,
          categories: DEFAULT_CATEGORIES,
          optionalCategories: OPTIONAL_CATEGORIES,
          limit: LIMIT,
        })
      )
    )
  );
  const failed = progress.flatMap((each) => each.failed.map(({ error }) => error.message));
  if (failed.length > 0) {
    throw new Failure(queriesFailed(failed));
  }
  const windows = parts.map((window, index) => ({ window, flows: flowsAt(progress, index, lookup) }));
  return {
    windows: windows.reverse(),
    isTruncated: progress.some(({ cut }) => cut.length > 0),
    warnings: [],
  };
}

/** What two monitors report counts once. Flows with retransmissions and without data are connections that fail. */
function flowsAt(progress: readonly FlowsProgress[], index: number, lookup: NameLookup): Flow[] {
  const monitors = progress.map(({ windows }) => {
    const { answers = [], allBytes = [] } = windows[index] ?? {};
    return withZeroBytes(
      answers.flatMap((reports) => reports ?? []),
      allBytes
    );
  });
  return joinReports(mergeReports(monitors), lookup);
}
