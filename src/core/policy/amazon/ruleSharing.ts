import { type ClusterIndex } from '../clusterIndex';
import { type Pod } from '../inventory';

/**
 * Which pods share one set of rules: those of a namespace and node whose names differ only after the last hyphen.
 *
 * @see https://github.com/aws/aws-network-policy-agent/blob/main/pkg/utils/utils.go GetPodIdentifier
 */
export class RuleSharing {
  private readonly byPod = new Map<Pod, readonly Pod[]>();

  constructor(
    private readonly index: ClusterIndex,
    pods: readonly Pod[]
  ) {
    for (const group of podsByIdentifier(pods).values()) {
      if (group.length > 1) {
        group.forEach((pod) => this.byPod.set(pod, group));
      }
    }
  }

  /** The group of a pod, with the pod itself. */
  of(pod: Pod): readonly Pod[] {
    return this.byPod.get(pod) ?? [pod];
  }

  /** Whether other pods of the group can have other rules of their own. */
  isMixed(pod: Pod): boolean {
    const group = this.byPod.get(pod) ?? [];
    return group.some((other) => this.kindOf(other) !== this.kindOf(pod) || isSubject(other) !== isSubject(pod));
  }

  private kindOf(pod: Pod): number | undefined {
    return this.index.endOf(pod).podKind;
  }
}

/** Whether policies can select a pod. They never select pods in the host network. */
export function isSubject({ isHostNetwork, hasEnded, addresses }: Pod): boolean {
  return !isHostNetwork && !hasEnded && addresses.length > 0;
}

/**
 * Pods by what the agent calls them: the namespace, the node, and the name without the part after its last hyphen. Pods without a node
 * are in no group.
 */
export function podsByIdentifier(pods: readonly Pod[]): Map<string, Pod[]> {
  const groups = new Map<string, Pod[]>();
  for (const pod of pods) {
    if (pod.nodeAddress !== undefined) {
      const key = `${pod.namespace} ${pod.nodeAddress} ${identifierOf(pod)}`;
      const group = groups.get(key) ?? [];
      group.push(pod);
      groups.set(key, group);
    }
  }
  return groups;
}

function identifierOf({ name }: Pod): string {
  const identifier = name.replaceAll('.', '_');
  const end = identifier.lastIndexOf('-');
  return end < 0 ? identifier : identifier.slice(0, end);
}
