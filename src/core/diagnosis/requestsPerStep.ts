import { meanOf } from './meanOf';

/**
 * The number of independent requests per step that explains how much the bytes of steps differ, if requests are a Poisson
 * process: its variance is its mean. By chance, a time span has none with the logarithmic probability of minus their number.
 */
export function requestsPerStepOf(bytes: readonly number[]): number {
  const mean = meanOf(bytes);
  const variance = meanOf(bytes.map((value) => (value - mean) ** 2));
  return mean === 0 ? 0 : mean ** 2 / Math.max(variance, Number.EPSILON);
}
