import { counted } from '../../core/counted';
import { type Comparison } from '../../core/diagnosis/comparison';

/** The texts about changes since an earlier time. */

export const TITLE = 'What changed';
export const COMPARE_WITH = 'Compare with';
export const OFF = 'Not compared';
export const COMPARISON: Record<Comparison, string> = {
  before: 'The time before',
  day: 'A day earlier',
  week: 'A week earlier',
};

export const window = (from: string, to: string) => `Compared with ${from} to ${to}.`;
export const LOADING = 'Querying earlier flows…';
export const nothingKnown = (from: string, to: string) => `No flow is known from ${from} to ${to}`;
export const NOTHING_KNOWN_HINT = 'The collection started later, or the data is no longer kept.';
export const NO_FLOWS_NOW = 'No flow is known now, so nothing can be compared.';
export const NO_CHANGE = 'No connection changed much.';
/** @param share a part of all data, from 0 to 1 */
export const smaller = (count: number, share: number) =>
  `${counted(count, 'connection')} changed by less than ${share * 100}% of the data.`;
export const LARGEST_ONLY =
  'Only the largest flows of each time are known: a connection that started or stopped can also have been too small before or after.';

export const COLUMNS = {
  pair: 'Client and server',
  change: 'Change',
  now: 'Data now',
  then: 'Data before',
  lossesNow: 'Losses per GB now',
  lossesThen: 'Losses per GB before',
};

export const pair = (client: string, server: string) => `${client} → ${server}`;
