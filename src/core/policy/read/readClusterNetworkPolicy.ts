import {
  type ClusterNetworkPolicy,
  type ClusterPolicyRule,
  type DomainPeer,
  type CidrPeer,
  type PodPeer,
  type PolicyPort,
} from '../policies';
import { type Member } from './members';
import { DOMAINS_WITHOUT_ACCEPT, exactlyOneOf, rangeEndsBeforeStart } from './messages';
import { MAX_PORT, nameOf, readProtocol } from './readObjects';
import { readDomainNames, readRange } from './readPolicies';
import { readSelector } from './readSelector';

export const MAX_PRIORITY = 1_000;
export const CLUSTER_TIERS = ['Admin', 'Baseline'] as const;
const INGRESS_PEERS = ['namespaces', 'pods'];
const EGRESS_PEERS = [...INGRESS_PEERS, 'networks', 'domainNames'];
const PORT_MEMBERS = ['portNumber', 'portRange', 'namedPort'];
const ACTIONS = ['Accept', 'Deny', 'Pass'] as const;

/** Reads a ClusterNetworkPolicy of Amazon, with the checks of its schema. */
export function readClusterNetworkPolicy(object: Member): ClusterNetworkPolicy {
  const spec = object.at('spec');
  return {
    kind: 'ClusterNetworkPolicy',
    api: 'networking.k8s.aws',
    name: nameOf(object),
    tier: spec.at('tier').choice(CLUSTER_TIERS),
    priority: spec.at('priority').integer(0, MAX_PRIORITY),
    subject: readSubject(spec.at('subject')),
    ingress: spec
      .at('ingress')
      .list()
      .map((rule) => readRule(rule, 'from')),
    egress: spec
      .at('egress')
      .list()
      .map((rule) => readRule(rule, 'to')),
  };
}

export function readSubject(member: Member): ClusterNetworkPolicy['subject'] {
  if (presentMembers(member, INGRESS_PEERS) !== 1) {
    throw member.invalid(exactlyOneOf(INGRESS_PEERS));
  }
  return readPods(member);
}

/** Reads `namespaces`, or else the two selectors of `pods`. */
function readPods(member: Member): ClusterNetworkPolicy['subject'] {
  const pods = member.at('pods');
  return pods.isAbsent
    ? { namespaceSelector: readSelector(member.at('namespaces')) }
    : {
        namespaceSelector: readSelector(pods.at('namespaceSelector')),
        podSelector: readSelector(pods.at('podSelector')),
      };
}

function readRule(member: Member, peers: 'from' | 'to'): ClusterPolicyRule {
  const name = member.at('name').optionalText();
  const rule: ClusterPolicyRule = {
    ...(name !== undefined && { name }),
    action: member.at('action').choice(ACTIONS),
    peers: member
      .at(peers)
      .list()
      .flatMap((peer) => readPeers(peer, peers === 'from' ? INGRESS_PEERS : EGRESS_PEERS)),
    ports: member.at('ports').list().map(readPort),
  };
  if (rule.action !== 'Accept' && rule.peers.some(({ kind }) => kind === 'domains')) {
    throw member.at(peers).invalid(DOMAINS_WITHOUT_ACCEPT);
  }
  return rule;
}

/** One peer of a policy. Each of its networks becomes a peer. */
export function readPeers(member: Member, kinds: readonly string[]): Array<PodPeer | CidrPeer | DomainPeer> {
  if (presentMembers(member, kinds) !== 1) {
    throw member.invalid(exactlyOneOf(kinds));
  }
  if (!member.at('domainNames').isAbsent) {
    return [readDomainNames(member.at('domainNames'))];
  }
  if (!member.at('networks').isAbsent) {
    const networks = member.at('networks').list();
    return networks.map((network) => ({ kind: 'ip-block', range: readRange(network), except: [] }));
  }
  return [{ kind: 'pods', ...readPods(member) }];
}

function readPort(member: Member): PolicyPort {
  if (presentMembers(member, PORT_MEMBERS) !== 1) {
    throw member.invalid(exactlyOneOf(PORT_MEMBERS));
  }
  const [number, range] = [member.at('portNumber'), member.at('portRange')];
  if (!number.isAbsent) {
    return { protocol: readProtocol(number.at('protocol')), port: number.at('port').integer(1, MAX_PORT) };
  }
  return range.isAbsent
    ? { port: member.at('namedPort').text() }
    : { protocol: readProtocol(range.at('protocol')), ...readPortRange(range) };
}

export function readPortRange(member: Member): Required<Pick<PolicyPort, 'endPort'>> & { port: number } {
  const port = member.at('start').integer(1, MAX_PORT);
  const endPort = member.at('end').integer(1, MAX_PORT);
  if (endPort <= port) {
    throw member.at('end').invalid(rangeEndsBeforeStart(port));
  }
  return { port, endPort };
}

export function presentMembers(member: Member, names: readonly string[]): number {
  return names.filter((name) => !member.at(name).isAbsent).length;
}
