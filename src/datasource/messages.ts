/** Formats a number of rows or flows in a sentence: "10,000". */
function count(value: number): string {
  return value.toLocaleString('en-US');
}

// Data sources

export const NO_PROMETHEUS_CONFIGURED =
  'No Prometheus data source is configured. Select one in the data source settings.';

/** @param reported what the data source reports, or undefined if it reports nothing. */
export function prometheusQueryFailed(dataSourceName: string, reported: string | undefined): string {
  return `The query of the Prometheus data source "${dataSourceName}" failed${colon(reported)}. Check that the data source is running and configured correctly.`;
}

/** @param reported what the data source reports, or undefined if it reports nothing. */
export function cloudWatchQueryFailed(reported: string | undefined): string {
  return `The query of the CloudWatch data source failed${colon(reported)}. Check that the data source works and has the permission cloudwatch:GetMetricData, or select another one in the settings.`;
}

/** @param reported what the data source reports, or undefined if it reports nothing. */
export function kubernetesEventsFailed(reported: string | undefined): string {
  return `Kubernetes events are missing because the query of the Loki data source failed${colon(reported)}. Check the data source and the selector of the events in the settings.`;
}

export function kubernetesEventsCut(lines: number): string {
  return `Only the newest ${lines.toLocaleString('en-US')} lines of Kubernetes events are included.`;
}

export const NO_CLOUDWATCH_FOR_LOGS =
  'No CloudWatch data source is configured, and denied connections come from the logs in CloudWatch. Select one in the data source settings.';

/** @param reported what the data source reports, or undefined if it reports nothing. */
export function policyLogFailed(reported: string | undefined): string {
  return `The query of the policy agents' log failed${colon(reported)}. Check that the CloudWatch data source works and has the permissions logs:StartQuery and logs:GetQueryResults for the log group of the cluster.`;
}

export function noPolicyLog(logGroup: string): string {
  return `CloudWatch has no log group "${logGroup}" in this account and Region. Check the name of the cluster, and turn on enableCloudWatchLogs of the network policy agent. EKS Auto Mode sends no policy logs to CloudWatch.`;
}

/** @param status of the query, as CloudWatch reports it. */
export function policyLogIncomplete(status: string): string {
  return `CloudWatch ended the query of the policy agents' log with the status ${status}. Refresh the panel, or select a shorter time range.`;
}

function colon(reported: string | undefined): string {
  return reported ? `: ${reported.replace(/\.+$/, '')}` : '';
}

// Names

/** @param selector the label of the cluster and its value, as a PromQL matcher, if the query is about one cluster. */
export function noKubeStateSeries(selector: string | undefined): string {
  const withLabel = selector === undefined ? '' : ` with ${selector}`;
  return `Workloads are inferred from pod names because Prometheus has no kube-state-metrics series${withLabel} in this range. Configure Prometheus to scrape kube-state-metrics, or disable it in the data source settings.`;
}

export function namesUnavailable(reason: string): string {
  return `Workloads are inferred from pod names. ${reason}`;
}

// Progress and limits of flow API queries

export function queriesCompleted(done: number, total: number): string {
  return `${done} of ${total} queries completed.`;
}

/** @param what the missing part of the result: "1 of 2 time windows". */
export function missingInResult(what: string, reason: string): string {
  return `The result does not include ${what}: ${reason}`;
}

export function windowsOf(some: number, all: number): string {
  return `${some} of ${all} time windows`;
}

/** @param metric in lower case; the categories are labels. */
export function metricOfCategories(metric: string, categories: readonly string[]): string {
  return `${metric} (${categories.map((category) => `"${category}"`).join(', ')})`;
}

export function inWindows(what: string, windows: number): string {
  return `${what} in ${windows} time windows`;
}

/** Responses of the flow API that contain as many rows as were requested. */
export interface CutResponses {
  /** The number of these responses. */
  cut: number;
  /** The number of all responses. */
  answered: number;
  /** The requested number of rows. */
  limit: number;
  /** What these responses contain, if responses differ in that. */
  what?: string;
  /** The maximum value of each flow that is not included, if it is known: "2.1 MB of data transferred". */
  maximum?: string;
}

export function rowLimitReached({ cut, answered, limit, what, maximum }: CutResponses): string {
  return (
    `${cut} of ${answered} responses reached the limit of ${limit} rows${what === undefined ? '' : `: ${what}`}. ` +
    `Values beyond the top ${limit} are not included, so missing values are not zero and sums can be too low.` +
    (maximum === undefined ? '' : ` Each flow that is not included has at most ${maximum}.`)
  );
}

// Flows

export const NO_MONITOR_SELECTED = 'No monitor is selected. Select one in the query.';

export function noActiveMonitor(cluster: string): string {
  return `No active monitor covers the cluster "${cluster}". Create one with the cluster as its local resource, or select another cluster.`;
}

/** @param problem why the agents' series in Prometheus cannot be queried, in sentences. */
export function hourByHour(problem: string): string {
  return `Flows come from the flow API, with a query for each hour. ${problem}`;
}

export function clockIsFast(minutes: number): string {
  return `The clock of this computer is ${minutes} minutes ahead of the flow API's clock. Correct it. From the next refresh on, queries use the flow API's clock.`;
}

export function clockIsSlow(minutes: number): string {
  return `The clock of this computer is ${minutes} minutes behind the flow API's clock, so the most recent flows are missing. Correct it.`;
}

/** @param share of the bytes, as a text: "about 40 %". */
export function coverageOfBytes(share: string): string {
  return `The responses of the flow API cover ${share} of the monitor's bytes, according to CloudWatch.`;
}

