import { NETWORK_OVERVIEW_UID } from '../src/common/dashboards';
import { DESTINATION } from '../src/core/cloudwatch/policyLogQuery';
import { BEFORE_MONITOR_NAME, MONITOR_ID } from '../src/core/cloudwatch/monitorMetrics';
import { type AlertOptions, type AlertRule, type DashboardLink } from './rule';

/** Returns the template for an alert's value, which differs between Prometheus and Grafana. */
export type ValueTemplate = (format: AlertRule['valueFormat']) => string;

/** The annotations of an alert, as Go templates over its labels and value. */
export function annotationsOf(rule: AlertRule, options: AlertOptions, valueTemplate: ValueTemplate) {
  const placeholders: Record<string, string> = {
    value: valueTemplate(rule.valueFormat),
    monitor: `{{ reReplaceAll "${BEFORE_MONITOR_NAME}" "" $labels.${MONITOR_ID} }}`,
    destination: `{{ reReplaceAll "${DESTINATION}" " port $1 ($2)" $labels.destination }}`,
    server_namespace: '{{ reReplaceAll "/.*" "" $labels.server_name }}',
  };
  const template = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => placeholders[name] ?? `{{ $labels.${name} }}`);
  const links = Object.entries(rule.links).map(([name, link]) => [name, template(urlOf(link, options))] as const);
  return {
    summary: template(rule.summary),
    description: template(rule.description),
    runbook_url: `${options.runbooks}/${rule.runbook}.md`,
    ...Object.fromEntries(links),
  };
}

/**
 * A link to the Network overview.
 *
 * @param labels the label of the alert that sets each variable
 * @param clusterLabels the labels that can name the cluster; the first one that the alert has is used
 */
export function overviewOf(
  labels: { node?: string; namespace?: string },
  clusterLabels: readonly string[] = []
): DashboardLink {
  const variables = Object.entries(labels).map(([variable, label]) => [variable, `{${label}}`]);
  return { uid: NETWORK_OVERVIEW_UID, variables: Object.fromEntries(variables), clusterLabels };
}

function urlOf({ uid, variables, clusterLabels = [] }: DashboardLink, { grafana }: AlertOptions): string {
  const values = Object.entries(variables).map(([variable, text]) => `var-${variable}=${text}`);
  const query = values.length === 0 ? '' : `?${values.join('&')}`;
  // Without the label, Prometheus has one cluster only: the dashboard then needs its default "All", not an empty value.
  const cluster = `${query === '' ? '?' : '&'}var-cluster={{ . }}`;
  const chosen = clusterLabels.reduceRight(
    (otherwise, label) =>
      `{{ with $labels.${label} }}${cluster}${otherwise === '' ? '' : `{{ else }}${otherwise}`}{{ end }}`,
    ''
  );
  return `${grafana}/d/${uid}${query}${chosen}`;
}
