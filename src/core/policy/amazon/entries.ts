import { type Address, type AddressRange, containsAddress, parseRange, rangeOfAddress } from '../addressRange';
import { type ClusterIndex, namedPort } from '../clusterIndex';
import { type Pod, type Service } from '../inventory';
import {
  type CidrPeer,
  type Direction,
  type DomainPeer,
  type PodPeer,
  type PolicyPort,
  type PolicyRule,
} from '../policies';
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

/** A rule of any kind of policy, with what its resolution depends on. */
export interface ResolvableRule {
  rule: PolicyRule<PodPeer | CidrPeer | DomainPeer>;
  reference: RuleReference;
  /** The policy's namespace; undefined for policies of the cluster, whose peers always select namespaces. */
  namespace?: string;
  /** The pods whose container ports have the names in an ingress rule. Amazon's controller uses all pods that the policy selects. */
  subjects: () => readonly Pod[];
}

/** A rule without peers opens all addresses of both families. */
const EVERYWHERE = ['0.0.0.0/0', '::/0'].flatMap((text): CidrPeer[] => {
  const range = parseRange(text);
  return range ? [{ kind: 'ip-block', range, except: [] }] : [];
});

/** The ports of rules for addresses, because these do not depend on the other end. */
const knownPorts = new WeakMap<ResolvableRule, { ports: OpenPort[] | undefined }>();

/**
 * Adds the entries of a rule that contain an address, as Amazon's controller computes them. Domain names give none.
 *
 * @param entries the list that they are added to, because most rules have none.
 */
export function addEntries(
  entries: Entry[],
  index: ClusterIndex,
  direction: Direction,
  resolvable: ResolvableRule,
  peer: PeerAddress
): void {
  for (const each of resolvable.rule.peers ?? EVERYWHERE) {
    if (each.kind === 'ip-block') {
      const ports = containsAddress(each.range, peer.address) ? portsForAddresses(direction, resolvable) : undefined;
      if (ports !== undefined) {
        entries.push({ range: each.range, except: each.except, ports, rule: resolvable.reference });
      }
    } else if (each.kind === 'pods') {
      addEntriesOfPods(entries, index, direction, resolvable, each, peer);
    }
  }
}

/** An entry for each pod or Service at the address that the peer selects. */
function addEntriesOfPods(
  entries: Entry[],
  index: ClusterIndex,
  direction: Direction,
  resolvable: ResolvableRule,
  selector: PodPeer,
  { address, pods, service }: PeerAddress
): void {
  const { rule, namespace, reference } = resolvable;
  const add = (ports: OpenPort[] | undefined) => {
    if (ports !== undefined) {
      entries.push({ range: rangeOfAddress(address), except: [], ports, rule: reference });
    }
  };
  for (const pod of pods) {
    if (index.matchesPod(selector, namespace, pod)) {
      add(direction === 'ingress' ? portsForAddresses(direction, resolvable) : portsOfPod(rule.ports, pod));
    }
  }
  if (
    service !== undefined &&
    direction === 'egress' &&
    index.matchesNamespace(selector.namespaceSelector, namespace, service.namespace) &&
    // The selector of the Service is compared as if it were the labels of a pod.
    index.matchesLabels(selector.podSelector, service.selector)
  ) {
    add(servicePorts(index, service, rule.ports));
  }
}

/** Whether a rule has an entry for any address. */
export function opensAnything(
  direction: Direction,
  resolvable: ResolvableRule,
  allPeers: () => readonly PeerAddress[],
  index: ClusterIndex
): boolean {
  const { peers } = resolvable.rule;
  const opensAddresses = peers === undefined || peers.some(({ kind }) => kind === 'ip-block');
  if (opensAddresses && portsForAddresses(direction, resolvable) !== undefined) {
    return true;
  }
  const selectsPods = peers?.some(({ kind }) => kind === 'pods') === true;
  const entries: Entry[] = [];
  return (
    selectsPods &&
    allPeers().some((peer) => {
      addEntries(entries, index, direction, resolvable, peer);
      return entries.length > 0;
    })
  );
}

function portsForAddresses(direction: Direction, resolvable: ResolvableRule): OpenPort[] | undefined {
  let known = knownPorts.get(resolvable);
  if (known === undefined) {
    known = { ports: resolvePorts(direction, resolvable) };
    knownPorts.set(resolvable, known);
  }
  return known.ports;
}

/** The ports that a rule opens for addresses. Names resolve only in ingress rules: to the numbers on any selected pod. */
function resolvePorts(direction: Direction, { rule: { ports }, subjects }: ResolvableRule): OpenPort[] | undefined {
  const hasNames = ports.some(({ port }) => typeof port === 'string');
  if (direction === 'egress' || !hasNames) {
    return numericPorts(ports);
  }
  const open = subjects().flatMap((pod) => portsOfPod(ports, pod) ?? []);
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
