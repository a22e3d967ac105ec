import { annotationsOf } from './annotations';
import { type AlertGroup, type AlertOptions, type AlertRule } from './rule';
import { duration, yamlFile } from './yamlFile';

/** The Prometheus of provisioning/datasources. */
const PROMETHEUS_UID = 'eastwest-prometheus';
const EXPRESSIONS = { type: '__expr__', uid: '__expr__' };

/**
 * Grafana's provisioning file of the same rules, evaluated by Grafana itself. Grafana puts environment
 * variables in place of `$name` except in annotations and queries, the only places that have one.
 */
export function grafanaRules(groups: readonly AlertGroup[], options: AlertOptions): string {
  const comments = [
    'The alerts of provisioning/prometheus/eastwest.rules.yaml, for Grafana to evaluate: use one of both.',
  ];
  const written = groups.map(({ name, rules }) => ({
    orgId: 1,
    name,
    folder: 'Eastwest',
    interval: '1m',
    rules: rules.map((rule) => ruleOf(rule, options)),
  }));
  return yamlFile(comments, { apiVersion: 1, groups: written });
}

function ruleOf(rule: AlertRule, options: AlertOptions) {
  const { title, uid, severity, forSeconds } = rule;
  return {
    uid,
    title,
    condition: 'C',
    for: duration(forSeconds),
    // The query has samples only of what may be wrong: none at all is as it should be.
    noDataState: 'OK',
    // That Prometheus cannot be asked is worth an alert of its own kind (DatasourceError), not this one.
    execErrState: 'Error',
    labels: { severity },
    // `with`, because Grafana fills in the texts of rules without a sample too.
    annotations: annotationsOf(rule, options, (format) => `{{ with $values.A }}{{ ${format} .Value }}{{ end }}`),
    data: [query(rule), threshold(rule)],
  };
}

function query({ expr }: AlertRule) {
  return {
    refId: 'A',
    relativeTimeRange: { from: 600, to: 0 },
    datasourceUid: PROMETHEUS_UID,
    model: { refId: 'A', expr, instant: true, range: false, intervalMs: 1_000, maxDataPoints: 43_200 },
  };
}

function threshold({ above }: AlertRule) {
  const conditions = [{ evaluator: { type: 'gt', params: [above] } }];
  return {
    refId: 'C',
    datasourceUid: EXPRESSIONS.uid,
    model: { refId: 'C', type: 'threshold', expression: 'A', datasource: EXPRESSIONS, conditions },
  };
}
