import { type Pod } from '../inventory';
import { type Policy } from '../policies';
import { type LintContext } from './lintContext';

/**
 * Groups of pods of one namespace on one node whose names differ only after the last hyphen, and that different policies select:
 * Amazon's agent applies the policies of each to all of them.
 *
 * @see https://github.com/aws/aws-network-policy-agent/blob/main/pkg/utils/utils.go GetPodIdentifier
 */
export function podsSharingRules(context: LintContext): ReadonlyArray<readonly Pod[]> {
  const policiesByPod = new Map<Pod, readonly Policy[]>();
  for (const { policies, groups } of context.allClasses()) {
    groups.forEach(({ pods }) => pods.forEach((pod) => policiesByPod.set(pod, policies)));
  }
  return groupsByName(context.inventory.pods).filter(
    (pods) => new Set(pods.map((pod) => policiesByPod.get(pod))).size > 1
  );
}

/** Pods to which policies apply, by namespace, node, and name without the last part. */
function groupsByName(pods: readonly Pod[]): Pod[][] {
  const groups = new Map<string, Pod[]>();
  for (const pod of pods) {
    const { namespace, name, nodeAddress, isHostNetwork, hasEnded, addresses } = pod;
    if (nodeAddress !== undefined && !isHostNetwork && !hasEnded && addresses.length > 0) {
      const key = `${nodeAddress} ${namespace}/${name.replaceAll('.', '_').replace(/-[^-]*$/, '')}`;
      const group = groups.get(key) ?? [];
      group.push(pod);
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}
