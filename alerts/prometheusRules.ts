import { annotationsOf } from './annotations';
import { type AlertGroup, type AlertOptions, type AlertRule } from './rule';
import { duration, yamlFile } from './yamlFile';

/** The rule file that Prometheus, Amazon Managed Service for Prometheus and Mimir take. */
export function prometheusRules(groups: readonly AlertGroup[], options: AlertOptions): string {
  const comments = ['Alerts about the network, for Prometheus, Amazon Managed Service for Prometheus and Mimir.'];
  const written = groups.map(({ name, rules }) => ({
    name,
    interval: '1m',
    rules: rules.map((rule) => ruleOf(rule, options)),
  }));
  return yamlFile(comments, { groups: written });
}

function ruleOf(rule: AlertRule, options: AlertOptions) {
  const { name, severity, expr, above, forSeconds } = rule;
  return {
    alert: name,
    expr: `(${expr}) > ${above}`,
    ...(forSeconds > 0 && { for: duration(forSeconds) }),
    labels: { severity },
    annotations: annotationsOf(rule, options, (format) => `{{ $value | ${format} }}`),
  };
}
