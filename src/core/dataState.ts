/**
 * How the states of data read and look, in stats, charts, tables, the graph and the app. An unknown value never
 * looks like zero or healthy, and a failed query never reads as an empty answer:
 *
 * - zero: the number 0, in the color of its threshold;
 * - unknown: `UNKNOWN_TEXT` in `UNKNOWN_COLOR`;
 * - failed: the error, which says what to do next;
 * - partial: what is there, with a notice that says what is missing;
 * - not supported: an error that says where it is supported;
 * - empty: what was not found, and what to check.
 */

/** The text of a value that nobody knows. */
export const UNKNOWN_TEXT = 'Unknown';

/** Grafana's name of the color of plain text: neither good nor bad. */
export const UNKNOWN_COLOR = 'text';

/** In place of a graph: a state with what to do next. */
export interface StateMessage {
  severity: 'info' | 'error';
  title: string;
  text: string;
}

export const LOADING_FLOWS: StateMessage = {
  severity: 'info',
  title: 'Loading flows…',
  text: 'The flow API takes some seconds to answer.',
};

/**
 * Where a query answered without flows.
 *
 * @param warnings what the answer says of its own gaps; with any of them, the answer is partial, not empty.
 */
export function noFlows(warnings: readonly string[] = []): StateMessage {
  return warnings.length > 0
    ? { severity: 'error', title: 'No flows in what could be loaded', text: warnings.join(' ') }
    : {
        severity: 'info',
        title: 'No flows in this window',
        text: 'Choose a longer time range, fewer filters or more categories, and check that the monitor is active and that agents run on the nodes.',
      };
}

/** @param error what went wrong and what to do next. */
export function flowsFailed(error: string): StateMessage {
  return { severity: 'error', title: 'Flows could not be loaded', text: error };
}

/** Grafana asks nobody to sign in to an externally shared dashboard, and so lets nobody query through its proxy. */
export const NOT_IN_SHARED_DASHBOARDS =
  'Externally shared dashboards do not support this data source. Share a snapshot of the dashboard instead: it shows the data as they are now.';

/**
 * What one of Grafana's own panels says in place of data. These panels say the same after an empty answer and
 * after a failed query, so the text holds for both.
 *
 * @param hint what to check after an empty answer, as a clause: "check that …".
 * @param errorPanel the title of the panel that shows an error of the same query, where Grafana does not show it on
 *   the panel itself: it shows none of a query that only expressions use.
 */
export function noDataText(hint: string, errorPanel?: string): string {
  const where = errorPanel === undefined ? 'this panel' : `the panel “${errorPanel}”`;
  return `No data. If ${where} shows an error, the query failed. If it does not, ${hint}`;
}
