import { agentRules } from './agents';
import { allowanceRules } from './allowances';
import { lossRules } from './losses';
import { monitorRules } from './monitors';
import { type AlertGroup, type AlertOptions } from './rule';
import { zoneRules } from './zones';

/** Every alert rule, in the groups that are evaluated together. */
export function alertGroups(options: AlertOptions): AlertGroup[] {
  return [
    { name: 'eastwest-allowances', intervalSeconds: 60, rules: allowanceRules(options) },
    { name: 'eastwest-losses', intervalSeconds: 60, rules: lossRules(options) },
    { name: 'eastwest-agents', intervalSeconds: 60, rules: agentRules(options) },
    { name: 'eastwest-zones', intervalSeconds: 300, rules: zoneRules(options) },
    // Each evaluation costs what CloudWatch takes for the metrics that it reads.
    { name: 'eastwest-monitors', intervalSeconds: 300, rules: monitorRules() },
  ];
}
