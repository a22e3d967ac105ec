/** Totals of the flows of one endpoint. The constants are positions in an array, for speed. */
import { type EndpointPair } from '../world/pairs';
import * as at from '../world/trafficAmounts';
import { amount, type Amounts } from '../world/trafficAmounts';

/** Payload bytes in both directions. */
export const DATA = 0;
/** Retransmitted segments among those that the endpoint sent. */
export const RETRANSMISSIONS = 1;
export const TIMEOUTS = 2;
/** Microseconds, summed over the samples. */
export const ROUND_TRIP_SUM = 3;
export const ROUND_TRIP_SAMPLES = 4;
/** Above 0 if a flow crosses an impaired part of the AWS network. */
export const IMPAIRED = 5;

export const TOTAL_COUNT = 6;

/** One value per position; several minutes follow each other in one array. */
export type Totals = Float64Array;

/** Adds the traffic of a pair to the totals at `offset`, as the agent at one of its endpoints counts it. */
export function addFlow(totals: Totals, offset: number, amounts: Amounts, isClient: boolean): void {
  const sent = isClient ? at.RETRANSMITTED_UP : at.RETRANSMITTED_DOWN;
  const timedOut = isClient ? at.TIMEOUTS_UP : at.TIMEOUTS_DOWN;
  add(totals, offset + DATA, amount(amounts, at.PAYLOAD_UP) + amount(amounts, at.PAYLOAD_DOWN));
  add(totals, offset + RETRANSMISSIONS, amount(amounts, sent) + (isClient ? amount(amounts, at.RETRANSMITTED_SYN) : 0));
  add(totals, offset + TIMEOUTS, amount(amounts, timedOut) + (isClient ? amount(amounts, at.TIMEOUTS_SYN) : 0));
  add(totals, offset + ROUND_TRIP_SUM, amount(amounts, at.ROUND_TRIP_SUM));
  add(totals, offset + ROUND_TRIP_SAMPLES, amount(amounts, at.ROUND_TRIP_SAMPLES));
}

/** Adds a value to the total at a position. */
export function add(totals: Totals, position: number, value: number): void {
  totals[position] = (totals[position] ?? 0) + value;
}

/** Whether the AWS network is impaired between the endpoints of a pair at some time in [fromMs, toMs). */
export function isImpaired(
  { effects, fromMs: pairFromMs, toMs: pairToMs }: EndpointPair,
  fromMs: number,
  toMs: number
) {
  return effects.some(
    ({ isOfNetwork, startMs, endMs }) =>
      isOfNetwork && Math.max(startMs, fromMs, pairFromMs) < Math.min(endMs, toMs, pairToMs)
  );
}
