import { someNames } from '../someNames';
import { type Address } from './address';

/** The sentences of "Save & test", by part. Each failure says what happened and what to do next. */

// Summary

export const WORKING = 'The data source is working.';

/** @param worst the text of the worst finding */
export function workingWithWarnings(worst: string): string {
  return `The data source is working, with warnings: ${worst}`;
}

/** @param count findings besides the one in the message, at least 1 */
export function moreInDetails(count: number): string {
  return `(${count} more in the details)`;
}

/** @param info the text of a finding that is worth knowing */
export function noteText(info: string): string {
  return `Note: ${info}`;
}

// Flow API

const ENTER_URL = 'Enter the URL at which the Grafana server can reach the flow API or its gateway.';

export const NO_FLOW_API_URL = `No flow API URL is configured. ${ENTER_URL}`;

export const NO_FLOW_API_URL_BUT_PROMETHEUS = `No flow API URL is configured, so flows are available from the agents' series only. ${ENTER_URL}`;

export function invalidFlowApiUrl(text: string): string {
  return `"${text}" is not a valid URL of an HTTP server. Enter the flow API URL with scheme, host and port: "http://gateway:8080".`;
}

/** @param url without a password */
export function respondsAt(url: string): string {
  return `Reachable at ${url}.`;
}

export const GRAFANA_NOT_REACHED =
  'The browser got no response from the Grafana server. Check the connection to it, and that no browser extension or proxy blocks /api/datasources/proxy.';

export function noConnection(address: Address): string {
  return `The Grafana server cannot connect to ${address.shown}: the host name does not resolve, the port is closed, TLS fails, or a gateway cannot connect to AWS. ${checkConnection(address)}`;
}

function checkConnection({ isHttps, isLoopback }: Address): string {
  const scheme = isHttps
    ? 'serves HTTPS with a certificate that the Grafana server trusts (or use http://)'
    : 'serves HTTP (or use https://)';
  const loopback = isLoopback ? ' This address refers to the machine or container that runs Grafana.' : '';
  return `Check the URL in the settings, and that the server is running and ${scheme}. See the log of the Grafana server for the cause.${loopback}`;
}

export function timedOut(url: string): string {
  return `${url} timed out. Check that firewalls, security groups and network policies allow traffic from the Grafana server, and that the gateway can reach AWS.`;
}

/** @param response the response in parentheses after a space, or nothing; likewise below */
export function unavailable(url: string, response: string): string {
  return `${url} reports that it is not available${response}. Check that the gateway is running and can reach AWS.`;
}

export function notAllowedInGrafana(response: string): string {
  return `Grafana does not allow you to query this data source${response}. Ask your Grafana administrator for permission.`;
}

/** @param action an IAM action: "networkflowmonitor:ListMonitors" */
export function actionDenied(action: string, response: string): string {
  return `${action} is denied${response}. Allow this action in the IAM policy of the identity that signs the requests.`;
}

export function anotherService({ shown, hasPath }: Address, response: string): string {
  const path = hasPath ? ', and has no extra path or trailing slash' : '';
  return `The service at ${shown} is not the network-flow API${response}. Check that the URL in the settings points to the API or its gateway, not to a sign-in page or another service${path}.`;
}

export function throttled(response: string): string {
  return `The flow API is throttling requests${response}. Wait a minute and test again. If this persists, increase the refresh interval of dashboards, and check what else calls the API in this AWS account.`;
}

// Prometheus

export const NO_PROMETHEUS_SELECTED =
  'No Prometheus data source is selected, so metrics of the agents, flows from their series, and names from Kubernetes are not available. To get them, select one in the settings.';

export function prometheusGone(uid: string): string {
  return `The selected Prometheus data source (uid "${uid}") no longer exists. Select another one in the settings.`;
}

export function notPrometheus(name: string, type: string): string {
  return `"${name}" is a data source of type "${type}", which is not Prometheus. Select a Prometheus-compatible data source in the settings.`;
}

