import { agentRules } from './agents';
import { allowanceRules } from './allowances';
import { lossRules } from './losses';
import { type AlertGroup, type AlertOptions } from './rule';

/** Every alert rule, in the groups that are evaluated together. */
export function alertGroups(options: AlertOptions): AlertGroup[] {
  return [
    { name: 'eastwest-allowances', rules: allowanceRules(options) },
    { name: 'eastwest-losses', rules: lossRules() },
    { name: 'eastwest-agents', rules: agentRules(options) },
  ];
}
