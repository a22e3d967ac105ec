import { type Inventory } from '../inventory';
import { type Policy, policyKey } from '../policies';

/** The inventory after policies are applied: those of the same kind and name are replaced. */
export function withPolicies(inventory: Inventory, applied: readonly Policy[]): Inventory {
  const names = new Set(applied.map(policyKey));
  const kept = inventory.policies.filter((policy) => !names.has(policyKey(policy)));
  return { ...inventory, policies: [...kept, ...applied] };
}