export function prometheusResponds(name: string): string {
  return `"${name}" responds.`;
}

// Monitors

const CREATE_MONITOR =
  'Create one in the EKS console (the cluster, Observability, Network) or in CloudWatch, Network Flow Monitor, with the cluster as its local resource.';

export const NO_MONITORS = `No monitor exists in this AWS account and Region, so there are no flows. ${CREATE_MONITOR}`;

function activeCount(active: number, all: number): string {
  return `${active} of ${all} monitors ${active === 1 ? 'is' : 'are'} active`;
}

/** @param active names of the active monitors, at least one */
export function activeMonitors(active: readonly string[], all: number): string {
  return `${activeCount(active.length, all)}: ${someNames(active)}.`;
}

/** @param pending the name of a monitor that is being created, if there is one */
export function noActiveMonitor(all: number, pending: string | undefined): string {
  const remedy = pending === undefined ? CREATE_MONITOR : `Wait a few minutes: "${pending}" is being created.`;
  return `${activeCount(0, all)}, so there are no flows. ${remedy}`;
}

/** @param meaning what the status means for each of the monitors, as a clause */
export function monitorsInStatus(status: string, names: readonly string[], meaning: string): string {
  return `${status} (${someNames(names)}): ${meaning}.`;
}

/** What each status other than ACTIVE means, as clauses. */
export const STATUS_MEANINGS = {
  ERROR:
    'creation failed. See CloudWatch, Network Flow Monitor, for the reason, then delete the monitor and create it again',
  PENDING: 'the monitor is being created. Its first flows take about 20 minutes',
  INACTIVE: 'the monitor is inactive and records no data. Delete it if it is not needed',
  DELETING: 'the monitor is being deleted. Select another one in queries that use it',
} as const;

export const UNKNOWN_STATUS = 'see CloudWatch for the meaning of this status';

// Permissions

/** @param actions IAM actions, each group with the feature that needs it in parentheses; likewise below */
export function deniedActions(actions: string): string {
  return `Denied to the identity that signs the requests: ${actions}. Allow these actions in its IAM policy. Without them, the features in parentheses are not available.`;
}

export function unsupportedActions(actions: string): string {
  return `Not supported by this endpoint: ${actions}. AWS endpoints have supported them since November 2026. Update the gateway if you need the features in parentheses.`;
}

export function untestedActions(actions: string, reason = 'Test again.'): string {
  return `Could not be tested: ${actions}. ${reason}`;
}

export function allowedOperations(allowed: number, all: number): string {
  return `${allowed} of ${all} read-only operations are allowed. Not tested, because a test would start or stop queries: networkflowmonitor:StartQuery* and networkflowmonitor:StopQuery*. Read-only policies often lack them. To check them, open a panel with flows.`;
}

// CloudWatch

const NO_SHARE = "Until then, flows do not show their share of the monitors' bytes.";

export function countsBytes(monitor: string): string {
  return `The bytes of the monitor "${monitor}" are available.`;
}

export function countsNothing(monitor: string): string {
  return `CloudWatch has no values of DataTransferred for the monitor "${monitor}" from 30 to 10 minutes ago. Check that the data source uses the monitor's AWS account, and that agents report to the monitor. ${NO_SHARE}`;
}

export function cloudWatchGone(uid: string): string {
  return `The selected CloudWatch data source (uid "${uid}") does not exist. Select another one in the settings. ${NO_SHARE}`;
}

/** @param said what happened and what to do, in whole sentences */
export function cloudWatchFailed(said: string): string {
  return `${said} ${NO_SHARE}`;
}

// Agents

/** The scrape interval in Grafana's settings, compared with the real one. */
export interface Intervals {
  dataSource: string;
  /** Seconds between two scrapes. */
  scraped: number;
  /** Seconds in the settings. */
  configured: number;
  isDefault: boolean;
}

