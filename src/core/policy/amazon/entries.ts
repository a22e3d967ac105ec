import { type Address, type AddressRange, containsAddress, parseRange, rangeOfAddress } from '../addressRange';
import { type ClusterIndex, namedPort } from '../clusterIndex';
import { type Pod, type Service } from '../inventory';
import { type CidrPeer, type DomainPeer, type PodPeer, type PolicyPort, type PolicyRule } from '../policies';
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
  /** The policy's namespace; undefined for policies of the cluster, whose peers always select namespaces. */
  namespace?: string;
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
    ...(namespace !== undefined && { namespace }),
    ...(addressPorts && { addressPorts }),
  };
}

/**
 * Adds the entries of a rule that contain an address, as Amazon's controller computes them. Domain names give none.
 *
 * @param entries the list that they are added to, because most rules have none.
 */
export function addEntries(entries: Entry[], index: ClusterIndex, resolved: ResolvedRule, peer: PeerAddress): void {
  for (const each of resolved.rule.peers ?? EVERYWHERE) {
    if (each.kind === 'ip-block') {
      const { addressPorts: ports, reference } = resolved;
      if (ports !== undefined && containsAddress(each.range, peer.address)) {
        entries.push({ range: each.range, except: each.except, ports, rule: reference });
      }
    } else if (each.kind === 'pods') {
      addEntriesOfPods(entries, index, resolved, each, peer);
    }
  }
}

/** All entries of a rule: its ranges, and the addresses among those of `peers` that it selects. */
export function allEntries(index: ClusterIndex, resolved: ResolvedRule, peers: readonly PeerAddress[]): Entry[] {
  const { rule, addressPorts: ports, reference } = resolved;
  const entries: Entry[] = [];
  for (const each of rule.peers ?? EVERYWHERE) {
    if (each.kind === 'pods') {
      peers.forEach((peer) => addEntriesOfPods(entries, index, resolved, each, peer));
    } else if (each.kind === 'ip-block' && ports !== undefined) {
      entries.push({ range: each.range, except: each.except, ports, rule: reference });
    }
  }
  return entries;
}

/** An entry for each pod or Service at the address that the peer selects. */
function addEntriesOfPods(
  entries: Entry[],
  index: ClusterIndex,
  resolved: ResolvedRule,
  selector: PodPeer,
  { address, pods, service }: PeerAddress
): void {
  const { rule, reference, namespace, addressPorts, hasNamedPorts } = resolved;
  for (const pod of pods) {
    if (index.matchesPod(selector, namespace, pod)) {
      const isOfPod = hasNamedPorts && reference.direction === 'egress';
      addEntry(entries, address, isOfPod ? portsOfPod(rule.ports, pod) : addressPorts, resolved);
    }
  }
  if (
    service !== undefined &&
    reference.direction === 'egress' &&
    index.matchesNamespace(selector.namespaceSelector, namespace, service.namespace) &&
    // The selector of the Service is compared as if it were the labels of a pod.
    index.matchesLabels(selector.podSelector, service.selector)
  ) {
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
