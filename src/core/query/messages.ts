/** The problems of saved queries, and the notices about how a query is answered. Each problem says what to change. */

// Members of saved queries that can have any value. `value` is the value as short JSON.

/** @param member the name of the member in the editor: "monitor"; likewise below */
export function notText(member: string, value: string): string {
  return `Invalid ${member} in the query: ${value} is not text. Select it again.`;
}

export function notAChoice(member: string, value: string, choices: readonly string[]): string {
  return `Invalid ${member} in the query: ${value}. ${selectOneOf(choices)}`;
}

/** @param members the plural: "metrics"; likewise below */
export function notAList(members: string, value: string): string {
  return `Invalid ${members} in the query: ${value} is not a list. Select them again.`;
}

/** @param choices the valid values; undefined if all texts are valid */
export function invalidEntry(members: string, value: string, choices: readonly string[] | undefined): string {
  const remedy = choices === undefined ? 'Select them again.' : `Select from: ${choices.join(', ')}.`;
  return `Invalid value among the ${members} of the query: ${value}. ${remedy}`;
}

export function notAnInteger(member: string, value: string, max: number): string {
  return `Invalid ${member}: ${value}. Enter an integer from 1 to ${max}.`;
}

export function invalidTop(value: string): string {
  return `Invalid limit: ${value}. Enter an integer of at least 1, or leave the field empty to show all.`;
}

function selectOneOf(choices: readonly string[]): string {
  return `Select one of: ${choices.join(', ')}.`;
}

// Names

export function notOneMonitor(name: string, kind: 'monitor' | 'performance monitor'): string {
  return `"${name}" is not the name of a single ${kind}. Select exactly one in the query or its variable.`;
}

export function notOneCluster(name: string): string {
  return `"${name}" is not the name of a single cluster. Select exactly one in the query or its variable.`;
}

export function notOneScope(id: string): string {
  return `"${id}" is not the ID of a single scope. Select exactly one in the query or its variable.`;
}

export const NO_CLUSTER = 'No EKS cluster is selected. Select one in the query.';

export const NO_PERFORMANCE_MONITOR = 'No performance monitor is selected. Select one in the query.';

// Filters

export function invalidLabel(label: string): string {
  return `"${label}" is not a valid label name. Change the filter in the query.`;
}

export function invalidOperator(label: string, operator: string, operators: readonly string[]): string {
  return `The filter on "${label}" has the invalid operator "${operator}". ${selectOneOf(operators)}`;
}

export function tooManyFilters(count: number, max: number): string {
  return `The query has ${count} filters, but the flow API accepts at most ${max}. Remove some.`;
}

export function adHocOperatorIgnored(key: string, operator: string, operators: readonly string[]): string {
  return `The dashboard's filter on "${key}" is ignored because the operator "${operator}" is not supported. ${selectOneOf(operators)}`;
}

/**
 * @param target what the query shows: "flows"
 * @param keys the keys by which it can be filtered; empty if there are none
 */
export function adHocKeyIgnored(key: string, target: string, keys: readonly string[]): string {
  const offer = keys.length === 0 ? 'It supports no filters' : `It supports only ${keys.join(', ')}`;
  return `The dashboard's filter on "${key}" is ignored by the query for ${target}. ${offer}.`;
}

// Flows

export function notAGroup(field: string): string {
  return `Flows cannot be grouped by "${field}". Select other groups in the query.`;
}

export const NO_SHIFT_OF_TIME_SERIES =
  "Time series do not support a time shift in the query. Use the time shift in the panel's query options.";

export function invalidTimeShift(text: string): string {
  return `Invalid time shift "${text}". Enter a duration such as 1h, 1d, 1w or 2h30m, or "off" to query nothing.`;
}

/** @param shown the number of hours that are shown, of `all` */
export function hoursOmitted(shown: number, all: number): string {
  return (
    `Only the newest ${shown} of ${all} hours of the time range are shown. The flow API needs one query per hour, and ` +
    'all hours would take more queries than this data source allows per panel. Select a shorter time range, fewer ' +
    "metrics or categories, or the agents' series as the source."
  );
}

// Metrics

export function unknownMetric(name: string): string {
  return `Unknown metric "${name}". Select one in the query.`;
}

