/**
 * How stats, charts, tables, the graph and the app show the states of data. An unknown value never looks like zero or
 * healthy, and a failed query never looks like an empty response:
 *
 * - zero: the number 0, in the color of its threshold;
 * - unknown: `UNKNOWN_TEXT` in `UNKNOWN_COLOR`;
 * - failed: the error, which says what to do next;
 * - partial: the data that exists, with a notice about what is missing;
 * - not supported: an error that says where it is supported;
 * - empty: what was not found, and what to check.
 */

/** The text of an unknown value. */
export const UNKNOWN_TEXT = 'Unknown';

/** Grafana's name for the color of plain text, which is neither good nor bad. */
export const UNKNOWN_COLOR = 'text';

/** A message in place of a graph: the state, and what to do next. */
export interface StateMessage {
  severity: 'info' | 'error';
  title: string;
  text: string;
  /** What most likely leads to data; undefined if only the text can say. */
  next?: 'retry' | 'longerRange';
}

export const LOADING_FLOWS: StateMessage = {
  severity: 'info',
  title: 'Loading flows…',
  text: 'The flow API can take several seconds to respond.',
};

/**
 * The message if a query succeeded without flows.
 *
 * @param warnings gaps that the response reports; with any of them, the response is partial, not empty
 */
export function noFlows(warnings: readonly string[] = []): StateMessage {
  return warnings.length > 0
    ? { severity: 'error', title: 'No flows in the data that could be loaded', text: warnings.join(' '), next: 'retry' }
    : {
        severity: 'info',
        title: 'No flows in this time range',
        text: 'Check the filters and categories of the query, that the monitor is active, and that agents are running on the nodes.',
        next: 'longerRange',
      };
}

/** @param error what happened and what to do next */
export function flowsFailed(error: string): StateMessage {
  return { severity: 'error', title: 'Flows could not be loaded', text: error, next: 'retry' };
}

/** Externally shared dashboards need no sign-in, so Grafana does not allow queries through its proxy. */
export const NOT_IN_SHARED_DASHBOARDS =
  'Externally shared dashboards do not support this data source. Share a snapshot of the dashboard instead: it shows the current data.';

/**
 * The text of Grafana's own panels in place of data. These panels show the same text after an empty response and
 * after a failed query, so it covers both.
 *
 * @param hint what to check after an empty response, as a clause: "check that …"
 * @param errorPanel the title of the panel that shows the error of the same query, if the panel itself cannot:
 *   Grafana hides errors of queries that only expressions use
 */
export function noDataText(hint: string, errorPanel?: string): string {
  const where = errorPanel === undefined ? 'this panel' : `the panel "${errorPanel}"`;
  return `No data. If ${where} shows an error, the query failed. Otherwise, ${hint}`;
}
