/** Reads network policies as clients of the Kubernetes API write them. */
import { readInventory } from '../../src/core/policy/read/readInventory';
import { type WrittenObject } from '../kubernetes/object';

/** What was read, or what is wrong. */
export type PoliciesReading = { policies: readonly WrittenObject[] } | { problems: readonly string[] };

const NOT_A_LIST = 'The policies must be a JSON list of Kubernetes objects';

/** The namespace of a policy; undefined for kinds that are not in a namespace. */
export function namespaceOf({ kind, metadata }: WrittenObject): string | undefined {
  return kind === 'ClusterNetworkPolicy' ? undefined : (metadata.namespace ?? 'default');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isObject(value: unknown): value is WrittenObject {
  return isRecord(value) && typeof value.kind === 'string' && isRecord(value.metadata);
}

function isPolicyList(value: unknown): value is WrittenObject[] {
  return Array.isArray(value) && value.every(isObject);
}

/** Reads NetworkPolicies, ApplicationNetworkPolicies, and ClusterNetworkPolicies; nothing else is accepted. */
export function readPolicies(value: unknown): PoliciesReading {
  if (!isPolicyList(value)) {
    return { problems: [NOT_A_LIST] };
  }
  const names = new Set(value.flatMap((policy) => namespaceOf(policy) ?? []));
  const namespaces = Array.from(names, (name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  const { inventory, problems } = readInventory([...namespaces, ...value]);
  const others = value.length - inventory.policies.length - problems.length;
  const all = others > 0 ? [...problems, `${others} of the objects are not network policies`] : problems;
  return all.length > 0 ? { problems: all } : { policies: value };
}
