import { annotationsOf } from './annotations';
import { type AlertGroup, type AlertOptions, type AlertRule, isPromQl, type PromQlQuery } from './rule';
import { duration, yamlFile } from './yamlFile';

/** Prometheus does not know where Grafana is. */
const RELATIVE_LINKS =
  'The links begin with /d/ and lead nowhere outside Grafana: npm run alerts -- --grafana https://… makes them whole.';

/** The rule file that Prometheus, Amazon Managed Service for Prometheus and Mimir take: the rules that are PromQL. */
export function prometheusRules(groups: readonly AlertGroup[], options: AlertOptions): string {
  const comments = [
    'Alerts about the network, for Prometheus, Amazon Managed Service for Prometheus and Mimir.',
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
    annotations: annotationsOf(rule, options, (format) => `{{ $value | ${format} }}`),
  };
}
