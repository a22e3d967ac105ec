import { type LossChange, type PairChange } from './trafficChanges';

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

/** From twice as much on, factors are easier to read than percentages. */
function growthText(growth: number): string {
  if (growth >= 2) {
    return `${Number(growth.toPrecision(2)).toLocaleString('en-US')} times as much`;
  }
  const percent = Math.round(Math.abs(growth - 1) * 100);
  return `${percent}% ${growth > 1 ? 'more' : 'less'}`;
}
