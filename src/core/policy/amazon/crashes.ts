import { type ClusterIndex } from '../clusterIndex';
import { isOfApi, type Policy, type PolicyPort } from '../policies';
import { type ResolvedPolicies } from './resolvedPolicies';

/**
 * Whether Amazon's controller crashes when it resolves a policy: it reads the protocol of each port without a check, and a port
 * of a custom resource can lack it.
 *
 * @see https://github.com/aws/amazon-network-policy-controller-k8s/blob/main/pkg/resolvers/endpoints.go convertToPolicyInfoPortForCIDRs
 */
export function crashesController(index: ClusterIndex, resolved: ResolvedPolicies, policy: Policy): boolean {
  switch (policy.kind) {
    case 'NetworkPolicy':
      return false;
    case 'ApplicationNetworkPolicy':
      return (
        policy.ingress.some(({ ports }) =>
          hasName(ports)
            ? ports.some((port) => lacksProtocol(port) && port.port !== undefined) &&
              resolved.subjectsOf(policy).length > 0
            : ports.some(lacksProtocol)
        ) ||
        // Rules with nothing but domain names have a reader of their own, which sets the protocol.
        policy.egress.some(
          ({ peers = [], ports }) => peers.some(({ kind }) => kind !== 'domains') && ports.some(lacksProtocol)
        )
      );
    case 'ClusterNetworkPolicy':
      return (
        isOfApi(policy, 'Amazon') &&
        [...policy.ingress, ...policy.egress].some(
          ({ peers, ports }) =>
            ports.some(lacksProtocol) &&
            peers.some(
              (peer) =>
                peer.kind === 'ip-block' ||
                (peer.kind === 'pods' &&
                  peer.namespaceSelector !== undefined &&
                  index.hasNamespace(peer.namespaceSelector))
            )
        )
      );
  }
}

function lacksProtocol({ protocol }: PolicyPort): boolean {
  return protocol === undefined;
}

function hasName(ports: readonly PolicyPort[]): boolean {
  return ports.some(({ port }) => typeof port === 'string');
}
