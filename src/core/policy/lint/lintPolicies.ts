import { compareText } from '../../compareText';
import { type Enforcement } from '../amazon/enforcement';
import { type Inventory } from '../inventory';
import { type Policy } from '../policies';
import { type PolicyFlow } from '../policyFlow';
import { type CheckId, CHECKS } from './checks';
import { type Found, type Place } from './finding';
import { LintContext } from './lintContext';

/** Something in the policies of a cluster that does not work as it looks, or that is worth knowing. */
export interface Finding extends Found {
  check: CheckId;
}

/**
 * Finds mistakes in the policies of an inventory. Findings are in the order of the policies and of the places in each, and then by
 * namespace and name of workloads and pods.
 *
 * @param enforcement decides what the policies do; findings about Amazon only appear where Amazon enforces policies.
 * @param flows observed flows. With these, rules that no flow needs and flows that policies deny are found as well.
 */
export function lintPolicies(inventory: Inventory, enforcement: Enforcement, flows?: readonly PolicyFlow[]): Finding[] {
  const context = new LintContext(inventory, enforcement, flows);
  const order = new Map(inventory.policies.map((policy, position) => [policy, position]));
  return checksFor(enforcement)
    .flatMap((check) => CHECKS[check].find(context).map((found): Finding => ({ check, ...found })))
    .sort((a, b) => comparePlaces(order, a.place, b.place) || compareText(a.check, b.check));
}

function checksFor(enforcement: Enforcement): CheckId[] {
  const ids = Object.keys(CHECKS) as CheckId[];
  return ids.filter((id) => enforcement !== 'other' || !('isForAmazon' in CHECKS[id]));
}

function comparePlaces(order: ReadonlyMap<Policy, number>, a: Place, b: Place): number {
  if (a.kind === 'policy' && b.kind === 'policy') {
    return (
      (order.get(a.policy) ?? 0) - (order.get(b.policy) ?? 0) ||
      compareText(a.direction ?? '', b.direction ?? '') ||
      (a.rule ?? -1) - (b.rule ?? -1) ||
      (a.peer ?? -1) - (b.peer ?? -1) ||
      (a.port ?? -1) - (b.port ?? -1) ||
      compareText(a.path, b.path)
    );
  }
  return a.kind === 'object' && b.kind === 'object'
    ? compareText(`${a.namespace}/${a.name} ${a.objectKind}`, `${b.namespace}/${b.name} ${b.objectKind}`)
    : a.kind === 'policy'
      ? -1
      : 1;
}
