import fs from 'node:fs';
import path from 'node:path';

const DIRECTORY = path.join(__dirname, '../../provisioning/prometheus');

/**
 * The provisioned configuration with the URL of the simulator. It includes the alert rules only if Prometheus is to
 * evaluate them, so that no alert fires in both Prometheus and Grafana.
 */
export function prometheusConfig(simulatorUrl: string, alertRulesIn: 'Prometheus' | 'Grafana'): string {
  const provisioned = fs.readFileSync(path.join(DIRECTORY, 'simulator.yaml'), 'utf8');
  const config = provisioned.replaceAll('http://simulator:9500', simulatorUrl);
  const rules = path.join(DIRECTORY, 'eastwest.rules.yaml');
  return alertRulesIn === 'Prometheus' ? `${config}rule_files: [${JSON.stringify(rules)}]\n` : config;
}
