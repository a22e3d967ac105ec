import { amazonVerdicts } from './amazon/amazonVerdicts';
import { type Enforcement } from './amazon/enforcement';
import { type Inventory } from './inventory';
import { kubernetesVerdicts } from './kubernetes/kubernetesVerdicts';
import { type PolicyFlow } from './policyFlow';
import { type Verdict } from './verdict';

/** Verdicts of the engine for what enforces the policies of a cluster. */
export function verdictsOf(inventory: Inventory, enforcement: Enforcement): (flow: PolicyFlow) => Verdict {
  return enforcement === 'other' ? kubernetesVerdicts(inventory) : amazonVerdicts(inventory, enforcement);
}
