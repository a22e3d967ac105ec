import { lastValueFrom } from 'rxjs';
import { DEFAULT_CATEGORIES, OPTIONAL_CATEGORIES } from '../../src/core/flow/category';
import { type Flow } from '../../src/core/flow/flow';
import { joinReports } from '../../src/core/flow/joinReports';
import { type NameLookup } from '../../src/core/flow/endpointOf';
import { mergeReports } from '../../src/core/flow/mergeReports';
import { type FlowWindow } from '../../src/core/policy/review/proposal';
import { withZeroBytes } from '../../src/core/flow/zeroBytes';
import { planWindow } from '../../src/core/query/planWindow';
import { type TimeWindow } from '../../src/core/time';
import { type FlowApiClient } from '../../src/flowapi/client';
import { flowQueries, type FlowsProgress } from '../../src/flowapi/flowQueries';
import { SharedTopContributors } from '../../src/flowapi/sharedTopContributors';

export interface FlowReading {
  /** From the oldest window to the newest. */
  windows: readonly FlowWindow[];
  /** Responses that reached the row limit, and queries that failed. */
  truncated: number;
  failed: readonly string[];
}

/** The most rows per query. */
const LIMIT = 500;

/** Hours of a month. */
const MAX_PARTS = 744;

/** Reads the flows of monitors in windows of an hour, as the data source does. */
export async function readFlows(
  client: FlowApiClient,
  monitors: readonly string[],
  range: TimeWindow,
  { lookup, ingestionLagMs }: { lookup: NameLookup; ingestionLagMs: number }
): Promise<FlowReading> {
  const { parts } = planWindow(range, { nowMs: client.nowMs(), ingestionLagMs, maxParts: MAX_PARTS });
  const queries = new SharedTopContributors(client);
  const progress = await Promise.all(
    monitors.map((monitorName) =>
      lastValueFrom(
        flowQueries(queries, {
          monitorName,
          windows: parts,
          metrics: ['DATA_TRANSFERRED', 'RETRANSMISSIONS'],
          categories: DEFAULT_CATEGORIES,
          optionalCategories: OPTIONAL_CATEGORIES,
          limit: LIMIT,
        })
      )
    )
  );
  const windows = parts.map((window, index) => ({ window, flows: flowsAt(progress, index, lookup) }));
  return {
    windows: windows.reverse(),
    truncated: progress.reduce((sum, { cut }) => sum + cut.length, 0),
    failed: progress.flatMap(({ failed }) => failed.map(({ error }) => error.message)),
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
