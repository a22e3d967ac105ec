/**
 * The counts of the traffic of a pair. The constants are positions in an array, for speed. "Up" is from client to
 * server.
 */

export const PAYLOAD_UP = 0;
export const PAYLOAD_DOWN = 1;
export const SEGMENTS_UP = 2;
export const SEGMENTS_DOWN = 3;
export const RETRANSMITTED_SYN = 4;
export const RETRANSMITTED_UP = 5;
export const RETRANSMITTED_DOWN = 6;
export const TIMEOUTS_SYN = 7;
export const TIMEOUTS_UP = 8;
export const TIMEOUTS_DOWN = 9;
export const CONNECTIONS = 10;
/** Microseconds, summed over the samples. */
export const ROUND_TRIP_SUM = 11;
export const ROUND_TRIP_SAMPLES = 12;
/** Packets and bytes with headers, as the interfaces of the endpoints count them; the difference was lost. */
export const SENT_BYTES_UP = 13;
export const RECEIVED_BYTES_UP = 14;
export const SENT_PACKETS_UP = 15;
export const RECEIVED_PACKETS_UP = 16;
export const SENT_BYTES_DOWN = 17;
export const RECEIVED_BYTES_DOWN = 18;
export const SENT_PACKETS_DOWN = 19;
export const RECEIVED_PACKETS_DOWN = 20;

const AMOUNT_COUNT = 21;

/** One amount per position. */
export type Amounts = Float64Array;

/** All zero. */
export function zeroAmounts(): Amounts {
  return new Float64Array(AMOUNT_COUNT);
}

/** Adds `more` to `sum`. */
export function addAmounts(sum: Amounts, more: Amounts): void {
  for (let index = 0; index < AMOUNT_COUNT; index++) {
    sum[index] = (sum[index] ?? 0) + (more[index] ?? 0);
  }
}

/** Whether all amounts are zero. */
export function isZero(amounts: Amounts): boolean {
  return amounts[SENT_PACKETS_UP] === 0 && amounts[SENT_PACKETS_DOWN] === 0;
}

/** One amount by its position. */
export function amount(amounts: Amounts, position: number): number {
  return amounts[position] ?? 0;
}
