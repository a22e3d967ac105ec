import { type Found } from '../finding';
import { type LintContext } from '../lintContext';
import { peerInHostNetwork, subjectInHostNetwork, subjectOnUnsupportedNode } from '../messages';
import { placeOfPeer, placeOfSubject } from '../place';

/** Peers that select pods in the host network, whose address is that of their node. */
export function peersInHostNetwork(context: LintContext): Found[] {
  const allowing = context.rules.filter(({ action }) => action !== 'Deny');
  return allowing.flatMap((rule) =>
    (rule.peers ?? []).flatMap((peer, position): Found[] => {
      // A peer that means every pod means these as well.
      const isEvery = peer.kind === 'pods' && peer.namespaceSelector?.requirements.length === 0 && !peer.podSelector;
      const groups = peer.kind === 'pods' && !isEvery ? context.peersOf(rule.policy, peer) : [];
      const inHostNetwork = groups.filter(({ hostPods }) => hostPods.length > 0);
      if (inHostNetwork.length === 0) {
        return [];
      }
      // A peer for nothing else, with ports, is written on purpose.
      const isOnly = groups.every(({ pods }) => pods.length === 0);
      const isUnexpected = isOnly ? rule.ports.length === 0 : context.amazon !== undefined;
      const names = context.owners.namesOf(inHostNetwork.map((group) => ({ ...group, pods: [] })));
      return [
        {
          severity: isUnexpected ? 'warning' : 'note',
          place: placeOfPeer(rule, position),
          ...peerInHostNetwork(rule.direction, names, context.amazon !== undefined),
        },
      ];
    })
  );
}

/** Policies that select pods in the host network, to which they do not apply. */
export function subjectsInHostNetwork(context: LintContext): Found[] {
  return context.policies.flatMap((policy): Found[] => {
    const groups = context.subjectsOf(policy);
    const inHostNetwork = groups.filter(({ hostPods }) => hostPods.length > 0);
    const isOnly = groups.every(({ pods }) => pods.length === 0);
    // A policy for many namespaces is not about these pods in particular.
    if (inHostNetwork.length === 0 || (policy.kind === 'ClusterNetworkPolicy' && !isOnly)) {
      return [];
    }
    const names = context.owners.namesOf(inHostNetwork.map((group) => ({ ...group, pods: [] })));
    const severity = isOnly ? 'warning' : 'note';
    const sentences = subjectInHostNetwork(names, context.amazon !== undefined);
    return [{ severity, place: placeOfSubject(policy), ...sentences }];
  });
}

/** Policies for pods on nodes where Amazon does not enforce policies. */
export function subjectsOnUnsupportedNodes(context: LintContext): Found[] {
  return context.policies.flatMap((policy): Found[] => {
    const groups = context.subjectsOf(policy);
    const systems = ['Fargate', 'Windows'] as const;
    const [system] = systems.filter((each) =>
      groups.some(({ pods }) => pods.some((pod) => context.index.nodeOf(pod)?.unsupported === each))
    );
    if (system === undefined) {
      return [];
    }
    const onSystem = groups.flatMap((group) => {
      const pods = group.pods.filter((pod) => context.index.nodeOf(pod)?.unsupported === system);
      return pods.length === 0 ? [] : [{ ...group, pods, hostPods: [], workloads: [] }];
    });
    const names = context.owners.namesOf(onSystem);
    return [{ severity: 'warning', place: placeOfSubject(policy), ...subjectOnUnsupportedNode(names, system) }];
  });
}