export function notFromNodeExporter(title: string): string {
  return `node_exporter does not provide "${title}". Select the agent as the source, or one of the allowances.`;
}

/** @param unit what the metric is measured for: "network interface" */
export function wrongGrouping(title: string, unit: string, groupings: readonly string[]): string {
  return `"${title}" is measured per ${unit}. Group it by one of: ${groupings.join(', ')}.`;
}

// Lists of dashboard variables

export interface ListSyntax {
  lists: readonly string[];
  labels: readonly string[];
  operators: readonly string[];
}

export function unknownList(text: string, syntax: ListSyntax): string {
  return `Unknown list "${text}". Enter one of: ${syntax.lists.join(', ')}. ${matcherSyntax(syntax)}`;
}

export function invalidMatcher(text: string, syntax: ListSyntax): string {
  return `Invalid matcher: ${text}. ${matcherSyntax(syntax)}`;
}

export function noMatchersAccepted(list: string): string {
  return `"${list}" does not accept matchers. Remove them.`;
}

/** @param written the value in the query, with its variables */
export function matchesOneName(label: string, operator: '=' | '!=', value: string, written: string): string {
  const pattern = operator === '=' ? '=~' : '!~';
  return `${label}${operator}"${value}" matches one exact name only. Use ${label}${pattern}"${written}" to match several.`;
}

function matcherSyntax({ labels, operators }: ListSyntax): string {
  return (
    'Lists from Prometheus accept matchers, for example: pods namespace=~"$namespace" workload="ui". ' +
    `Their labels are ${labels.join(', ')}, their operators ${operators.join(', ')}.`
  );
}

// Sources of flows

/** Why a source of flows cannot be queried, as a clause, and what to do about it, as a sentence. */
export interface MissingSource {
  because: string;
  remedy: string;
}

export const NO_API_URL: MissingSource = {
  because: 'no flow API URL is configured',
  remedy: 'Enter it in the data source settings.',
};

export const NO_PROMETHEUS: MissingSource = {
  because: 'no Prometheus data source is configured',
  remedy: 'Select one in the data source settings.',
};

export const NO_FLOW_SERIES: MissingSource = {
  because: 'Prometheus has no flow series (nfm_*) of the agents',
  remedy: 'Configure the agents to send them to Prometheus.',
};

export const NO_ACTIVE_MONITOR: MissingSource = {
  because: 'the flow API lists no active monitor',
  remedy: 'Create one in CloudWatch Network Flow Monitor, with the EKS cluster as its local resource.',
};

/** Why the flow API cannot be queried without a monitor, as the reason in a sentence. */
export const NO_MONITOR_BECAUSE = 'no monitor is selected';

/** @param offer some names of active monitors */
export function monitorNotSelected(offer: string): MissingSource {
  return { because: NO_MONITOR_BECAUSE, remedy: `Select a monitor in the query: ${offer}.` };
}

/** Says that the flow API cannot be queried and why, without the remedy. */
export function apiProblem({ because }: MissingSource): string {
  return `The flow API cannot be queried because ${because}.`;
}

function seriesProblem({ because, remedy }: MissingSource): string {
  return `The agents' flow series cannot be queried because ${because}. ${remedy}`;
}

export function timeSeriesProblem(series: MissingSource): string {
  return `Flows over time come from the agents' series. ${seriesProblem(series)}`;
}

export function seriesProblemOrApi(series: MissingSource): string {
  return `${seriesProblem(series)} Or select the flow API as the source.`;
}

export function apiProblemWithRemedy(api: MissingSource): string {
  return `${apiProblem(api)} ${api.remedy}`;
}

export function noSource(api: MissingSource, series: MissingSource): string {
  return `${apiProblemWithRemedy(api)} The agents' flow series cannot be queried either because ${series.because}.`;
}

export function seriesInsteadOfApi({ because }: MissingSource): string {
  return `Flows come from the agents' series in Prometheus because ${because}.`;
}

export const SERIES_FOR_LONG_RANGE =
  "Flows come from the agents' series in Prometheus because the time range is longer than one hour, the limit of a flow " +
  'API query. The series have no round-trip times or network paths. To see these, select the flow API as the source.';

export const API_FOR_LONG_RANGE =
  'Flows come from the flow API, hour by hour. If the agents also sent their flow series to Prometheus, a time range like ' +
  'this would need only one query.';
