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

const EVERYWHERE = ['0.0.0.0/0', '::/0'].map((text) => parseRange(text)).filter((range) => range !== undefined);

/** The entries of a rule that contain an address, as Amazon's controller computes them. Domain names give none. */
export function entriesFor(
  index: ClusterIndex,
  direction: Direction,
  resolvable: ResolvableRule,
  peer: PeerAddress
): Entry[] {
  const { rule, reference } = resolvable;
  const ports = portsForAddresses(direction, resolvable);
  const toEntries = (
    range: AddressRange | undefined,
    open: readonly OpenPort[] | undefined,
    except: readonly AddressRange[] = []
  ) => (range && open && containsAddress(range, peer.address) ? [{ range, except, ports: open, rule: reference }] : []);
  if (rule.peers === undefined) {
    return EVERYWHERE.flatMap((range) => toEntries(range, ports));
  }
  const ofAddress = rangeOfAddress(peer.address);
  return rule.peers.flatMap((each) => {
    switch (each.kind) {
      case 'domains':
        return [];
      case 'ip-block':
        return toEntries(each.range, ports, each.except);
      case 'pods':
        return portsOfPods(index, direction, resolvable, each, peer, ports).flatMap((open) =>
          toEntries(ofAddress, open)
        );
    }
  });
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
  return selectsPods && allPeers().some((peer) => entriesFor(index, direction, resolvable, peer).length > 0);
}

/** The ports that a rule opens for addresses. Names resolve only in ingress rules: to the numbers on any selected pod. */
function portsForAddresses(
  direction: Direction,
  { rule: { ports }, subjects }: ResolvableRule
): OpenPort[] | undefined {
  const hasNames = ports.some(({ port }) => typeof port === 'string');
  if (direction === 'egress' || !hasNames) {
    return numericPorts(ports);
  }
  const open = subjects().flatMap((pod) => portsOfPod(ports, pod) ?? []);
  return open.length > 0 ? open : undefined;
}

/** The ports that a rule opens for each pod or Service at the address; nothing if the peer selects none. */
function portsOfPods(
  index: ClusterIndex,
  direction: Direction,
  { rule, namespace }: ResolvableRule,
  selector: PodPeer,
  { pods, service }: PeerAddress,
  ports: OpenPort[] | undefined
): Array<OpenPort[] | undefined> {
  const selected = pods.filter((pod) => index.matchesPod(selector, namespace, pod));
  if (direction === 'ingress') {
    return selected.map(() => ports);
  }
  const ofPods = selected.map((pod) => portsOfPod(rule.ports, pod));
  const isServiceSelected =
    service !== undefined &&
    index.matchesNamespace(selector.namespaceSelector, namespace, service.namespace) &&
    // The selector of the Service is compared as if it were the labels of a pod.
    index.matchesLabels(selector.podSelector, service.selector);
  return isServiceSelected ? [...ofPods, servicePorts(index, service, rule.ports)] : ofPods;
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
