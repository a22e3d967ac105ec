import { counted } from '../../core/counted';
import { type Comparison } from '../../core/diagnosis/comparison';
import { type LossChange, type PairChange } from '../../core/diagnosis/trafficChanges';

/** The texts about changes since an earlier time. */

export const TITLE = 'What changed';
export const COMPARE_WITH = 'Compare with';
export const OFF = 'Nothing';
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
export const NO_CHANGE = 'No connection started or stopped, changed its amount of data by half, or has other losses.';
/** @param share a part of all data, from 0 to 1 */
export const smaller = (count: number, share: number) =>
  `${counted(count, 'other connection')} changed by less than ${share * 100}% of the data.`;
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

const CHANGE: Record<PairChange['change'], string> = {
  new: 'Started',
  gone: 'Stopped',
  grown: 'More',
  shrunk: 'Less',
  same: 'Same amount',
};

const LOSSES: Record<LossChange, string> = {
  started: 'losses started',
  ended: 'losses ended',
  rose: 'losses rose',
  fell: 'losses fell',
};

/** "Started", "4.2 times as much", "60% less, losses started". */
export function changeText({ change, growth, losses }: Pick<PairChange, 'change' | 'growth' | 'losses'>): string {
  const isAmount = change === 'grown' || change === 'shrunk';
  const amount = isAmount && growth !== undefined ? growthText(growth) : CHANGE[change];
  return losses ? `${amount}, ${LOSSES[losses]}` : amount;
}

/** Below half as much and above twice as much, factors are easier to read than percentages. */
function growthText(growth: number): string {
  if (growth >= 2) {
    return `${Number(growth.toPrecision(2)).toLocaleString('en-US')} times as much`;
  }
  const percent = Math.round(Math.abs(growth - 1) * 100);
  return `${percent}% ${growth > 1 ? 'more' : 'less'}`;
}
