import { NETWORK_OVERVIEW_UID } from '../src/common/dashboards';
import { APP_ID } from '../src/common/pluginIds';
import { DESTINATION } from '../src/core/cloudwatch/policyLogQuery';
import { BEFORE_MONITOR_NAME, MONITOR_ID } from '../src/core/cloudwatch/monitorMetrics';
import { type AlertOptions, type AlertRule, type DashboardLink } from './rule';

/**
 * The labels of an alert as parameters of a URL, without those that Grafana adds to all alerts. In annotations, an alert has exactly
 * the labels of its sample, so the page finds it among the alerts of its rule, and no parameter is empty.
 *
 * `urlquery` is a function of Go's text/template, and `match` one of Prometheus. Prometheus (template/template.go), Grafana
 * (pkg/services/ngalert/state/template, which uses Prometheus' template.Expander), and vmalert have both, because they only add to
 * the functions of Go. A space becomes a plus sign.
 */
const LABEL_PARAMETERS =
  '{{ range $name, $text := $labels }}{{ if not (match "^(__.*|alertname|grafana_folder)$" $name) }}' +
  '{{ with $text }}&{{ urlquery $name }}={{ urlquery . }}{{ end }}{{ end }}{{ end }}';

/** The Go templates that differ between Prometheus and Grafana. */
export interface Templates {
  /** The value of an alert. */
  value: (format: AlertRule['valueFormat']) => string;
  /** The `alertname`, encoded for a URL. */
  name: string;
}

/** The annotations of an alert, as Go templates over its labels and value. */
export function annotationsOf(rule: AlertRule, options: AlertOptions, templates: Templates) {
  const placeholders: Record<string, string> = {
    value: templates.value(rule.valueFormat),
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
    investigate_url: `${options.grafana}/a/${APP_ID}/alert?rule=${templates.name}${LABEL_PARAMETERS}`,
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
