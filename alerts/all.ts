import { agentRules } from './agents';
import { allowanceRules } from './allowances';
import { gatewayRules } from './gateway';
import { lossRules } from './losses';
import { monitorRules } from './monitors';
import { policyLogRules, policyRules } from './policies';
import { type AlertGroup, type AlertOptions } from './rule';
import { zoneRules } from './zones';

/** All alert rules, by evaluation group. */
export function alertGroups(options: AlertOptions): AlertGroup[] {
  return [
    { name: 'eastwest-allowances', intervalSeconds: 60, rules: allowanceRules(options) },
    { name: 'eastwest-losses', intervalSeconds: 60, rules: lossRules(options) },
    { name: 'eastwest-agents', intervalSeconds: 60, rules: agentRules(options) },
    { name: 'eastwest-gateway', intervalSeconds: 60, rules: gatewayRules(options) },
    { name: 'eastwest-policies', intervalSeconds: 60, rules: policyRules(options) },
    { name: 'eastwest-zones', intervalSeconds: 300, rules: zoneRules(options) },
    // CloudWatch charges for the metrics that each evaluation reads.
    { name: 'eastwest-monitors', intervalSeconds: 300, rules: monitorRules() },
    ...policyLogGroups(options),
  ];
}

/** CloudWatch charges for the lines that each evaluation reads, so the rule exists only for a named cluster. */
function policyLogGroups({ eksCluster }: AlertOptions): AlertGroup[] {
  return eksCluster === ''
    ? []
    : [{ name: 'eastwest-policy-logs', intervalSeconds: 300, rules: policyLogRules(eksCluster) }];
}
