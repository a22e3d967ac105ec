import fs from 'node:fs';
import path from 'node:path';

const DIRECTORY = path.join(__dirname, '../../provisioning/prometheus');

interface Scraped {
  simulatorUrl: string;
  /** The URL of the gateway's metrics, if there is a gateway. */
  gatewayStatusUrl?: string;
}

/**
 * The provisioned configuration with the URL of the simulator. It includes the alert rules only if Prometheus is to
 * evaluate them, so that no alert fires in both Prometheus and Grafana.
 */
export function prometheusConfig(
  { simulatorUrl, gatewayStatusUrl }: Scraped,
  alertRulesIn: 'Prometheus' | 'Grafana'
): string {
  const provisioned = fs.readFileSync(path.join(DIRECTORY, 'simulator.yaml'), 'utf8');
  const ofSimulator = provisioned.replaceAll('http://simulator:9500', simulatorUrl);
  const config = gatewayStatusUrl === undefined ? ofSimulator : `${ofSimulator}${gatewayJob(gatewayStatusUrl)}`;
  const rules = path.join(DIRECTORY, 'eastwest.rules.yaml');
  return alertRulesIn === 'Prometheus' ? `${config}rule_files: [${JSON.stringify(rules)}]\n` : config;
}

/** The last entry of the list of jobs, with which the provisioned file ends. */
function gatewayJob(statusUrl: string): string {
  const { host } = new URL(statusUrl);
  return `  - job_name: eastwest-gateway\n    static_configs: [{ targets: [${JSON.stringify(host)}] }]\n`;
}
