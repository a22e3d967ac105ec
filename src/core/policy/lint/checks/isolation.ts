import { type Policy } from '../../policies';
import { type Found } from '../finding';
import { type LintContext } from '../lintContext';
import { defaultDenyWithoutAllow, deniesObserved, directionWithoutRules, rulesOfUntypedDirection } from '../messages';
import { type DeniedFlows, flowEffects } from '../flowEffects';
import { placeInSpec, placeOfRule } from '../place';
import { DIRECTIONS, hasType, isPlainDeny, rulesIn } from '../rules';

/** Policies with rules for one direction that also deny the other one, without any rule for it. */
export function directionsWithoutRules(context: LintContext): Found[] {
  const denied = deniedWithoutRules(context).filter(({ policy }) => !isPlainDeny(policy));
  return context.policies.flatMap((policy) => {
    if (isPlainDeny(policy) || policy.kind === 'ClusterNetworkPolicy') {
      return [];
    }
    return DIRECTIONS.filter((direction) => policy.types.includes(direction) && policy[direction].length === 0).flatMap(
      (direction): Found[] => {
        const flows = denied.find((each) => each.policy === policy && each.direction === direction)?.flows;
        const classes = context.classesOf(policy);
        // If another policy denies the direction as well, it is denied on purpose; if it has rules, they are the exceptions.
        const isAlone = classes.some(({ policies }) =>
          policies.every(
            (other) => other === policy || other.kind === 'ClusterNetworkPolicy' || !hasType(other, direction)
          )
        );
        if (flows === undefined && !isAlone) {
          return [];
        }
        const names = context.owners.namesOf(classes.flatMap(({ groups }) => groups));
        const place = placeInSpec(policy, 'policyTypes', direction);
        const severity = flows === undefined ? 'warning' : 'error';
        return [{ severity, place, ...directionWithoutRules(direction, names, flows) }];
      }
    );
  });
}

/** Policies that only deny, for pods that have observed flows and no rules for these. */
export function defaultDenyBeforeAllow(context: LintContext): Found[] {
  return deniedWithoutRules(context)
    .filter(({ policy }) => isPlainDeny(policy))
    .map(({ policy, direction, flows }): Found => ({
      severity: 'error',
      place: placeInSpec(policy, 'policyTypes', direction),
      ...defaultDenyWithoutAllow(direction, flows),
    }));
}

/** Policies with rules, none of which allows flows that were observed. */
export function deniedObservedFlows(context: LintContext): Found[] {
  const denied = flowEffects(context)?.denied.filter(({ isWithoutRules }) => !isWithoutRules) ?? [];
  return denied.map(({ policy, direction, rule, flows }): Found => ({
    severity: 'error',
    place: rule ? placeOfRule({ ...rule, ports: [] }) : placeInSpec(policy, direction, direction),
    ...deniesObserved(direction, flows),
  }));
}

/** Rules of a direction that `policyTypes` leaves out. */
export function untypedRules(context: LintContext): Found[] {
  const isAmazon = context.amazon !== undefined;
  return context.policies.filter(hasTypes).flatMap((policy) =>
    DIRECTIONS.filter((direction) => !hasType(policy, direction) && rulesIn(policy, direction).length > 0).map(
      (direction): Found => ({
        severity: isAmazon ? 'error' : 'warning',
        place: placeInSpec(policy, direction, direction),
        ...rulesOfUntypedDirection(direction, isAmazon),
      })
    )
  );
}

/** The schema of ApplicationNetworkPolicies has no default for `policyTypes`. Amazon enforces the rules then. */
function hasTypes(policy: Policy): boolean {
  return policy.kind === 'NetworkPolicy' || (policy.kind === 'ApplicationNetworkPolicy' && policy.types.length > 0);
}

function deniedWithoutRules(context: LintContext): readonly DeniedFlows[] {
  return flowEffects(context)?.denied.filter(({ isWithoutRules }) => isWithoutRules) ?? [];
}