export function configuredIntervalTooShort(intervals: Intervals): string {
  return `${intervalsText(intervals)}. Time windows of charts then contain too few samples, so lines jump or have gaps. ${setTo(intervals)}`;
}

export function configuredIntervalTooLong(intervals: Intervals): string {
  return `${intervalsText(intervals)}. Charts are coarser than necessary. ${setTo(intervals)}`;
}

function intervalsText({ dataSource, scraped, configured, isDefault }: Intervals): string {
  const origin = isDefault ? ' (the default)' : '';
  return `The agents are scraped every ${scraped} s, but the scrape interval in the settings of "${dataSource}" is ${configured} s${origin}`;
}

function setTo({ scraped }: Intervals): string {
  return `Set it to ${scraped}s.`;
}

// kube-state-metrics

const NO_POD_DATA = 'Until then, queries of pods return no data.';

export const OWN_POD_LABEL = `The series carry the exporter's own pod as their label. Set honor_labels: true in the job that scrapes kube-state-metrics. ${NO_POD_DATA}`;

export const EXPECTED_BUT_MISSING = `kube-state-metrics is enabled in the settings, but this Prometheus has no series of it. Configure Prometheus to scrape it, or disable it in the settings. ${NO_POD_DATA}`;

export function metricMissing(metric: string): string {
  return `The metric ${metric} is missing. Add it to the allowlist of kube-state-metrics and keep it in the scrape job. ${NO_POD_DATA}`;
}

export function runningPodsFound(count: number): string {
  return `${count} running pods found.`;
}

/** @param clusters the clusters without pods in kube-state-metrics; empty if there is only one cluster */
export function podsNotFound(clusters: readonly string[], clusterLabel: string | undefined): string {
  const where = clusters.length === 0 ? '' : ` of ${someNames(clusters)}`;
  const remedy =
    clusterLabel === undefined
      ? 'Configure Prometheus to scrape kube-state-metrics of the same cluster.'
      : `Add the label "${clusterLabel}" to its series, with the same values as on the agents' series.`;
  return `None of the pods${where} that the agents export are in kube-state-metrics. ${remedy} ${NO_POD_DATA}`;
}

export const AVAILABLE_BUT_DISABLED =
  'kube-state-metrics is available but disabled in the settings, so names are inferred and terminated pods are detected late. Enable it in the settings.';

export const KUBE_STATE_DISABLED =
  'Disabled in the settings. Workloads are inferred from the names of pods, terminated pods from values that repeat (docs/metrics.md describes the errors), and interfaces that agents do not read cannot be detected.';

// Labels

export function clusterLabelMissing(label: string): string {
  return `The agents' series do not have the cluster label "${label}" from the settings. Correct the label in the settings, or add it in the scrape configuration (docs/collection.md).`;
}

/** @param clusters names, at least one */
export function clustersFound(clusters: readonly string[], label: string): string {
  const count = clusters.length === 1 ? '1 cluster' : `${clusters.length} clusters`;
  return `${count} by "${label}": ${someNames(clusters)}.`;
}

export function clusterLabelPartlyMissing(label: string): string {
  return `Some series of the agents do not have the label "${label}". Add it to every scrape job of the agents.`;
}

export function noClusterLabel(clusters: readonly string[], label: string): string {
  return `This Prometheus contains ${clusters.length} clusters (${label}: ${someNames(clusters)}), but the settings have no cluster label, so nodes and pods of the same name are merged. Enter "${label}" as the cluster label.`;
}

export const LABELS_RENAMED =
  "Prometheus renamed the agents' labels to exported_*. This data source handles that; in your own queries, use the exported_* labels. To keep the original labels, set honor_labels: true in the job that scrapes the agents (docs/collection.md).";

// Flow series

export const HAS_FLOW_SERIES = 'Available: flows of any time range need a single query.';

export const NO_FLOW_SERIES =
  'Not available (no nfm_* series): for time ranges longer than one hour, the flow API is queried hour by hour.';
