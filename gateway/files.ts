import { yamlFile } from '../alerts/yamlFile';
import { gatewayConfig } from './envoy/gatewayConfig';
import { iamPolicy } from './iam/policy';
import { trustPolicies } from './iam/trustPolicies';
import { DEFAULT_OPTIONS, FIRST_PORT, type GatewayOptions } from './options';

/** The folder of the generated files in the repository. */
export const GATEWAY_FOLDER = 'provisioning/gateway';

/** The options of the committed files. For another Region, generate them or replace its name. */
export const COMMITTED_OPTIONS: GatewayOptions = {
  ...DEFAULT_OPTIONS,
  targets: [{ port: FIRST_PORT, region: 'us-east-1' }],
};

/** The configuration of the gateway and the IAM policies of its role, by file name. */
export function gatewayFiles(options: GatewayOptions): Record<string, string> {
  const comments = [
    'Envoy as the gateway between Grafana and the network-flow API of AWS. docs/gateway.md explains how to run it.',
  ];
  const policies = { 'iam-policy.json': iamPolicy(options.targets), ...trustPolicies() };
  return {
    'envoy.yaml': yamlFile(comments, gatewayConfig(options), 'gateway'),
    ...Object.fromEntries(Object.entries(policies).map(([name, policy]) => [name, jsonFile(policy)])),
  };
}

function jsonFile(content: object): string {
  return `${JSON.stringify(content, undefined, 2)}\n`;
}
