/** Alert rules as they are thought: neither Prometheus' nor Grafana's form of them. */

/** "critical": somebody is hurt now. "warning": look at it today. "info": worth knowing. */
export type Severity = 'critical' | 'warning' | 'info';

/** The pages of docs/runbooks/, by their names. */
export type Runbook = 'allowances' | 'losses' | 'agents' | 'two-scrapers' | 'frozen-series' | 'no-data';

export interface AlertRule {
  /** Prometheus' `alertname`. Rules that differ in severity only share it, so that one can inhibit the other. */
  name: string;
  /** Grafana's `alertname`, which must be its rule's own. */
  title: string;
  /** Tells the rule from others of its name where Grafana and its users refer to it. */
  uid: string;
  severity: Severity;
  /** PromQL, an instant query: a sample for each thing that may be wrong. */
  expr: string;
  /** The alert is about the samples above it. */
  above: number;
  /** How long they must have been; 0 for at once. */
  forSeconds: number;
  /** What happened, where and how much. `{node}` stands for that label, `{value}` for the value. */
  summary: string;
  /** What to look at first; with the same placeholders. */
  description: string;
  /** How the value is written: 1234 as "1.234k", or 0.015 as "1.5%". */
  valueFormat: 'humanize' | 'humanizePercentage';
  runbook: Runbook;
  /** Which label of the alert fills in which variable of the Network overview dashboard. */
  dashboardVariables: { node?: string; namespace?: string };
}

export interface AlertGroup {
  name: string;
  rules: AlertRule[];
}

/** What depends on where the rules go. */
export interface AlertOptions {
  /** The label that tells clusters apart. Where no series has it, it does no harm. */
  clusterLabel: string;
  /** Where the pages of docs/runbooks/ can be read. */
  runbooks: string;
  /** Grafana's address, in front of the links to its dashboard. Without it these are good within Grafana only. */
  grafana: string;
}

export const COMMITTED_OPTIONS: AlertOptions = { clusterLabel: 'cluster', runbooks: 'docs/runbooks', grafana: '' };
