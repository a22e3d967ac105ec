/** A stretch of time that a query looks back over. */
export interface Range {
  /** Its length as PromQL writes one, or a macro for it: "5m", "$__rate_interval", "$__range". */
  window: string;
  /** The same length in seconds, or a macro for it: "300", "$__range_s". Only some guards need it. */
  seconds?: string;
  /** Where it ends if not at each step of the query: " @ end()". */
  at?: string;
  /** How many minutes before that it ends. */
  minutesAgo?: number;
}

type End = Pick<Range, 'at' | 'minutesAgo'>;

/** What stands behind a selector, so that it looks at the range's end, or so many minutes later. */
export function endOf({ at = '', minutesAgo = 0 }: End, minutesLater = 0): string {
  const offsetMinutes = minutesAgo - minutesLater;
  return offsetMinutes === 0 ? at : `${at} offset ${offsetMinutes}m`;
}

/** A function over the samples of a range: `sum_over_time(m[5m])`. */
export function overTime(name: string, selector: string, range: Range): string {
  return `${name}(${selector}[${range.window}]${endOf(range)})`;
}

/** The same series, over another length of time with the same end. */
export function lasting(window: string, { at, minutesAgo }: End): Range {
  return { window, at, minutesAgo };
}

/** The time of the range's end as a number, in seconds since the epoch. */
export function endTime({ at = '', minutesAgo = 0 }: End): string {
  // A clock of which the last reading is taken: `time()` is each step's.
  const end = at === '' ? 'time()' : `scalar(last_over_time(vector(time())[1s:1s]${at}))`;
  return minutesAgo === 0 ? end : `${end} - ${60 * minutesAgo}`;
}

/** So long before a range, ending where it starts. */
export function earlier(window: string, { at = '', minutesAgo = 0, ...range }: Range): Range {
  const offset = minutesAgo === 0 ? range.window : longer(range.window, `${60 * minutesAgo}s`);
  return { window, at: `${at} offset ${offset}` };
}

/** A range with the same end that begins so many milliseconds before it. */
export function beginningEarlier(range: Range, earlierMs: number): Range {
  return { ...range, window: longer(range.window, `${earlierMs}ms`) };
}

/** Grafana takes what follows a macro for a part of its name, unless the macro is in braces. */
function longer(window: string, by: string): string {
  return `${window.replace(/^\$(\w+)$/, '${$1}')}${by}`;
}
