import { EksCluster } from './amazon/amazonVerdicts';
import { type Enforcement } from './amazon/enforcement';
import { FlowVerdicts } from './flowVerdicts';
import { type Inventory } from './inventory';
import { type JudgedCluster, verdictsUnder } from './judgedCluster';
import { KubernetesCluster } from './kubernetes/kubernetesVerdicts';
import { type PolicyFlow } from './policyFlow';
import { type Verdict } from './verdict';

/** Verdicts of the engine for what enforces the policies of a cluster. */
export function verdictsOf(inventory: Inventory, enforcement: Enforcement): (flow: PolicyFlow) => Verdict {
  return verdictsUnder(clusterOf(inventory, enforcement), inventory.policies);
}

/** Verdicts of given flows, under the policies of the inventory and under others. */
export function flowVerdicts(
  inventory: Inventory,
  enforcement: Enforcement,
  flows: readonly PolicyFlow[]
): FlowVerdicts {
  return new FlowVerdicts(clusterOf(inventory, enforcement), flows);
}

function clusterOf(inventory: Inventory, enforcement: Enforcement): JudgedCluster {
  return enforcement === 'other' ? new KubernetesCluster(inventory) : new EksCluster(inventory, enforcement);
}
