import { containsAddress } from '../addressRange';
import { type BlockList } from '../blockList';
import { type ClusterIndex, namedPort, type ResolvedEnd } from '../clusterIndex';
import { type Pod } from '../inventory';
import { type PolicyPort, type Protocol } from '../policies';
import { PodSelection } from '../podSelection';
import { type ComparedPeer } from '../rulePeers';

/** What is sent, as rules see it. */
export interface Traffic {
  protocol: Protocol;
  port: number;
  /** The port that a Service without a selector translates the port to. */
  translatedPort?: number;
  /** The pod whose container ports have names: the server. */
  targetPod?: Pod;
}

/** Whether a rule matches, or what the API leaves to the network plugin if that decides. */
export type Match = 'matches' | 'no-match' | 'host-network' | 'pod-in-ip-block' | 'service-address';

/** A rule in the form in which it is compared with many ends. */
export interface ComparedRule {
  /** Absent: every peer. */
  peers?: readonly ComparedPeer[];
  /** Empty: every port. */
  ports: readonly PolicyPort[];
}

/** Whether a rule matches the other end and the port. */
export function matchOfRule(
  index: ClusterIndex,
  { peers, ports }: ComparedRule,
  other: ResolvedEnd,
  traffic: Traffic
): Match {
  const ofPorts = matchOfPorts(ports, traffic);
  if (ofPorts === 'no-match' || peers === undefined) {
    return ofPorts;
  }
  let undecided: Match = 'no-match';
  for (const peer of peers) {
    const match = matchOfPeer(index, peer, other);
    if (match === 'matches') {
      return ofPorts;
    }
    undecided = undecided === 'no-match' ? match : undecided;
  }
  return undecided;
}

function matchOfPeer(index: ClusterIndex, peer: ComparedPeer, other: ResolvedEnd): Match {
  return peer instanceof PodSelection ? matchOfPods(index, peer, other) : matchOfBlocks(peer, other);
}

/** "hostNetwork pods": plugins treat these as pods or as their node. */
function matchOfPods(index: ClusterIndex, peer: PodSelection, { pod, hostPods, isNode }: ResolvedEnd): Match {
  if (pod !== undefined && !isNode) {
    return peer.hasPod(index, pod) ? 'matches' : 'no-match';
  }
  const hosts = pod === undefined ? hostPods : [pod];
  return hosts.some((host) => peer.hasPod(index, host)) ? 'host-network' : 'no-match';
}

/** Address ranges are for addresses outside the cluster. The API does not define whether they match pods and Services. */
function matchOfBlocks(blocks: BlockList, { pod, service, address, isNode }: ResolvedEnd): Match {
  if (service !== undefined) {
    return 'service-address';
  }
  const isInRange =
    address !== undefined &&
    blocks.around(address).some(({ except }) => !except.some((excepted) => containsAddress(excepted, address)));
  if (!isInRange) {
    return 'no-match';
  }
  return pod === undefined ? 'matches' : isNode ? 'host-network' : 'pod-in-ip-block';
}

/**
 * Whether a peer of a ClusterNetworkPolicy matches the other end. Selectors do not include pods in the host network, and networks
 * also match pods and nodes.
 */
export function matchOfClusterPeers(
  index: ClusterIndex,
  peers: readonly ComparedPeer[],
  { pod, service, address, isNode }: ResolvedEnd
): 'matches' | 'no-match' | 'service-address' {
  let isUndecided = false;
  for (const peer of peers) {
    if (peer instanceof PodSelection) {
      if (pod !== undefined && !isNode && peer.hasPod(index, pod)) {
        return 'matches';
      }
    } else if (service !== undefined) {
      isUndecided = true;
    } else if (address !== undefined && peer.around(address).length > 0) {
      return 'matches';
    }
  }
  return isUndecided ? 'service-address' : 'no-match';
}

/** Of a Service without a selector, both its port and the target port must match: either can be the one that counts. */
export function matchOfPorts(
  ports: readonly PolicyPort[],
  traffic: Traffic
): 'matches' | 'no-match' | 'service-address' {
  if (ports.length === 0) {
    return 'matches';
  }
  const { port, translatedPort = port } = traffic;
  const matchesService = matchesPorts(ports, port, traffic);
  const matchesTarget = translatedPort === port ? matchesService : matchesPorts(ports, translatedPort, traffic);
  return matchesService !== matchesTarget ? 'service-address' : matchesService ? 'matches' : 'no-match';
}

/** Whether ports of a rule match on some pod: names depend on the ports of the pod. */
export function canMatchPort(ports: readonly PolicyPort[], traffic: Traffic): boolean {
  return (
    ports.length === 0 ||
    ports.some((port) => typeof port.port === 'string' || matchesPort(port, traffic.port, traffic))
  );
}

function matchesPorts(ports: readonly PolicyPort[], number: number, traffic: Traffic): boolean {
  for (const port of ports) {
    if (matchesPort(port, number, traffic)) {
      return true;
    }
  }
  return false;
}

function matchesPort({ protocol, port, endPort }: PolicyPort, number: number, traffic: Traffic): boolean {
  if (protocol !== undefined && protocol !== traffic.protocol) {
    return false;
  }
  if (typeof port === 'string') {
    return traffic.targetPod !== undefined && namedPort(traffic.targetPod, port, traffic.protocol) === number;
  }
  return port === undefined || (number >= port && number <= (endPort ?? port));
}
