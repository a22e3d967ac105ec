import { type ClusterNetworkPolicy, type ClusterPolicyRule, type PolicyPort } from '../policies';
import { type Member } from './members';
import {
  DOMAINS_WITHOUT_ACCEPT,
  exactlyOneOf,
  NAMED_PORT_WITH_ADDRESSES,
  NODES_UNSUPPORTED,
  notAnObject,
  NO_ENTRIES,
  tooLong,
  tooMany,
} from './messages';
import {
  CLUSTER_TIERS,
  MAX_PRIORITY,
  presentMembers,
  readPeers,
  readPortRange,
  readSubject,
} from './readClusterNetworkPolicy';
import { MAX_PORT, nameOf } from './readObjects';

/** @see https://github.com/kubernetes-sigs/network-policy-api/blob/main/apis/v1alpha2/clusternetworkpolicy_types.go */
const MAX_RULES = 25;
const MAX_ENTRIES = 25;
const MAX_NAME_LENGTH = 100;
const ACTIONS = ['Accept', 'Deny', 'Pass'] as const;
const SPEC_MEMBERS = ['tier', 'priority', 'subject', 'ingress', 'egress'];
const SUBJECT_MEMBERS = ['namespaces', 'pods'];
const EGRESS_MEMBERS = [...SUBJECT_MEMBERS, 'networks', 'domainNames', 'nodes'];
const PROTOCOLS = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP' } as const;
const PROTOCOL_MEMBERS = [...Object.keys(PROTOCOLS), 'destinationNamedPort'];
const PORT_MEMBERS = ['number', 'range'];

/**
 * Reads a ClusterNetworkPolicy of `policy.networking.k8s.io/v1alpha2`, with the checks of its schema. Peers that select nodes, which
 * are experimental, are not supported.
 *
 * @see https://github.com/kubernetes-sigs/network-policy-api/blob/main/apis/v1alpha2/clusternetworkpolicy_types.go
 */
export function readUpstreamClusterPolicy(object: Member): ClusterNetworkPolicy {
  const spec = object.at('spec').only(SPEC_MEMBERS);
  const rules = (direction: 'ingress' | 'egress', peers: 'from' | 'to') =>
    limited(spec.at(direction), MAX_RULES).map((rule) => readRule(rule, peers));
  return {
    kind: 'ClusterNetworkPolicy',
    api: 'policy.networking.k8s.io',
    name: nameOf(object),
    tier: spec.at('tier').choice(CLUSTER_TIERS),
    priority: spec.at('priority').integer(0, MAX_PRIORITY),
    subject: readSubject(checkedPods(spec.at('subject').only(SUBJECT_MEMBERS))),
    ingress: rules('ingress', 'from'),
    egress: rules('egress', 'to'),
  };
}

function readRule(member: Member, list: 'from' | 'to'): ClusterPolicyRule {
  const name = member.only(['name', 'action', list, 'protocols']).at('name').optionalText();
  if (name !== undefined && name.length > MAX_NAME_LENGTH) {
    throw member.at('name').invalid(tooLong(MAX_NAME_LENGTH));
  }
  const entries = limited(member.at(list), MAX_ENTRIES);
  if (entries.length === 0) {
    throw member.at(list).invalid(NO_ENTRIES);
  }
  const members = list === 'from' ? SUBJECT_MEMBERS : EGRESS_MEMBERS;
  const rule: ClusterPolicyRule = {
    ...(name !== undefined && { name }),
    action: member.at('action').choice(ACTIONS),
    peers: entries.flatMap((peer) => readPeers(checkedPeer(peer.only(members)), members)),
    ports: limited(member.at('protocols'), MAX_ENTRIES).map(readProtocolEntry),
  };
  if (rule.action !== 'Accept' && rule.peers.some(({ kind }) => kind === 'domains')) {
    throw member.at(list).invalid(DOMAINS_WITHOUT_ACCEPT);
  }
  if (list === 'to' && hasName(rule) && rule.peers.some(({ kind }) => kind !== 'pods')) {
    throw member.at('protocols').invalid(NAMED_PORT_WITH_ADDRESSES);
  }
  return rule;
}

function hasName({ ports }: ClusterPolicyRule): boolean {
  return ports.some(({ port }) => typeof port === 'string');
}

function checkedPeer(peer: Member): Member {
  if (!peer.at('nodes').isAbsent) {
    throw peer.at('nodes').invalid(NODES_UNSUPPORTED);
  }
  limited(peer.at('networks'), MAX_ENTRIES);
  limited(peer.at('domainNames'), MAX_ENTRIES);
  return checkedPods(peer);
}

/** The selector of pods is required, that of namespaces is not. */
function checkedPods(member: Member): Member {
  const pods = member.at('pods');
  if (!pods.isAbsent && pods.only(['namespaceSelector', 'podSelector']).at('podSelector').isAbsent) {
    throw pods.at('podSelector').invalid(notAnObject(undefined));
  }
  return member;
}

function readProtocolEntry(member: Member): PolicyPort {
  if (presentMembers(member.only(PROTOCOL_MEMBERS), PROTOCOL_MEMBERS) !== 1) {
    throw member.invalid(exactlyOneOf(PROTOCOL_MEMBERS));
  }
  for (const [name, protocol] of Object.entries(PROTOCOLS)) {
    if (!member.at(name).isAbsent) {
      return { protocol, ...readPort(member.at(name).only(['destinationPort']).at('destinationPort')) };
    }
  }
  return { port: member.at('destinationNamedPort').text() };
}

function readPort(member: Member): Pick<PolicyPort, 'port' | 'endPort'> {
  if (presentMembers(member.only(PORT_MEMBERS), PORT_MEMBERS) !== 1) {
    throw member.invalid(exactlyOneOf(PORT_MEMBERS));
  }
  const number = member.at('number');
  return number.isAbsent ? readPortRange(member.at('range')) : { port: number.integer(1, MAX_PORT) };
}

function limited(member: Member, most: number): Member[] {
  const entries = member.list();
  if (entries.length > most) {
    throw member.invalid(tooMany(most));
  }
  return entries;
}
