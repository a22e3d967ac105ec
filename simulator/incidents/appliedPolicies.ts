/** The network policies that are applied to a world, one set at a time. */
import { type KubernetesObject, type WrittenObject } from '../kubernetes/object';
import { storedPolicy } from '../kubernetes/policies';
import { type PolicyEnforcement } from '../policies/enforcement';
import { type IncidentOf, isOnAt } from './incident';
import { type IncidentStore } from './incidentStore';

const KIND = 'network-policies';

/** The set that is applied at a time. */
export function policiesAt(incidents: IncidentStore, timeMs: number): IncidentOf<'network-policies'> | undefined {
  return incidents.ofKind(KIND).find((incident) => isOnAt(incident, timeMs));
}

/** The policies that are applied at a time, as the Kubernetes API returns them. */
export function storedPoliciesAt(incidents: IncidentStore, timeMs: number): KubernetesObject[] {
  const applied = policiesAt(incidents, timeMs);
  return applied?.objects.map((object) => storedPolicy(object, applied.startMs)) ?? [];
}

/** Removes the policies from a time on, at the earliest with the next tick. Returns the time. */
export function removePolicies(incidents: IncidentStore, fromMs: number, nowMs: number): number {
  return incidents.endAll(KIND, fromMs, nowMs);
}

/** Replaces the policies from a time on, at the earliest with the next tick. Returns the time. */
export function applyPolicies(
  incidents: IncidentStore,
  policies: { objects: readonly WrittenObject[]; enforcement: PolicyEnforcement },
  fromMs: number,
  nowMs: number
): number {
  const startMs = removePolicies(incidents, fromMs, nowMs);
  incidents.add({ kind: KIND, ...policies, startMs }, nowMs);
  return startMs;
}
