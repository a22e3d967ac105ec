import { type CidrPeer, type PodPeer } from '../policies';
import { type Service } from '../inventory';
import { type AddressRange } from '../addressRange';
import { type LabelSelector, selectorOfLabels } from '../selector';
import { type Subject } from './subjects';
import { selectorKey } from '../selectorText';

/** The other end of a generated rule. */
export type RulePeer =
  /** The cluster's DNS. Written without observation, because flows contain only TCP. */
  | { kind: 'dns'; name: string; peers: ReadonlyArray<PodPeer | CidrPeer> }
  /** The pods of a workload, selected by the workload's own labels or by those that a Service in front of them selects. */
  | { kind: 'pods'; namespace: string; name: string; selector: LabelSelector; service?: Service }
  /** A Service without pods, such as that of the API server. */
  | { kind: 'cluster-ip'; service: Service; range: AddressRange }
  /** A link-local address of EKS or EC2. */
  | { kind: 'link-local'; name: string; range: AddressRange }
  /** A named network of the settings. */
  | { kind: 'network'; name: string; ranges: readonly AddressRange[] }
  /** Private addresses without a name. */
  | { kind: 'addresses'; ranges: readonly AddressRange[] }
  /** All public IPv4 and IPv6 addresses. */
  | { kind: 'internet'; ranges: readonly AddressRange[] };

const KINDS: ReadonlyArray<RulePeer['kind']> = [
  'dns',
  'pods',
  'cluster-ip',
  'link-local',
  'network',
  'addresses',
  'internet',
];

export function peerOfSubject({ namespace, name, selector }: Subject): RulePeer {
  return { kind: 'pods', namespace, name, selector };
}

/**
 * The pods that a Service selects. Amazon's controller opens a ClusterIP only if the Service's own selector has all labels of
 * the peer, so the peer must not have more.
 */
export function peerOfService(name: string, service: Service): RulePeer {
  return { kind: 'pods', namespace: service.namespace, name, selector: selectorOfLabels(service.selector), service };
}

/** A text that is equal for equal peers, and by which peers are ordered in a policy: DNS first, the internet last. */
export function peerKey(peer: RulePeer): string {
  return `${KINDS.indexOf(peer.kind)} ${identity(peer)}`;
}

function identity(peer: RulePeer): string {
  switch (peer.kind) {
    case 'pods':
      return `${peer.namespace} ${selectorKey(peer.selector)}`;
    case 'cluster-ip':
      return `${peer.service.namespace}/${peer.service.name}`;
    case 'dns':
    case 'link-local':
    case 'network':
      return peer.name;
    case 'addresses':
      return peer.ranges.map(({ text }) => text).join(' ');
    case 'internet':
      return '';
  }
}

/** The peers of a NetworkPolicy. @param own the namespace of the policy. */
export function policyPeers(peer: RulePeer, own: string): ReadonlyArray<PodPeer | CidrPeer> {
  switch (peer.kind) {
    case 'dns':
      return peer.peers;
    case 'pods':
      return [podsOf(peer.namespace, own, peer.selector)];
    case 'cluster-ip':
    case 'link-local':
      return [blockOf(peer.range)];
    case 'network':
    case 'addresses':
    case 'internet':
      return blocksOf(peer.ranges);
  }
}

/** Pods of a namespace, which every namespace allows to select by its name. */
export function podsOf(namespace: string, own: string | undefined, podSelector: LabelSelector): PodPeer {
  const namespaceSelector = selectorOfLabels({ 'kubernetes.io/metadata.name': namespace });
  return { kind: 'pods', ...(namespace !== own && { namespaceSelector }), podSelector };
}

const knownBlocks = new WeakMap<readonly AddressRange[], readonly CidrPeer[]>();

/** The blocks of ranges: the same list for the same ranges, because many policies have those of the internet. */
function blocksOf(ranges: readonly AddressRange[]): readonly CidrPeer[] {
  let blocks = knownBlocks.get(ranges);
  if (blocks === undefined) {
    blocks = ranges.map(blockOf);
    knownBlocks.set(ranges, blocks);
  }
  return blocks;
}

export function blockOf(range: AddressRange): CidrPeer {
  return { kind: 'ip-block', range, except: [] };
}
