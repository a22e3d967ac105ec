/** Alert rules as they are thought: neither Prometheus' nor Grafana's form of them. */
import { type MonitorMetric } from '../src/core/cloudwatch/monitorMetrics';

/** "critical": somebody is hurt now. "warning": look at it today. "info": worth knowing. */
export type Severity = 'critical' | 'warning' | 'info';

/** The pages of docs/runbooks/, by their names. */
export type Runbook =
  'allowances' | 'losses' | 'agents' | 'two-scrapers' | 'frozen-series' | 'no-data' | 'monitors' | 'zones';

/** A metric of every monitor over the last so many seconds, as one number for each. */
export interface MonitorNumber {
  metric: MonitorMetric;
  windowSeconds: number;
  periodSeconds: number;
  /** Of the datapoints of the periods. */
  reducer: 'sum' | 'mean';
}

/** PromQL, an instant query: a sample for each thing that may be wrong. */
export interface PromQlQuery {
  language: 'promql';
  expr: string;
}

/** CloudWatch's metrics of monitors: a value for each monitor. Only Grafana can ask for them. */
export interface MonitorQuery {
  language: 'cloudwatch';
  numbers: Record<string, MonitorNumber>;
  /** Grafana's math over the numbers, each by its name: `$events / $bytes`. */
  value: string;
  /** What is compared instead of the value, which it may use: 0 where the value is nothing to alert about. */
  compared?: string;
}

/** Links that go out with an alert, by the annotations that they are in. */
export type LinkName = 'dashboard_url' | 'flow_graph_url';

export interface DashboardLink {
  uid: string;
  /** What fills in which of the dashboard's variables: texts with placeholders. */
  variables: Record<string, string>;
  /** The labels that can name the cluster, for the variable "cluster" of the dashboard. The first one that is there counts. */
  clusterLabels?: readonly string[];
}

export interface AlertRule<Query = PromQlQuery | MonitorQuery> {
  /** Prometheus' `alertname`. Rules that differ in severity only share it, so that one can inhibit the other. */
  name: string;
  /** Grafana's `alertname`, which must be its rule's own. */
  title: string;
  /** Tells the rule from others of its name where Grafana and its users refer to it. */
  uid: string;
  severity: Severity;
  query: Query;
  /** The alert is about the values above it. */
  above: number;
  /** How long they must have been; 0 for at once. */
  forSeconds: number;
  /**
   * What happened, where and how much. `{node}` stands for that label, `{value}` for the value, `{monitor}`
   * for the name of the monitor whose ARN is the label `MonitorId`, `{server_namespace}` for the namespace in the
   * label `server_name`.
   */
  summary: string;
  /** What to look at first; with the same placeholders. */
  description: string;
  /** How the value is written: 1234 as "1.234k", or 0.015 as "1.5%". */
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

/** What depends on where the rules go. */
export interface AlertOptions {
  /** The label that tells clusters apart. Where no series has it, it does no harm. */
  clusterLabel: string;
  /** Where the pages of docs/runbooks/ can be read. */
  runbooks: string;
  /**
   * Grafana's address, in front of the links to its dashboards. Where it is empty, Grafana's own rules take the
   * address of the Grafana that evaluates them, and the links of Prometheus' rules lead nowhere outside Grafana.
   */
  grafana: string;
  /** What may cross zones of one service, in US dollars a month. */
  crossZoneBudgetUsd: number;
}

export const COMMITTED_OPTIONS: AlertOptions = {
  clusterLabel: 'cluster',
  runbooks: 'docs/runbooks',
  grafana: '',
  crossZoneBudgetUsd: 1_000,
};
