import { alertGroups } from './all';
import { grafanaRules } from './grafanaRules';
import { prometheusRules } from './prometheusRules';
import { type AlertOptions } from './rule';

/** The contents of the generated files, by path in the repository. */
export function alertFiles({ grafana, runbooks, ...others }: AlertOptions): Record<string, string> {
  const options = { ...others, grafana: withoutEndSlashes(grafana), runbooks: withoutEndSlashes(runbooks) };
  const groups = alertGroups(options);
  return {
    'provisioning/prometheus/eastwest.rules.yaml': prometheusRules(groups, options),
    'provisioning/alerting/eastwest.yaml': grafanaRules(groups, options),
  };
}

function withoutEndSlashes(address: string): string {
  return address.replace(/\/+$/, '');
}
