/**
 * The limits of the diagnosis that no other part of the product has. Losses have those of the flow graph
 * (`core/graph/loss.ts`): the same edges are lossy in both. An exceeded allowance has no limit, as in the alerts: each packet
 * counts.
 */

/**
 * How much more likely the losses must be with a rise than without, as a natural logarithm. All pairs and all time spans of
 * a window are tried, about 10^4 for the workload pairs of a large cluster: chance passes a limit of 14 once in 10^6 of them
 * (Wilks' theorem with one degree of freedom: twice the logarithm is distributed as chi-squared).
 */
export const MIN_RISE_SCORE = 14;

/**
 * The same for silence. It is twice as high, because the number of requests in a step is estimated from the variance of about
 * ten steps, which can be wrong by a factor of two (95 percent range of chi-squared with nine degrees of freedom).
 */
export const MIN_SILENCE_SCORE = 2 * MIN_RISE_SCORE;

/** The same for a cell, which only shows where the losses of a pair are that has a rise as a whole. */
export const MIN_CELL_SCORE = 7;

/** How many times more than usual counts, also in the alerts: above the noise of a normal day, and below what a failing path causes. */
export const TIMES_USUAL = 3;

/** A part of the traffic has no losses if it has none although this many would be expected from the other parts. */
export const MIN_EXPECTED = 5;

/** The number of steps that a change of traffic must last, so that a late report does not count as one. */
export const MIN_STEPS = 2;

/**
 * The least change of the cross-zone share of a pair, and the least pods at each of its ends. Rollouts and scaling replace
 * single pods: with three zones and three pods, one pod is a third of the traffic, and two thirds of that cross zones.
 */
export const MIN_SHARE_CHANGE = 0.25;
export const MIN_SHARE_PODS = 3;

/** The least bytes per step that make a share meaningful. */
export const MIN_SHARE_BYTES = 100_000;

/**
 * The longest time between a cause and its first effect: a rollout replaces pods one after the other, and each waits until
 * the one before it is ready.
 */
export const MOST_DELAY_MS = 600_000;

/** Missed scrapes in a row after which an agent counts as silent. One missed scrape loses nothing. */
export const SILENT_STEPS = 2;
