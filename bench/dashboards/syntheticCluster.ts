/**
 * A large synthetic cluster: the names of its pods and nodes and their amounts of traffic. It is a pure function of its
 * size and does not have the simulator's ground truth for every flow, because only the number and the shape of the
 * series matter here.
 */
import { podSuffix, podTemplateHash, uid } from '../../simulator/world/kubernetesNames';
import { combine, hexDigits, unit } from '../../simulator/world/hash';

/** A node. */
export interface SyntheticNode {
  name: string;
  instanceId: string;
  address: string;
  networkInterfaces: readonly string[];
  agentPod: string;
  agentUid: string;
  /** The average rate of packets beyond each allowance; 0 for most nodes. */
  exceededPerSecond: number;
  /** When its agent restarted, as a share of the time span; undefined if it did not. */
  agentRestartsAt?: number;
}

/** A pod. */
export interface SyntheticPod {
  namespace: string;
  workload: string;
  replicaSet: string;
  name: string;
  uid: string;
  node: SyntheticNode;
  /** The average rate. */
  bytesPerSecond: number;
  /** When it ended, as a share of the time span; 1 if it continues to run. */
  endsAt: number;
}

/** All nodes and pods. */
export interface SyntheticCluster {
  nodes: readonly SyntheticNode[];
  pods: readonly SyntheticPod[];
}

/** The number of pods on each node. */
export const PODS_PER_NODE = 20;
const NODES_PER_NAMESPACE = 25;
const WORKLOADS_PER_NAMESPACE = 20;
const INTERFACES_PER_NODE = 3;
const SHARE_OF_NODES_EXCEEDING = 0.01;
const SHARE_OF_AGENTS_RESTARTING = 0.002;
const SHARE_OF_PODS_ENDING = 0.01;

/** The cluster with a number of nodes. */
export function syntheticCluster(nodeCount: number): SyntheticCluster {
  const nodes = Array.from({ length: nodeCount }, (_, index) => nodeAt(index));
  const namespaces = Math.ceil(nodeCount / NODES_PER_NAMESPACE);
  const pods = nodes.flatMap((node, place) =>
    Array.from({ length: PODS_PER_NODE }, (_, index) => podAt(place * PODS_PER_NODE + index, node, namespaces))
  );
  return { nodes, pods };
}

function nodeAt(index: number): SyntheticNode {
  const hash = combine(1, index);
  const address = `10.${index >> 8}.${index & 255}.10`;
  const chance = (purpose: number) => unit(combine(hash, purpose));
  const eni = (position: number) => `eni-0${hexDigits(combine(hash, position), 16)}`;
  return {
    name: `ip-${address.replaceAll('.', '-')}.ec2.internal`,
    instanceId: `i-0${hexDigits(hash, 16)}`,
    address,
    networkInterfaces: Array.from({ length: INTERFACES_PER_NODE }, (_, position) => eni(position)),
    agentPod: `aws-network-flow-monitor-agent-${podSuffix(hash)}`,
    agentUid: uid(hash),
    exceededPerSecond: chance(3) < SHARE_OF_NODES_EXCEEDING ? 1 + 100 * chance(4) : 0,
    ...(chance(5) < SHARE_OF_AGENTS_RESTARTING && { agentRestartsAt: 0.55 + 0.4 * chance(6) }),
  };
}

function podAt(index: number, node: SyntheticNode, namespaces: number): SyntheticPod {
  const hash = combine(2, index);
  const chance = (purpose: number) => unit(combine(hash, purpose));
  // Squared, so that some namespaces are far larger than others.
  const namespace = `team-${Math.floor(namespaces * chance(3) ** 2)}`;
  const workload = `service-${Math.floor(WORKLOADS_PER_NAMESPACE * chance(4))}`;
  const replicaSet = `${workload}-${podTemplateHash(4_000_000_000 - namespace.length)}`;
  return {
    namespace,
    workload,
    replicaSet,
    name: `${replicaSet}-${podSuffix(index)}`,
    uid: uid(hash),
    node,
    // A few pods cause most of the traffic, as in real clusters.
    bytesPerSecond: Math.round(2_000 / (chance(5) + 0.0001)),
    endsAt: chance(6) < SHARE_OF_PODS_ENDING ? 0.5 + 0.5 * chance(7) : 1,
  };
}
