import { annotationsOf } from './annotations';
import { type AlertGroup, type AlertOptions, type AlertRule, isPromQl, type PromQlQuery } from './rule';
import { duration, yamlFile } from './yamlFile';

/** Comment for a file without a Grafana URL, which Prometheus does not know. */
const RELATIVE_LINKS =
  'The links are relative to the Grafana URL (/a/… and /d/…) and work only inside Grafana. Run npm run alerts -- --grafana https://… to make them absolute.';

/** The rule file for Prometheus, Amazon Managed Service for Prometheus, and Mimir. It contains the rules with PromQL queries. */
export function prometheusRules(groups: readonly AlertGroup[], options: AlertOptions): string {
  const comments = [
    'Network alert rules for Prometheus, Amazon Managed Service for Prometheus, and Mimir.',
    ...(options.grafana === '' ? [RELATIVE_LINKS] : []),
  ];
  const written = groups.flatMap(({ name, intervalSeconds, rules }) => {
    const ofPrometheus = rules.filter(isPromQl).map((rule) => ruleOf(rule, options));
    return ofPrometheus.length === 0 ? [] : [{ name, interval: duration(intervalSeconds), rules: ofPrometheus }];
  });
  return yamlFile(comments, { groups: written });
}

function ruleOf(rule: AlertRule<PromQlQuery>, options: AlertOptions) {
  const { name, severity, query, above, forSeconds } = rule;
  return {
    alert: name,
    expr: `(${query.expr}) > ${above}`,
    ...(forSeconds > 0 && { for: duration(forSeconds) }),
    labels: { severity },
    annotations: annotationsOf(rule, options, { value: (format) => `{{ $value | ${format} }}`, name }),
  };
}
