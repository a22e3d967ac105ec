import { containsAddress } from '../addressRange';
import { type Pod, type Service } from '../inventory';
import { type Protocol } from '../policies';
import { type ClusterIPShutBecause, type RuleReference, type SideVerdict } from '../verdict';
import { type AmazonCluster, type WantedPort } from './amazonCluster';
import { numericPort } from './openPort';
import { peerAt } from './peerAt';
import { type Subject } from './namespaceRules';
import { verdictOfTiers } from './sideVerdict';

/**
 * Why the ClusterIP of a Service is denied although the pod behind it is allowed. Undefined if the pod is denied, too.
 *
 * @param backend a pod behind the Service, and its port.
 */
export function shutClusterIP(
  cluster: AmazonCluster,
  client: Subject,
  service: Service,
  backend: { pod: Pod; port: number; protocol: Protocol }
): SideVerdict | undefined {
  const { index } = cluster;
  const address = index.primaryAddress(backend.pod);
  const direct = address && verdictOfTiers(cluster, client, 'egress', peerAt(index, address), backend);
  if (direct?.outcome !== 'allowed' || direct.because.kind !== 'rules') {
    return undefined;
  }
  const [rule] = direct.because.rules;
  return (
    rule && {
      outcome: 'denied',
      because: { kind: 'cluster-ip', rule, service, why: causeOf(cluster, rule, service, backend) },
    }
  );
}

function causeOf(
  { index }: AmazonCluster,
  { policy, index: position }: RuleReference,
  service: Service,
  backend: { pod: Pod } & WantedPort
): ClusterIPShutBecause {
  const { peers = [], ports = [] } = policy.egress[position] ?? {};
  const namespace = policy.kind === 'ClusterNetworkPolicy' ? undefined : policy.namespace;
  const address = index.primaryAddress(backend.pod);
  const selectors = peers.flatMap((peer) =>
    peer.kind === 'pods' && index.matchesPod(peer, namespace, backend.pod) ? [peer.podSelector] : []
  );
  if (selectors.length === 0) {
    const isBlock = peers.some((peer) => peer.kind === 'ip-block' && address && containsAddress(peer.range, address));
    return { kind: isBlock ? 'ip-block' : 'port' };
  }
  if (!selectors.some((selector) => index.matchesLabels(selector, service.selector))) {
    return { kind: 'selector' };
  }
  const ranges = ports.filter(({ endPort }) => endPort !== undefined);
  const isInRange = ranges.some((port) => {
    const { port: first = 0, endPort: last = 0 } = numericPort(port) ?? {};
    return backend.port >= first && backend.port <= last;
  });
  return { kind: isInRange ? 'port-range' : 'port' };
}
