import { annotationsOf } from './annotations';
import { expressionNode, queryNodesOf } from './grafanaQueries';
import { PANELS } from './panels';
import { type AlertGroup, type AlertOptions, type AlertRule } from './rule';
import { duration, yamlFile } from './yamlFile';

/** refId of the expression that compares the value with the threshold. */
const CONDITION = 'C';

/** State of a rule whose query fails. */
const ERROR_STATES = {
  /** Fires a DatasourceError alert: without Prometheus, all other network monitoring fails too. */
  promql: 'Error',
  /** CloudWatch is optional, and it throttles requests. The health of the rule shows the error. */
  cloudwatch: 'KeepLast',
  'cloudwatch-logs': 'KeepLast',
};

/** Template for the URL of the Grafana instance that evaluates a rule (root_url), without its trailing slash. */
const OWN_ADDRESS = '{{ reReplaceAll "/+$" "" externalURL }}';

/** Template for the title of a rule, which users can change. */
const CURRENT_TITLE = '{{ urlquery $labels.alertname }}';

/**
 * Grafana's provisioning file with all rules, which Grafana evaluates itself. Grafana replaces `$name` with environment
 * variables except in annotations and queries, and no other member contains a `$`.
 */
export function grafanaRules(groups: readonly AlertGroup[], options: AlertOptions): string {
  const comments = [
    'The alerts of provisioning/prometheus/eastwest.rules.yaml, evaluated by Grafana. Use either this file or that one.',
    'The group eastwest-monitors queries CloudWatch, which only Grafana can do. Only this group can be combined with the Prometheus rules.',
  ];
  const written = groups.map(({ name, intervalSeconds, rules }) => ({
    orgId: 1,
    name,
    folder: 'Eastwest',
    interval: duration(intervalSeconds),
    rules: rules.map((rule) => ruleOf(rule, options)),
  }));
  return yamlFile(comments, { apiVersion: 1, groups: written });
}

function ruleOf(rule: AlertRule, { grafana, ...options }: AlertOptions) {
  const { title, uid, severity, query, above, forSeconds } = rule;
  const panel = panelOf(rule);
  const { nodes, valueRefId } = queryNodesOf(rule);
  const comparedRefId = nodes.at(-1)?.refId ?? '';
  const conditions = [{ evaluator: { type: 'gt', params: [above] } }];
  return {
    uid,
    title,
    condition: CONDITION,
    for: duration(forSeconds),
    // The query returns samples only for possible problems, so no data means that all is well.
    noDataState: 'OK',
    execErrState: ERROR_STATES[query.language],
    labels: { severity },
    ...panel?.members,
    annotations: {
      // `with`, because Grafana expands the annotations even of rules that have no sample.
      ...annotationsOf(
        rule,
        { ...options, grafana: grafana === '' ? OWN_ADDRESS : grafana },
        { value: (format) => `{{ with $values.${valueRefId} }}{{ ${format} .Value }}{{ end }}`, name: CURRENT_TITLE }
      ),
      ...panel?.annotations,
    },
    data: [...nodes, expressionNode(CONDITION, 'threshold', comparedRefId, { conditions })],
  };
}

/** The panel of a rule. Provisioning files name it in members, and the API in annotations; notifications use the annotations. */
function panelOf({ name }: AlertRule) {
  const panel = PANELS[name];
  return (
    panel && {
      members: { dashboardUid: panel.dashboardUid, panelId: panel.id },
      annotations: { __dashboardUid__: panel.dashboardUid, __panelId__: String(panel.id) },
    }
  );
}
