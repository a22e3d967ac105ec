import { BYTES_PER_GB, MIN_EVENTS } from '../../graph/loss';
import { isUnanswered, type JudgedCell } from '../judgedCell';
import { MIN_RISE_SCORE } from '../limits';
import { type PairTotals, pairTotals } from '../pairTotals';
import { type Rise, riseOf } from '../rise';
import { amount, at, type Fact, say, type Sentence, time, timeOrEarlier } from '../sentence';
import { type LossSymptom } from '../symptom';
import { impactOf, type Traffic } from '../traffic';

/** The pairs of ends that lose significantly more than before or than they should, as a whole or in one of their cells. */
export function lossSymptoms(traffic: Traffic, hasTimes: boolean): LossSymptom[] {
  return pairTotals(traffic.cells, ({ cell }) => cell).flatMap((pair) => {
    const rise = significantRise(pair, traffic.firstNow);
    return rise ? [lossSymptom(pair, rise, traffic, hasTimes)] : [];
  });
}

function significantRise(pair: PairTotals<JudgedCell>, firstNow: number): Rise | undefined {
  const whole = riseOf(pair, firstNow, MIN_RISE_SCORE);
  const rises = [whole, ...pair.items.map(({ rise }) => rise)].filter((rise) => rise !== undefined);
  const significant = rises.filter(({ losses, score }) => losses >= MIN_EVENTS.severe && score >= MIN_RISE_SCORE);
  return significant.reduce<Rise | undefined>(
    (best, rise) => (best && best.score >= rise.score ? best : rise),
    undefined
  );
}

function lossSymptom(pair: PairTotals<JudgedCell>, rise: Rise, traffic: Traffic, hasTimes: boolean): LossSymptom {
  const cells = pair.items.filter(({ state }) => state === 'lossy');
  const unanswered = cells.filter((cell) => cell.isUnanswered);
  const since = startOf(rise, traffic);
  return {
    kind: unanswered.length > 0 && 2 * unanswered.length >= cells.length ? 'unansweredPair' : 'lossyPair',
    place: pair.place,
    cells,
    ...(hasTimes && !since.orEarlier && { sinceMs: since.timeMs }),
    ...impactOf(
      cells.map(({ cell }) => cell),
      traffic
    ),
    certainty: hasTimes ? 'significant' : 'possible',
    sentence: sentenceOf(pair, rise, unanswered.length, traffic),
  };
}

/** When a rise began; the first step of the history can be in the middle of it. */
function startOf({ from }: Rise, { timesMs }: Traffic): Extract<Fact, { kind: 'time' }> {
  const timeMs = timesMs[from] ?? 0;
  return from === 0 ? timeOrEarlier(timeMs) : time(timeMs);
}

function sentenceOf(pair: PairTotals<JudgedCell>, rise: Rise, unanswered: number, traffic: Traffic): Sentence {
  const { client, server } = pair.place;
  const ends = { client: at(client), server: at(server) };
  const facts = { events: amount(rise.losses), since: startOf(rise, traffic) };
  if (isUnanswered(pair, rise, traffic.firstNow)) {
    return say('pairUnanswered', { ...ends, ...facts });
  }
  return unanswered > 0
    ? say('pairPartlyUnanswered', { ...ends, ...facts, unanswered: amount(unanswered), all: amount(pair.items.length) })
    : say('pairLoses', { pair: at(pair.place), ...facts, rate: amount(perGb(rise), 'perGb') });
}

function perGb({ losses, bytes }: Rise): number {
  return losses / (Math.max(bytes, 1) / BYTES_PER_GB);
}
