import { someNames } from '../../someNames';
import { type Sentences } from '../lint/finding';
import { type Direction, type Protocol } from '../policies';

/** @see https://github.com/aws/amazon-network-policy-controller-k8s/blob/main/internal/eventhandlers/policy.go Update */
const RESOLVE_AGAIN =
  "Read the objects and the PolicyEndpoints again, at the same time. If this remains, delete the policy and create it again: Amazon's controller ignores updates that do not change its spec.";

const list = (names: readonly string[]) => `${names.length > 3 ? `${names.length}, such as ` : ''}${someNames(names)}`;

/** "connect to", seen from the pods of the policy. */
const PEERS: Record<Direction, string> = { ingress: 'Connections from these', egress: 'Connections to these' };

const directionsText = (directions: readonly Direction[]) =>
  directions.length === 0 ? 'nothing' : directions.join(' and ');

export const missingPolicy = (policy: string): Sentences => ({
  problem: `${policy} has no PolicyEndpoint, so it is not enforced.`,
  remedy:
    'Read the PolicyEndpoints of all namespaces. If there is none in the cluster, check that network policies are enabled in Amazon VPC CNI, and create the policy again.',
});

export const unknownPolicy = (policy: string): Sentences => ({
  problem: `The policy ${policy} is not in the inventory, but is enforced.`,
  remedy: 'Read the policies of all namespaces again. If the policy was deleted, delete this PolicyEndpoint.',
});

export const otherIsolation = (types: readonly Direction[], isolation: readonly Direction[]): Sentences => ({
  problem: `The policy isolates ${directionsText(types)}, but ${directionsText(isolation)} is enforced.`,
  remedy: RESOLVE_AGAIN,
});

export const missingPods = (pods: readonly string[]): Sentences => ({
  problem: `The policy selects pods for which it is not enforced on their nodes: ${list(pods)}.`,
  remedy: RESOLVE_AGAIN,
});

export const stalePods = (pods: readonly string[]): Sentences => ({
  problem: `The policy is enforced for pods that it does not select: ${list(pods)}.`,
  remedy: RESOLVE_AGAIN,
});

/** The differences that concern addresses. */
export type AddressDifference =
  'missing-cluster-ip' | 'missing-address' | 'stale-address' | 'missing-port' | 'stale-port';

export const ADDRESS_SENTENCES: Record<
  AddressDifference,
  (direction: Direction, names: readonly string[]) => Sentences
> = {
  'missing-cluster-ip': (_, names) => ({
    problem: `The rules select Services whose ClusterIPs are not open: ${list(names)}. Connections by way of these are denied, unless another policy allows them.`,
    remedy: RESOLVE_AGAIN,
  }),
  'missing-address': (direction, names) => ({
    problem: `The rules select addresses that are not open: ${list(names)}. ${PEERS[direction]} are denied, unless another policy allows them.`,
    remedy: RESOLVE_AGAIN,
  }),
  'stale-address': (direction, names) => ({
    problem: `Addresses are open that no rule selects: ${list(names)}. ${PEERS[direction]} are allowed.`,
    remedy: RESOLVE_AGAIN,
  }),
  'missing-port': (direction, names) => ({
    problem: `The rules have ports that are not open: ${list(names)}. ${PEERS[direction]} are denied, unless another policy allows them.`,
    remedy: RESOLVE_AGAIN,
  }),
  'stale-port': (direction, names) => ({
    problem: `Ports are open that no rule has: ${list(names)}. ${PEERS[direction]} are allowed.`,
    remedy: RESOLVE_AGAIN,
  }),
};

export const EVERY_PORT_NAME = 'every port';

export const everyPortOf = (protocol: Protocol) => `every ${protocol} port`;

/** "TCP 80 of Service shop/api (172.20.0.80)" */
export const portsOf = (addresses: string, ports: readonly string[]) => `${ports.join(', ')} of ${addresses}`;

export const serviceAt = (service: string, address: string) => `Service ${service} (${address})`;

export const podAt = (pod: string, address: string) => `pod ${pod} (${address})`;

export const nodeAt = (address: string) => `node ${address}`;
