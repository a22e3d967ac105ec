import { type Enforcement } from '../amazon/enforcement';
import { type Finding, lintPolicies } from '../lint/lintPolicies';
import { policyName } from '../policies';
import { type Proposal } from './proposal';

/** What is wrong, or worth knowing, about the policies of today, by the flows that were observed. */
export function mistakesOf({ inventory, observation }: Proposal, enforcement: Enforcement): Finding[] {
  const flows = observation.observed.map(({ flow }) => flow);
  return inventory.policies.length === 0 ? [] : lintPolicies(inventory, enforcement, flows);
}

/** "NetworkPolicy shop/web, spec.egress[0].to[1]", or "Deployment shop/web". */
export function placeText({ place }: Pick<Finding, 'place'>): string {
  return place.kind === 'policy'
    ? `${policyName(place.policy)}, ${place.path}`
    : `${place.objectKind} ${place.namespace}/${place.name}`;
}
