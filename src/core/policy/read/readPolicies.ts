import { type AddressRange, containsAddress, parseRange } from '../addressRange';
import {
  type ApplicationNetworkPolicy,
  type Direction,
  type DomainPeer,
  type CidrPeer,
  type NetworkPolicy,
  type PodPeer,
  type PolicyPort,
  type PolicyRule,
} from '../policies';
import { type Member } from './members';
import {
  END_PORT_WITHOUT_NUMBER,
  notACidr,
  outsideCidr,
  PEER_WITH_BOTH,
  PEER_WITHOUT_MEMBERS,
  rangeEndsBeforeStart,
} from './messages';
import { MAX_PORT, namespacedName, readProtocol } from './readObjects';
import { readOptionalSelector, readSelector } from './readSelector';

const TYPES = ['Ingress', 'Egress'] as const;

const SPEC_MEMBERS = ['podSelector', 'policyTypes', 'ingress', 'egress'];
const PEER_MEMBERS = ['podSelector', 'namespaceSelector', 'ipBlock'];
const PORT_MEMBERS = ['protocol', 'port', 'endPort'];

/** Reads a NetworkPolicy with the defaults that the API server sets, and with the checks that it makes. */
export function readNetworkPolicy(object: Member): NetworkPolicy {
  const spec = object.at('spec').only(SPEC_MEMBERS);
  const [ingress, egress] = [spec.at('ingress').list(), spec.at('egress').list()];
  const rule = (member: Member, peers: 'from' | 'to'): PolicyRule<PodPeer | CidrPeer> => ({
    ...optionalPeers(
      member
        .only([peers, 'ports'])
        .at(peers)
        .list()
        .map((peer) => readPeer(peer.only(PEER_MEMBERS)))
    ),
    ports: member
      .at('ports')
      .list()
      .map((port) => ({ ...readPort(port.only(PORT_MEMBERS)), protocol: readProtocol(port.at('protocol')) })),
  });
  return {
    kind: 'NetworkPolicy',
    ...namespacedName(object),
    podSelector: readSelector(spec.at('podSelector')),
    // https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/v1/defaults.go
    types: readTypes(spec.at('policyTypes')) ?? (egress.length > 0 ? ['ingress', 'egress'] : ['ingress']),
    ingress: ingress.map((member) => rule(member, 'from')),
    egress: egress.map((member) => rule(member, 'to')),
  };
}

/** Reads an ApplicationNetworkPolicy as it is stored: its schema has no defaults, and keeps empty lists. */
export function readApplicationNetworkPolicy(object: Member): ApplicationNetworkPolicy {
  const spec = object.at('spec');
  return {
    kind: 'ApplicationNetworkPolicy',
    ...namespacedName(object),
    podSelector: readSelector(spec.at('podSelector')),
    types: readTypes(spec.at('policyTypes')) ?? [],
    ingress: spec
      .at('ingress')
      .list()
      .map((member) => ({ ...storedPeers(member.at('from'), readPeer), ports: readStoredPorts(member) })),
    egress: spec
      .at('egress')
      .list()
      .map((member) => ({
        ...storedPeers(member.at('to'), (peer) => readDomains(peer) ?? readPeer(peer)),
        ports: readStoredPorts(member),
      })),
  };
}

/** The directions in a list of policy types. Undefined if it is absent or empty. */
export function readTypes(member: Member): Direction[] | undefined {
  const types = member.list().map((type): Direction => (type.choice(TYPES) === 'Ingress' ? 'ingress' : 'egress'));
  return types.length > 0 ? types : undefined;
}

function optionalPeers<Peer>(peers: Peer[]): { peers?: Peer[] } {
  return peers.length > 0 ? { peers } : {};
}

function storedPeers<Peer>(member: Member, read: (peer: Member) => Peer): { peers?: Peer[] } {
  return member.isAbsent ? {} : { peers: member.list().map(read) };
}

function readPeer(member: Member): PodPeer | CidrPeer {
  const namespaceSelector = readOptionalSelector(member.at('namespaceSelector'));
  const podSelector = readOptionalSelector(member.at('podSelector'));
  const hasSelector = namespaceSelector !== undefined || podSelector !== undefined;
  if (!member.at('ipBlock').isAbsent) {
    if (hasSelector) {
      throw member.invalid(PEER_WITH_BOTH);
    }
    return readIPBlock(member.at('ipBlock'));
  }
  if (!hasSelector) {
    throw member.invalid(PEER_WITHOUT_MEMBERS);
  }
  return {
    kind: 'pods',
    ...(namespaceSelector !== undefined && { namespaceSelector }),
    ...(podSelector !== undefined && { podSelector }),
  };
}

function readIPBlock(member: Member): CidrPeer {
  const range = readRange(member.only(['cidr', 'except']).at('cidr'));
  const except = member
    .at('except')
    .list()
    .map((entry) => {
      const excepted = readRange(entry);
      if (!containsAddress(range, excepted.network) || excepted.prefixLength <= range.prefixLength) {
        throw entry.invalid(outsideCidr(excepted.text, range.text));
      }
      return excepted;
    });
  return { kind: 'ip-block', range, except };
}

export function readRange(member: Member): AddressRange {
  const range = parseRange(member.text());
  if (range === undefined) {
    throw member.invalid(notACidr(member.text()));
  }
  return range;
}

/** Undefined if the peer has no domain names. */
function readDomains(member: Member): DomainPeer | undefined {
  if (member.at('domainNames').isAbsent) {
    return undefined;
  }
  if (['ipBlock', 'podSelector', 'namespaceSelector'].some((name) => !member.at(name).isAbsent)) {
    throw member.invalid(PEER_WITH_BOTH);
  }
  return readDomainNames(member.at('domainNames'));
}

export function readDomainNames(member: Member): DomainPeer {
  return { kind: 'domains', names: member.list().map((name) => name.text()) };
}

function readStoredPorts(rule: Member): PolicyPort[] {
  return rule
    .at('ports')
    .list()
    .map((port) => ({
      ...readPort(port),
      ...(!port.at('protocol').isAbsent && { protocol: readProtocol(port.at('protocol')) }),
    }));
}

/** Reads a port without its protocol. */
function readPort(member: Member): Omit<PolicyPort, 'protocol'> {
  const [first, last] = [member.at('port'), member.at('endPort')];
  const port = first.isAbsent ? undefined : first.integerOrText(1, MAX_PORT);
  const endPort = last.isAbsent ? undefined : last.integer(1, MAX_PORT);
  if (endPort !== undefined) {
    if (typeof port !== 'number') {
      throw last.invalid(END_PORT_WITHOUT_NUMBER);
    }
    if (endPort < port) {
      throw last.invalid(rangeEndsBeforeStart(port));
    }
  }
  return { ...(port !== undefined && { port }), ...(endPort !== undefined && { endPort }) };
}
