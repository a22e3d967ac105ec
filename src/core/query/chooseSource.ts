import { someNames } from '../someNames';
import { type FlowFormat, type FlowSource } from './flowsQuery';
import { MAX_WINDOW_MS } from './planWindow';

/** Why a source of flows cannot be queried, as a clause, and what to do about it, in a sentence. */
export interface MissingSource {
  because: string;
  remedy: string;
}

export const NO_API_ADDRESS: MissingSource = {
  because: 'the settings hold no flow API address',
  remedy: 'Enter one in the data source settings.',
};

export const NO_PROMETHEUS: MissingSource = {
  because: 'the settings hold no Prometheus data source',
  remedy: 'Choose one in the data source settings.',
};

export const NO_FLOW_SERIES: MissingSource = {
  because: 'Prometheus holds no flow series (nfm_*) of the agents',
  remedy: 'Let the agents send them to Prometheus.',
};

/** @param active the names of the monitors that a user can choose from. */
export function noMonitorChosen(active: readonly string[]): MissingSource {
  return active.length === 0
    ? {
        because: 'the flow API lists no active monitor',
        remedy: 'Create one in CloudWatch Network Flow Monitor, with the EKS cluster as its local resource.',
      }
    : { because: 'no monitor is chosen', remedy: `Choose a monitor in the query: ${someNames(active)}.` };
}

/** What is there to choose from. */
export interface SourceFacts {
  requested: FlowSource;
  format: FlowFormat;
  rangeMs: number;
  /** Why the flow API cannot be queried; absent where it can. */
  apiMissing?: MissingSource | undefined;
  /** Why the agents’ flow series in Prometheus cannot be queried; absent where they can. */
  seriesMissing?: MissingSource | undefined;
}

export type ChosenSource =
  { source: 'api' | 'series'; /** Why this one, where a reader may wonder. */ reason?: string } | { problem: string };

/**
 * Where to take flows from. The API tells more (round-trip times, categories, network paths), for an
 * hour a query; the series tell any range in one query.
 */
export function chooseSource({ requested, format, rangeMs, apiMissing, seriesMissing }: SourceFacts): ChosenSource {
  if (format === 'timeSeries') {
    return seriesMissing === undefined
      ? { source: 'series' }
      : { problem: `Flows over time come from the agents’ series. ${seriesSentence(seriesMissing)}` };
  }
  switch (requested) {
    case 'api':
      return apiMissing === undefined ? { source: 'api' } : { problem: apiSentence(apiMissing) };
    case 'series':
      return seriesMissing === undefined
        ? { source: 'series' }
        : { problem: `${seriesSentence(seriesMissing)} Or choose the flow API as the source.` };
    case 'auto':
      return better({ rangeMs, apiMissing, seriesMissing });
  }
}

/** That the flow API cannot be queried and why, in a sentence without the remedy. */
export function apiProblem({ because }: MissingSource): string {
  return `The flow API cannot be queried: ${because}.`;
}

function apiSentence(lack: MissingSource): string {
  return `${apiProblem(lack)} ${lack.remedy}`;
}

function seriesSentence({ because, remedy }: MissingSource): string {
  return `The agents’ flow series cannot be queried: ${because}. ${remedy}`;
}

function better({
  rangeMs,
  apiMissing,
  seriesMissing,
}: Pick<SourceFacts, 'rangeMs' | 'apiMissing' | 'seriesMissing'>): ChosenSource {
  const isLong = rangeMs > MAX_WINDOW_MS * 1.05;
  if (apiMissing !== undefined) {
    return seriesMissing === undefined
      ? {
          source: 'series',
          reason: `Flows come from the agents’ series in Prometheus, because ${apiMissing.because}.`,
        }
      : { problem: `${apiSentence(apiMissing)} Nor can the agents’ flow series be queried: ${seriesMissing.because}.` };
  }
  if (!isLong) {
    return { source: 'api' };
  }
  return seriesMissing === undefined
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