export function coverageUnknown(reason: string): string {
  return `The share of the monitor's bytes that these flows cover is unknown. ${reason}`;
}

const NO_ROUND_TRIP_TIMES_IN_SERIES = "Round-trip times are not available in the agents' series.";

export const ROUND_TRIP_TIMES_NEED_API = `${NO_ROUND_TRIP_TIMES_IN_SERIES} Select other metrics, or select the flow API as the source.`;

/** @param metric the label of the metric that is shown. */
export function oneMetricOverTime(metric: string): string {
  return `A time series query returns only one metric: "${metric}" in this query. Add a query for each metric. ${NO_ROUND_TRIP_TIMES_IN_SERIES}`;
}

export function onlyLargestReportsOverTime(limit: number): string {
  return `Only the ${count(limit)} largest reports of flows in the range are included, so groups can have more traffic than shown.`;
}

export function onlyLargestReports(limit: number): string {
  return `Only the ${count(limit)} largest reports of flows in the range are shown. Select a shorter range to see the others.`;
}

export const NO_FLOWS_MATCH = 'No flows in this range match the filters.';

export function flowsOfSeveralClusters(clusters: readonly string[]): string {
  return `These flows are from ${clusters.length} clusters: ${clusters.join(', ')}. To see the flows of one cluster, select it in the query.`;
}

// Denied connections

export const NO_POLICY_LOG_LINES =
  'The policy agents wrote nothing to CloudWatch in this time range. If policies should deny connections, check that enablePolicyEventLogs and enableCloudWatchLogs are on.';

/** @param example one of the lines. */
export function malformedLines(lines: number, example: string | undefined): string {
  const last = example === undefined ? '' : `, such as: ${example}`;
  return `${count(lines)} lines of the policy agents' log could not be read and are not included${last}`;
}

export function onlyMostDenied(limit: number): string {
  return `Only the ${count(limit)} connections with the most denied packets are included. Select a shorter time range to see the others.`;
}

// Agent metrics and events

export const PROBLEMS_OF_AGENTS_UNKNOWN =
  'Pods can show more traffic than they had, and nodes can be missing, because Prometheus did not report whether agents restarted, mixed up pods, or did not respond in this range. Refresh the panel. If the problem persists, check the load of Prometheus.';

/** @param maxPods the number of pods that one query can correct. */
export function tooManyReturnedPods(maxPods: number): string {
  return `Some pods can show more traffic than they had. In this range, more than ${maxPods} pods were unknown to their agents for a while, and the agents then reported all traffic of these pods since their start. Only one such sample is corrected for each pod. Use a shorter range.`;
}

export const GUARDS_OMITTED =
  "Some pods can show more traffic than they had. In this range, agents mixed up pods, or pods were unknown to them for a while. With the names in this query's filters, the part of the query that corrects this is longer than some query engines allow. Use fewer filters or a shorter range.";

/** @param needsKubeState whether the query also needs kube-state-metrics. */
export function noDataForMetric(metric: string, needsKubeState: boolean): string {
  const hint = needsKubeState
    ? ' If it is, check that kube-state-metrics is scraped too, or disable it in the data source settings.'
    : '';
  return `No data for "${metric}" in this range. Check that the metrics endpoint of the network agents is scraped.${hint}`;
}

export const EVENTS_NEED_KUBE_STATE =
  'Agent restarts, rollouts, and problems of pods are not shown because they need kube-state-metrics, which is disabled in the data source settings.';

// Workload insights, network paths and the inventory

export const WORKLOAD_INSIGHTS = 'Workload insights';

export const NO_SCOPE = 'Network Flow Monitor has no scope in this AWS account and Region.';
export const CREATE_SCOPE = 'Create a scope in CloudWatch Network Flow Monitor.';

/** @param allow the sentence that says how to allow listing scopes. */
export function allowOrEnterScope(allow: string): string {
  return `${allow} As an alternative, enter the ID of a scope in the query.`;
}

export function oneOfSeveralScopes(scopeId: string, total: number): string {
  return `The result is from the scope ${scopeId}, one of ${total}. To see another scope, enter its ID in the query.`;
}

export function scopeIsNotReady(status: string): string {
  return `The scope has the status ${status}. Its data can be incomplete until the status is SUCCEEDED.`;
}

export function noSuchPerformanceMonitor(name: string): string {
  return `The performance monitor "${name}" does not exist.`;
}

export const SELECT_ANOTHER_PERFORMANCE_MONITOR = 'Select another performance monitor in the query.';

/** @param names of the existing performance monitors. */
export function existingPerformanceMonitors(names: readonly string[]): string {
  return names.length === 0
    ? 'There are no performance monitors. Create one for the VPC of the cluster in CloudWatch Network Flow Monitor.'
    : `Select an existing one in the query: ${names.join(', ')}.`;
}

export function noSuchMonitor(name: string): string {
  return `The monitor "${name}" does not exist.`;
}

export const SELECT_ANOTHER_MONITOR = 'Select another monitor in the query.';

/** Features of the inventory that need operations of their own, as the beginning of a sentence. */
export const MONITOR_DETAILS = 'Details of monitors';
export const SCOPE_ACCOUNTS = 'Accounts of scopes';

export function partlyLoaded(reason: string): string {
  return `Some data could not be loaded. ${reason}`;
}

export const INFINITY_HIDES_REASON =
  'The Infinity data source hides the reason: turn on "Ignore status code check" in its settings.';
