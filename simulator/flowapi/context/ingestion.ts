/** When reports become visible in responses. */
import { hashText, unit } from '../../world/hash';
import { floorTo, REPORT_PERIOD_MS } from '../../world/time';
import { type FlowApiOptions } from '../model/options';

type Lag = Pick<FlowApiOptions, 'ingestionLagMs' | 'ingestionLagSpread'>;

/** How long after its end a report period becomes visible. */
function lagOf(periodEndMs: number, { ingestionLagMs, ingestionLagSpread }: Lag): number {
  return ingestionLagMs * (1 + ingestionLagSpread * (2 * unit(hashText(`ingestion ${periodEndMs}`)) - 1));
}

/**
 * The time up to which all reports are visible at `nowMs`. It never decreases. If lags differ, it stays the same for a
 * while and then jumps.
 */
export function ingestedUntilMs(nowMs: number, lag: Lag): number {
  const { ingestionLagMs, ingestionLagSpread } = lag;
  if (ingestionLagSpread === 0) {
    return nowMs - ingestionLagMs;
  }
  let untilMs = floorTo(nowMs - ingestionLagMs * (1 + ingestionLagSpread), REPORT_PERIOD_MS);
  const next = () => untilMs + REPORT_PERIOD_MS;
  while (next() <= nowMs && next() + lagOf(next(), lag) <= nowMs) {
    untilMs = next();
  }
  return untilMs;
}
