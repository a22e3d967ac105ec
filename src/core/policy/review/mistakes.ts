import { type Enforcement } from '../amazon/enforcement';
import { type Finding, PolicyLinter } from '../lint/lintPolicies';
import { objectName, type Policy, policyName } from '../policies';
import { type Proposal } from './proposal';

/**
 * What is wrong, or worth knowing, about policies, by the flows that were observed. After a change, only what it concerns is linted
 * again.
 */
export function mistakeFinder(
  { inventory, observation }: Proposal,
  enforcement: Enforcement
): (policies: readonly Policy[]) => Finding[] {
  const flows = observation.observed.map(({ flow }) => flow);
  const linter = new PolicyLinter(inventory, enforcement, flows);
  return (policies) => (policies.length === 0 ? [] : linter.under(policies));
}

/** "NetworkPolicy shop/web, spec.egress[0].to[1]", or "Deployment shop/web". */
export function placeText({ place }: Pick<Finding, 'place'>): string {
  return place.kind === 'policy' ? `${objectText({ place })}, ${place.path}` : objectText({ place });
}

/** "NetworkPolicy shop/web", or "Deployment shop/web". */
export function objectText({ place }: Pick<Finding, 'place'>): string {
  return place.kind === 'policy' ? policyName(place.policy) : objectName(place.objectKind, place.namespace, place.name);
}
