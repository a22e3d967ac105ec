import { isSubject, podsByIdentifier } from '../amazon/ruleSharing';
import { type Pod } from '../inventory';
import { type Policy } from '../policies';
import { type LintContext } from './lintContext';

/**
 * Groups of pods of one namespace on one node whose names differ only after the last hyphen, and that different policies select:
 * Amazon's agent applies the policies of each to all of them.
 */
export function podsSharingRules(context: LintContext): ReadonlyArray<readonly Pod[]> {
  const policiesByPod = new Map<Pod, readonly Policy[]>();
  for (const { policies, groups } of context.allClasses()) {
    groups.forEach(({ pods }) => pods.forEach((pod) => policiesByPod.set(pod, policies)));
  }
  const groups = podsByIdentifier(context.inventory.pods.filter(isSubject)).values();
  return [...groups].filter((pods) => new Set(pods.map((pod) => policiesByPod.get(pod))).size > 1);
}
