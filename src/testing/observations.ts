import { type Observations } from '../core/diagnosis/observations';
import { type GroupTimeSeries } from '../core/flow/timeSeries';
import { LIST_PRICES } from '../core/transfer/charges';

const STEP_MS = 60_000;
const STEPS = 10;

/** The start of the window in {@link someObservations}; the window before begins ten minutes earlier. */
export const WINDOW_START_MS = Date.UTC(2026, 10, 28, 12);

/** Observations without any data, of a window of ten steps. */
export function someObservations(over: Partial<Observations> = {}): Observations {
  const now = { startMs: WINDOW_START_MS, endMs: WINDOW_START_MS + STEPS * STEP_MS };
  const before = { startMs: now.startMs - STEPS * STEP_MS, endMs: now.startMs };
  return { windows: { before, now }, stepMs: STEP_MS, prices: LIST_PRICES, ...over };
}

/** The time at which a step of the window begins. */
export function stepMs(step: number): number {
  return WINDOW_START_MS + step * STEP_MS;
}

/** Amounts of a pair in each of the twenty steps, or the same amount in all of them. */
interface Amounts {
  bytes: number | readonly number[];
  retransmissions?: number | readonly number[];
}

/** Traffic between ends such as "shop/web@a1", a pod on the node a1 in the zone a, or "Amazon S3", outside the cluster. */
export function somePairs(
  pairs: ReadonlyArray<readonly [string, string, Amounts]>
): NonNullable<Observations['pairs']> {
  const series = (valuesOf: (amounts: Amounts) => number | readonly number[] | undefined): GroupTimeSeries[] =>
    pairs.map(([client, server, amounts]) => {
      const values = valuesOf(amounts) ?? 0;
      return {
        group: [...endFields(client), ...endFields(server), 8080],
        timesMs: Array.from({ length: 2 * STEPS }, (_, step) => stepMs(step + 1 - STEPS)),
        values: Array.from({ length: 2 * STEPS }, (_, step) =>
          typeof values === 'number' ? values : (values[step] ?? 0)
        ),
      };
    });
  return {
    bytes: series(({ bytes }) => bytes),
    retransmissions: series(({ retransmissions }) => retransmissions),
    timeouts: [],
  };
}

/** A value in the steps before and another one from a step of the window on. */
export function from(step: number, before: number, after: number): number[] {
  return Array.from({ length: 2 * STEPS }, (_, index) => (index < STEPS + step ? before : after));
}

function endFields(end: string): Array<string | undefined> {
  const [, namespace, workload, node] = /^(.+)\/(.+)@(.+)$/.exec(end) ?? [];
  return node === undefined
    ? [undefined, undefined, undefined, undefined, undefined, end, end]
    : [namespace, workload, `${workload}-on-${node}`, node, node.charAt(0), undefined, `${workload}.${node}`];
}
