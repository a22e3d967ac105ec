import { noMetrics } from '../graph/edgeMetrics';
import { isLossy, LOSS_PER_GB, BYTES_PER_GB } from '../graph/loss';
import { TIMES_USUAL } from './limits';
import { type Amounts } from './pairHistory';

/** Steps in which something loses more than before. */
export interface Rise {
  /** The first step, and the step after the last. */
  from: number;
  to: number;
  losses: number;
  bytes: number;
  /** The logarithm of how much more likely these losses are with a rise than without. */
  score: number;
}

/** What a step without traffic can lose by chance: late retransmissions. */
const MIN_EXPECTED_PER_STEP = 0.1;

/**
 * When something in the window loses more than before or, if it loses as much as before, more than anything should.
 * Undefined if no span of steps is lossy by the limits of the flow graph.
 */
export function riseOf(amounts: Readonly<Amounts>, firstNow: number, minScore: number): Rise | undefined {
  return (
    mostLikelySpan(amounts, firstNow, { perByte: usualPerByte(amounts, firstNow), minScore }) ??
    standingLosses(amounts, firstNow, minScore)
  );
}

/**
 * Losses that are not higher than before, because they began before the window: of at least {@link TIMES_USUAL} times the
 * lowest rate at which the flow graph shows losses. They can begin at any step of the history.
 */
function standingLosses(amounts: Readonly<Amounts>, firstNow: number, minScore: number): Rise | undefined {
  const limits = { perByte: LOWEST_PER_BYTE, minScore };
  const inWindow = mostLikelySpan(amounts, firstNow, limits);
  const inHistory = inWindow && mostLikelySpan(amounts, 0, limits);
  return inHistory && inHistory.to > inWindow.from ? inHistory : inWindow;
}

/**
 * The most likely time span of higher losses from a step on: of all spans of steps, the one whose losses are the least likely
 * at a given rate. This is the generalized likelihood ratio test for a change of a Poisson rate (Basseville and Nikiforov,
 * Detection of Abrupt Changes, 1993, section 2.4). Undefined if no span is lossy by the limits of the flow graph and higher
 * than the given rate.
 */
function mostLikelySpan(
  { bytes, losses }: Readonly<Amounts>,
  first: number,
  { perByte, minScore }: { perByte: number; minScore: number }
): Rise | undefined {
  let best: Rise | undefined;
  for (let from = first; from < losses.length; from++) {
    if ((losses[from] ?? 0) === 0) {
      continue;
    }
    const span = { losses: 0, bytes: 0 };
    let expected = 0;
    for (let to = from + 1; to <= losses.length; to++) {
      span.losses += losses[to - 1] ?? 0;
      span.bytes += bytes[to - 1] ?? 0;
      expected += Math.max((bytes[to - 1] ?? 0) * perByte, MIN_EXPECTED_PER_STEP);
      const score = likelihoodRatio(span.losses, expected);
      if (score > (best?.score ?? minScore) && span.losses >= TIMES_USUAL * expected && hasLosses(span)) {
        best = { from, to, ...span, score };
      }
    }
  }
  return best;
}

/** The lowest rate of losses that the flow graph shows. */
const LOWEST_PER_BYTE = LOSS_PER_GB.some / BYTES_PER_GB;

/** The losses per byte in the window before. Without traffic then, the lowest rate at which the flow graph shows losses. */
function usualPerByte({ bytes, losses }: Readonly<Amounts>, firstNow: number): number {
  const sum = (values: readonly number[]) => values.slice(0, firstNow).reduce((total, value) => total + value, 0);
  const usualBytes = sum(bytes);
  return usualBytes > 0 ? sum(losses) / usualBytes : LOWEST_PER_BYTE;
}

/** The logarithm of the likelihood ratio of a Poisson count, for an expected count above zero. */
function likelihoodRatio(count: number, expected: number): number {
  return count > expected ? count * Math.log(count / expected) - (count - expected) : 0;
}

function hasLosses({ bytes, losses }: Pick<Rise, 'bytes' | 'losses'>): boolean {
  return isLossy({ ...noMetrics(), bytes, retransmissions: losses, ratedLosses: losses });
}
