/** A time range over which a query looks back. */
export interface Range {
  /** The length as a PromQL duration, or a macro for it: "5m", "$__rate_interval", "$__range". */
  window: string;
  /** The length in seconds, or a macro for it: "300", "$__range_s". Only some guards need it. */
  seconds?: string;
  /** A modifier for the end, if it is not each step of the query: " @ end()". */
  at?: string;
  /** How many minutes earlier it ends. Negative values are later. */
  minutesAgo?: number;
}

type End = Pick<Range, 'at' | 'minutesAgo'>;

/** The modifiers after a selector for the end of a range, or for a time that many minutes later. */
export function endOf({ at = '', minutesAgo = 0 }: End, minutesLater = 0): string {
  const offsetMinutes = minutesAgo - minutesLater;
  return offsetMinutes === 0 ? at : `${at} offset ${offsetMinutes}m`;
}

/** A function over the samples in a range: `sum_over_time(m[5m])`. */
export function overTime(name: string, selector: string, range: Range): string {
  return `${name}(${selector}[${range.window}]${endOf(range)})`;
}

/** A range of another length with the same end. */
export function lasting(window: string, { at, minutesAgo }: End): Range {
  return { window, at, minutesAgo };
}

/** An expression for the end of the range in seconds since the epoch. */
export function endTime({ at = '', minutesAgo = 0 }: End): string {
  // The last sample of a clock, because `time()` is the time of each step.
  const end = at === '' ? 'time()' : `scalar(last_over_time(vector(time())[1s:1s]${at}))`;
  return minutesAgo === 0 ? end : `${end} - ${60 * minutesAgo}`;
}

/** The range of this length that ends at the start of another range. */
export function earlier(window: string, { at = '', minutesAgo = 0, ...range }: Range): Range {
  const offset = minutesAgo === 0 ? range.window : longer(range.window, `${60 * minutesAgo}s`);
  return { window, at: `${at} offset ${offset}` };
}

/** A range with the same end that begins this many milliseconds earlier. */
export function beginningEarlier(range: Range, earlierMs: number): Range {
  return { ...range, window: longer(range.window, `${earlierMs}ms`) };
}

/** The sum of two durations. Macros are put in braces, because Grafana would read the second one as part of the name. */
function longer(window: string, by: string): string {
  return `${window.replace(/^\$(\w+)$/, '${$1}')}${by}`;
}
