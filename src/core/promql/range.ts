/** A stretch of time that a query looks back over. */
export interface Range {
  /** Its length as PromQL writes one, or a macro for it: "5m", "$__rate_interval", "$__range". */
  window: string;
  /** The same length in seconds, or a macro for it: "300", "$__range_s". Only some guards need it. */
  seconds?: string;
  /** Where it ends if not at each step of the query: " @ end()". */
  at?: string;
}

/** A function over the samples of a range: `sum_over_time(m[5m])`. */
export function overTime(name: string, selector: string, { window, at = '' }: Range): string {
  return `${name}(${selector}[${window}]${at})`;
}

/** The same series, over another length of time with the same end. */
export function lasting(window: string, { at }: Pick<Range, 'at'>): Range {
  return { window, at };
}
