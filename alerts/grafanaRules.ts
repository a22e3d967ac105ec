import { annotationsOf } from './annotations';
import { expressionNode, workedOut } from './grafanaQueries';
import { PANELS } from './panels';
import { type AlertGroup, type AlertOptions, type AlertRule } from './rule';
import { duration, yamlFile } from './yamlFile';

/** Compares the value. */
const CONDITION = 'C';

/** What becomes of a rule whose data source cannot be asked. */
const ERROR_STATES = {
  /** Worth an alert of its own kind (DatasourceError): all else that watches the network is blind too. */
  promql: 'Error',
  /** Not everybody has CloudWatch, and it throttles. The rule's health tells. */
  cloudwatch: 'KeepLast',
};

/** The address of the Grafana that evaluates a rule, as it is configured (root_url), without the slash at its end. */
const OWN_ADDRESS = '{{ reReplaceAll "/+$" "" externalURL }}';

/**
 * Grafana's provisioning file of all rules, evaluated by Grafana itself. Grafana puts environment variables
 * in place of `$name` except in annotations and queries, the only places that have one.
 */
export function grafanaRules(groups: readonly AlertGroup[], options: AlertOptions): string {
  const comments = [
    'The alerts of provisioning/prometheus/eastwest.rules.yaml, for Grafana to evaluate: use one of both.',
    'The group eastwest-monitors asks CloudWatch, which only Grafana can: of this file it is good beside Prometheus’ rules.',
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
  const { nodes, valueRefId } = workedOut(rule);
  const comparedRefId = nodes.at(-1)?.refId ?? '';
  const conditions = [{ evaluator: { type: 'gt', params: [above] } }];
  return {
    uid,
    title,
    condition: CONDITION,
    for: duration(forSeconds),
    // The query has samples only of what may be wrong: none at all is as it should be.
    noDataState: 'OK',
    execErrState: ERROR_STATES[query.language],
    labels: { severity },
    ...panel?.members,
    annotations: {
      // `with`, because Grafana fills in the texts of rules without a sample too.
      ...annotationsOf(
        rule,
        { ...options, grafana: grafana === '' ? OWN_ADDRESS : grafana },
        (format) => `{{ with $values.${valueRefId} }}{{ ${format} .Value }}{{ end }}`
      ),
      ...panel?.annotations,
    },
    data: [...nodes, expressionNode(CONDITION, 'threshold', comparedRefId, { conditions })],
  };
}

/** Provisioning files have a rule's panel as members, which the API has as annotations; notifications go by these. */
function panelOf({ name }: AlertRule) {
  const panel = PANELS[name];
  return (
    panel && {
      members: { dashboardUid: panel.dashboardUid, panelId: panel.id },
      annotations: { __dashboardUid__: panel.dashboardUid, __panelId__: String(panel.id) },
    }
  );
}
