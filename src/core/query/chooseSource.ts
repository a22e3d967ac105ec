import { someNames } from '../someNames';
import { type FlowFormat, type FlowSource } from './flowsQuery';
import { MAX_WINDOW_MS } from './planWindow';

/** Why the flow API cannot be queried, as a clause, and what to do about it, in a sentence. */
export interface ApiLack {
  because: string;
  remedy: string;
}

export const NO_API_ADDRESS: ApiLack = {
  because: 'the settings hold no flow API address',
  remedy: 'Enter one in the data source settings.',
};

/** @param active the names of the monitors that a user can choose from. */
export function noMonitorChosen(active: readonly string[]): ApiLack {
  return active.length === 0
    ? {
        because: 'the flow API lists no active monitor',
        remedy: 'Create one in CloudWatch Network Flow Monitor, with the EKS cluster as its local resource.',
      }
    : { because: 'no monitor is chosen', remedy: `Choose a monitor in the query: ${someNames(active)}.` };
}

/** What is there to choose from. */
export interface SourceFacts {
  asked: FlowSource;
  format: FlowFormat;
  rangeMs: number;
  /** Why the flow API cannot be queried; absent where it can. */
  apiLacks?: ApiLack;
  /** Whether Prometheus holds flow series of the agents. */
  hasSeries: boolean;
}

export type ChosenSource =
  { source: 'api' | 'series'; /** Why this one, where a reader may wonder. */ reason?: string } | { problem: string };

const NO_SERIES =
  'Prometheus holds no flow series (nfm_*) of the agents. Let the agents send them, or choose the flow API as the source.';

/**
 * Where to take flows from. The API tells more (round-trip times, categories, network paths), for an
 * hour a query; the series tell any range in one query.
 */
export function chooseSource({ asked, format, rangeMs, apiLacks, hasSeries }: SourceFacts): ChosenSource {
  if (format === 'timeSeries') {
    return hasSeries ? { source: 'series' } : { problem: `Flows over time come from the agents’ series. ${NO_SERIES}` };
  }
  switch (asked) {
    case 'api':
      return apiLacks === undefined ? { source: 'api' } : { problem: lackSentence(apiLacks) };
    case 'series':
      return hasSeries ? { source: 'series' } : { problem: NO_SERIES };
    case 'auto':
      return better({ rangeMs, apiLacks, hasSeries });
  }
}

function lackSentence({ because, remedy }: ApiLack): string {
  return `The flow API cannot be queried: ${because}. ${remedy}`;
}

function better({
  rangeMs,
  apiLacks,
  hasSeries,
}: Pick<SourceFacts, 'rangeMs' | 'apiLacks' | 'hasSeries'>): ChosenSource {
  const isLong = rangeMs > MAX_WINDOW_MS * 1.05;
  if (apiLacks !== undefined) {
    return hasSeries
      ? {
          source: 'series',
          reason: `Flows come from the agents’ series in Prometheus, because ${apiLacks.because}.`,
        }
      : { problem: `${lackSentence(apiLacks)} Prometheus holds no flow series of the agents either.` };
  }
  if (!isLong) {
    return { source: 'api' };
  }
  return hasSeries
    ? {
        source: 'series',
        reason:
          'Flows come from the agents’ series in Prometheus, because the range is longer than the hour that the flow API ' +
          'answers per query. Round-trip times and network paths are not in them; choose the flow API as the source to have them.',
      }
    : {
        source: 'api',
        reason:
          'Flows come from the flow API, hour by hour. If the agents also sent their flow series to Prometheus, ' +
          'a range like this would take one query.',
      };
}
