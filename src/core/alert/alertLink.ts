/** The alert that a link names. */
export interface AlertLink {
  /** The `alertname` in Prometheus, or the title of the rule in Grafana. Absent if the link has none. */
  rule?: string;
  labels: Readonly<Record<string, string>>;
}

/** The parameter with the name of the rule. It comes first, so that a label can have the same name. */
const RULE = 'rule';

/** Grafana adds this parameter to links in notifications. */
const ORGANIZATION = 'orgId';

/**
 * The alert in the parameters of a URL: `rule`, and one for each label.
 *
 * @param parameters decoded, in their order in the URL.
 */
export function alertOfParameters(parameters: Iterable<readonly [name: string, value: string]>): AlertLink {
  const given = [...parameters].filter(([name, value]) => value !== '' && name !== ORGANIZATION);
  const position = given.findIndex(([name]) => name === RULE);
  const rule = given[position]?.[1];
  return {
    ...(rule !== undefined && { rule }),
    labels: Object.fromEntries(given.filter((_, index) => index !== position)),
  };
}

/** Whether an alert has all labels of a link. It can have more, such as those that a rule or Grafana adds. */
export function hasLabels(alert: Readonly<Record<string, unknown>>, labels: AlertLink['labels']): boolean {
  return Object.entries(labels).every(([name, value]) => alert[name] === value);
}
