/** The texts of the page that leads from an alert to its cause. */

export function lookingFor(rule: string | undefined): string {
  return rule === undefined ? 'Opening the page…' : `Looking for the time of the alert "${rule}"…`;
}

/** The reasons follow it. */
export const TIME_UNKNOWN = 'The time of the alert is unknown, so you see the last 30 minutes';

export const NO_RULE = 'The link does not name an alert rule.';

export const NOT_IN_ANY_SOURCE =
  'Neither Grafana nor Prometheus has the alert in the last 7 days. If its rule was renamed or deleted, this is expected.';

export const UNKNOWN_ERROR = 'unknown error';

export function rulesUnreadable(why: string): string {
  return `Grafana's alert rules cannot be read (${why}).`;
}

export function historyUnreadable(why: string): string {
  return `The history of the alert rule cannot be read (${why}).`;
}

export function seriesUnreadable(dataSource: string, why: string): string {
  return `The alerts of the Prometheus of ${dataSource} cannot be read (${why}).`;
}
