import { someNames } from '../someNames';
import { type FlowFormat, type FlowSource } from './flowsQuery';
import {
  API_FOR_LONG_RANGE,
  apiProblemWithRemedy,
  type MissingSource,
  monitorNotSelected,
  NO_ACTIVE_MONITOR,
  noSource,
  SERIES_FOR_LONG_RANGE,
  seriesInsteadOfApi,
  seriesProblemOrApi,
  timeSeriesProblem,
} from './messages';
import { MAX_WINDOW_MS } from './planWindow';

/**
 * Why the flow API cannot be queried if neither a monitor nor a cluster is selected.
 *
 * @param active the names of the active monitors.
 */
export function noMonitorSelected(active: readonly string[]): MissingSource {
  return active.length === 0 ? NO_ACTIVE_MONITOR : monitorNotSelected(someNames(active));
}

/** What decides on the source of flows. */
export interface SourceFacts {
  requested: FlowSource;
  format: FlowFormat;
  /** Length of the time range in milliseconds. */
  rangeMs: number;
  /** Why the flow API cannot be queried; absent if it can. */
  apiMissing?: MissingSource | undefined;
  /** Why the agents' flow series in Prometheus cannot be queried; absent if they can. */
  seriesMissing?: MissingSource | undefined;
}

export type ChosenSource =
  { source: 'api' | 'series'; /** Why this one, if it is not obvious. */ reason?: string } | { problem: string };

/**
 * Chooses the source of flows. The API has more data (round-trip times, categories, network paths) but needs one query
 * per hour. The series need one query for any time range.
 */
export function chooseSource({ requested, format, rangeMs, apiMissing, seriesMissing }: SourceFacts): ChosenSource {
  if (format === 'timeSeries') {
    return seriesMissing === undefined ? { source: 'series' } : { problem: timeSeriesProblem(seriesMissing) };
  }
  switch (requested) {
    case 'api':
      return apiMissing === undefined ? { source: 'api' } : { problem: apiProblemWithRemedy(apiMissing) };
    case 'series':
      return seriesMissing === undefined ? { source: 'series' } : { problem: seriesProblemOrApi(seriesMissing) };
    case 'auto':
      return better({ rangeMs, apiMissing, seriesMissing });
  }
}

function better({
  rangeMs,
  apiMissing,
  seriesMissing,
}: Pick<SourceFacts, 'rangeMs' | 'apiMissing' | 'seriesMissing'>): ChosenSource {
  const isLong = rangeMs > MAX_WINDOW_MS * 1.05;
  if (apiMissing !== undefined) {
    return seriesMissing === undefined
      ? { source: 'series', reason: seriesInsteadOfApi(apiMissing) }
      : { problem: noSource(apiMissing, seriesMissing) };
  }
  if (!isLong) {
    return { source: 'api' };
  }
  return seriesMissing === undefined
    ? { source: 'series', reason: SERIES_FOR_LONG_RANGE }
    : { source: 'api', reason: API_FOR_LONG_RANGE };
}
