/** Alert rules, independent of the formats of Prometheus and Grafana. */
import { type MonitorMetric } from '../src/core/cloudwatch/monitorMetrics';

/** "critical": users are affected now. "warning": check it today. "info": worth knowing. */
type Severity = 'critical' | 'warning' | 'info';

/** The names of the pages in docs/runbooks/, without ".md". */
type Runbook =
  | 'allowances'
  | 'losses'
  | 'agents'
  | 'two-scrapers'
  | 'frozen-series'
  | 'no-data'
  | 'monitors'
  | 'zones'
  | 'gateway'
  | 'policies';

/** A metric over a window up to now, reduced to one number per monitor. */
export interface MonitorNumber {
  metric: MonitorMetric;
  windowSeconds: number;
  periodSeconds: number;
  /** Reduces the datapoints of the periods to the number. */
  reducer: 'sum' | 'mean';
}

/** A PromQL instant query with one sample for each possible problem. */
export interface PromQlQuery {
  language: 'promql';
  expr: string;
}

/** A query of the CloudWatch metrics of monitors, with one value per monitor. Only Grafana can evaluate it. */
export interface MonitorQuery {
  language: 'cloudwatch';
  numbers: Record<string, MonitorNumber>;
  /** A Grafana math expression over the numbers by name: `$events / $bytes`. */
  value: string;
  /** An expression that is compared instead of the value. It can use `$value`, and is 0 where no alert should fire. */
  compared?: string;
}

/** A Logs Insights query with one number for each possible problem. Only Grafana can evaluate it. */
export interface LogsQuery {
  language: 'cloudwatch-logs';
  /** As Grafana saves it. */
  query: object;
  windowSeconds: number;
}

/** The annotations that contain links. */
type LinkName = 'dashboard_url' | 'flow_graph_url';

export interface DashboardLink {
  uid: string;
  /** Values of the dashboard's variables, with placeholders. */
  variables: Record<string, string>;
  /** The labels that can name the cluster, for the dashboard's variable "cluster". The first one that the alert has is used. */
  clusterLabels?: readonly string[];
}

export interface AlertRule<Query = PromQlQuery | MonitorQuery | LogsQuery> {
  /** The `alertname` in Prometheus. Rules that differ only in severity share it, so that one can inhibit the other. */
  name: string;
  /** The `alertname` in Grafana, which must be unique. */
  title: string;
  /** Identifies the rule in Grafana, where several rules can share a name. */
  uid: string;
  severity: Severity;
  query: Query;
  /** The alert fires for values above this threshold. */
  above: number;
  /** How long a value must be above the threshold; 0 to fire immediately. */
  forSeconds: number;
  /**
   * What happened, where, and how much. Placeholders: `{node}` is the label of that name, `{value}` is the value,
   * `{monitor}` is the name of the monitor whose ARN is in the label `MonitorId`, `{server_namespace}` is the
   * namespace in the label `server_name`, and `{destination}` is the address, port, and protocol in a policy log.
   */
  summary: string;
  /** What to check first, with the same placeholders. */
  description: string;
  /** How the value is formatted: 1234 as "1.234k", or 0.015 as "1.5%". */
  valueFormat: 'humanize' | 'humanizePercentage';
  runbook: Runbook;
  links: Partial<Record<LinkName, DashboardLink>>;
}

export interface AlertGroup {
  name: string;
  /** How often the rules are evaluated. */
  intervalSeconds: number;
  rules: AlertRule[];
}

/** Whether Prometheus can evaluate the rule. */
export function isPromQl(rule: AlertRule): rule is AlertRule<PromQlQuery> {
  return rule.query.language === 'promql';
}

/** Options that depend on the environment in which the rules are used. */
export interface AlertOptions {
  /** The label that distinguishes clusters. It has no effect if no series has it. */
  clusterLabel: string;
  /** The base URL of the runbooks (docs/runbooks/). */
  runbooks: string;
  /**
   * The Grafana URL, which is the base of dashboard links. If it is empty, the Grafana rules use the URL of the Grafana
   * instance that evaluates them, and the links of the Prometheus rules work only inside Grafana.
   */
  grafana: string;
  /** Budget for the cross-zone traffic of one service, in USD per month. */
  crossZoneBudgetUsd: number;
  /**
   * The name or ARN of the EKS cluster whose policy logs in CloudWatch Grafana evaluates. If it is empty, there is no rule about
   * them: CloudWatch charges for each evaluation.
   */
  eksCluster: string;
}

export const COMMITTED_OPTIONS: AlertOptions = {
  clusterLabel: 'cluster',
  runbooks: 'docs/runbooks',
  grafana: '',
  crossZoneBudgetUsd: 1_000,
  eksCluster: '',
};
