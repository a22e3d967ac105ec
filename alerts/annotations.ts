import { NETWORK_OVERVIEW_UID } from '../src/common/dashboards';
import { type AlertOptions, type AlertRule } from './rule';

/** The template of an alert's value, which Prometheus and Grafana write differently. */
export type ValueTemplate = (format: AlertRule['valueFormat']) => string;

/** What goes out with an alert, as Go templates over its labels and value. */
export function annotationsOf(rule: AlertRule, options: AlertOptions, valueTemplate: ValueTemplate) {
  const template = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) =>
      name === 'value' ? valueTemplate(rule.valueFormat) : `{{ $labels.${name} }}`
    );
  return {
    summary: template(rule.summary),
    description: template(rule.description),
    runbook_url: `${options.runbooks}/${rule.runbook}.md`,
    dashboard_url: template(dashboardLink(rule, options)),
  };
}

function dashboardLink({ dashboardVariables }: AlertRule, { grafana }: AlertOptions): string {
  const variables = Object.entries(dashboardVariables).map(([variable, label]) => `var-${variable}={${label}}`);
  const query = variables.length === 0 ? '' : `?${variables.join('&')}`;
  return `${grafana}/d/${NETWORK_OVERVIEW_UID}${query}`;
}
