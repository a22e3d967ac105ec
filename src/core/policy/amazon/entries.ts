import { type Address, type AddressRange, parseRange, rangeOfAddress } from '../addressRange';
import { BlockList } from '../blockList';
import { type ClusterIndex, namedPort } from '../clusterIndex';
import { type Pod, type Service } from '../inventory';
import { type CidrPeer, type DomainPeer, type PodPeer, type PolicyPort, type PolicyRule } from '../policies';
import { PodSelection } from '../podSelection';
import { comparedPeers, type ComparedPeer } from '../rulePeers';
import { type RuleReference } from '../verdict';
import { numericPorts, type OpenPort, openedBy } from './openPort';
import { servicePorts } from './servicePorts';

/** The other end of a flow, as the agent sees it: an address. */
export interface PeerAddress {
  address: Address;
  /** The pods with this address: one pod, or the pods in the host network of the node with this address. */
  pods: readonly Pod[];
  /** The Service whose ClusterIP it is, for egress. */
  service?: Service;
}

/** Addresses that a rule opens. An empty list of ports opens everything. */
export interface Entry {
  range: AddressRange;
  except: readonly AddressRange[];
  ports: readonly OpenPort[];
  rule: RuleReference;
}

/** A rule of any kind of policy, with what does not depend on the other end. */
export interface ResolvedRule {
  rule: PolicyRule<PodPeer | CidrPeer | DomainPeer>;
  reference: RuleReference;
  peers: readonly ComparedPeer[];
  /** The ports that it opens for addresses; undefined if none. */
  addressPorts?: readonly OpenPort[];
  hasNamedPorts: boolean;
}

/** A rule without peers opens all addresses of both families. */
const EVERYWHERE = ['0.0.0.0/0', '::/0'].flatMap((text): CidrPeer[] => {
  const range = parseRange(text);
  return range ? [{ kind: 'ip-block', range, except: [] }] : [];
});

/**
 * Resolves a rule.
 *
 * @param subjects the pods whose container ports have the names in an ingress rule. Amazon's controller uses all pods that the
 * policy selects.
 * @param namespace the policy's; undefined for policies of the cluster, whose peers always select namespaces.
 */
export function resolveRule(
  rule: ResolvedRule['rule'],
  reference: RuleReference,
  subjects: () => readonly Pod[],
  namespace?: string
): ResolvedRule {
  const { ports } = rule;
  const hasNamedPorts = ports.some(({ port }) => typeof port === 'string');
  const isNamed = hasNamedPorts && reference.direction === 'ingress';
  const addressPorts = isNamed ? portsOfPods(ports, subjects()) : numericPorts(ports);
  return {
    rule,
    reference,
    hasNamedPorts,
    peers: comparedPeers(rule.peers ?? EVERYWHERE, namespace),
    ...(addressPorts && { addressPorts }),
  };
}

/**
 * Adds the entries of a rule that contain an address, as Amazon's controller computes them. Domain names give none.
 *
 * @param entries the list that they are added to, because most rules have none.
 */
export function addEntries(entries: Entry[], index: ClusterIndex, resolved: ResolvedRule, peer: PeerAddress): void {
  for (const each of resolved.peers) {
    if (each instanceof PodSelection) {
      addEntriesOfPods(entries, index, resolved, each, peer);
    } else {
      addEntriesOfBlocks(entries, resolved, each.around(peer.address));
    }
  }
}

/** All entries of a rule: its ranges, and the addresses that it selects. */
export function allEntries(
  index: ClusterIndex,
  resolved: ResolvedRule,
  selectedBy: (selection: PodSelection) => readonly PeerAddress[]
): Entry[] {
  const entries: Entry[] = [];
  for (const each of resolved.peers) {
    if (each instanceof BlockList) {
      addEntriesOfBlocks(entries, resolved, each.blocks);
    } else {
      selectedBy(each).forEach((peer) => addEntriesOfPods(entries, index, resolved, each, peer));
    }
  }
  return entries;
}

function addEntriesOfBlocks(
  entries: Entry[],
  { addressPorts: ports, reference: rule }: ResolvedRule,
  blocks: readonly CidrPeer[]
): void {
  if (ports !== undefined) {
    blocks.forEach(({ range, except }) => entries.push({ range, except, ports, rule }));
  }
}

/** An entry for each pod or Service at the address that the peer selects. */
function addEntriesOfPods(
  entries: Entry[],
  index: ClusterIndex,
  resolved: ResolvedRule,
  selection: PodSelection,
  { address, pods, service }: PeerAddress
): void {
  const { rule, reference, addressPorts, hasNamedPorts } = resolved;
  for (const pod of pods) {
    if (selection.hasPod(index, pod)) {
      const isOfPod = hasNamedPorts && reference.direction === 'egress';
      addEntry(entries, address, isOfPod ? portsOfPod(rule.ports, pod) : addressPorts, resolved);
    }
  }
  if (service !== undefined && reference.direction === 'egress' && selection.hasService(index, service)) {
    addEntry(entries, address, servicePorts(index, service, rule.ports), resolved);
  }
}

function addEntry(
  entries: Entry[],
  address: Address,
  ports: readonly OpenPort[] | undefined,
  { reference }: ResolvedRule
): void {
  if (ports !== undefined) {
    entries.push({ range: rangeOfAddress(address), except: [], ports, rule: reference });
  }
}

/** Whether a rule has an entry for any address. */
export function opensAnything(
  resolved: ResolvedRule,
  allPeers: () => readonly PeerAddress[],
  index: ClusterIndex
): boolean {
  const { peers } = resolved.rule;
  const opensAddresses = peers === undefined || peers.some(({ kind }) => kind === 'ip-block');
  if (opensAddresses && resolved.addressPorts !== undefined) {
    return true;
  }
  const selectsPods = peers?.some(({ kind }) => kind === 'pods') === true;
  const entries: Entry[] = [];
  return (
    selectsPods &&
    allPeers().some((peer) => {
      addEntries(entries, index, resolved, peer);
      return entries.length > 0;
    })
  );
}

/** The numbers of named ports on any of the pods. Undefined if none of these has such a port. */
function portsOfPods(ports: readonly PolicyPort[], pods: readonly Pod[]): readonly OpenPort[] | undefined {
  const open = pods.flatMap((pod) => portsOfPod(ports, pod) ?? []);
  return open.length > 0 ? open : undefined;
}

function portsOfPod(ports: readonly PolicyPort[], pod: Pod): OpenPort[] | undefined {
  return openedBy(ports, ({ protocol, port, endPort }) => {
    const number = typeof port === 'string' ? protocol && namedPort(pod, port, protocol) : port;
    if (port !== undefined && number === undefined) {
      return undefined;
    }
    return {
      ...(protocol !== undefined && { protocol }),
      ...(number !== undefined && { port: number }),
      ...(endPort !== undefined && { endPort }),
    };
  });
}
