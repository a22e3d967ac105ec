import { isPrivateAddress } from '../../flow/address';
import { type ExternalParty } from '../../flow/flow';
import { type AddressRange, containsAddress, parseAddress, parseRange, rangeOfAddress } from '../addressRange';
import { type ClusterIndex, containerPortOf, type ResolvedEnd } from '../clusterIndex';
import { type Pod, type Service } from '../inventory';
import { type Direction } from '../policies';
import { type ObservedFlow } from '../observed/observedFlows';
import { INSTANCE_METADATA, POD_IDENTITY, VPC_DNS } from './messages';
import { peerOfService, peerOfSubject, type RulePeer } from './peers';
import { PUBLIC_RANGES, rangeOf } from './ranges';
import { type ServicesOfPod } from '../servicesOfPods';
import { type Subjects } from './subjects';

/** Why no rule is written for a flow. */
export type LeftOutReason =
  /** The other end is a node, or a pod in the host network of a node. */
  | 'node'
  /** The inventory has no labels that select the pod at the other end. */
  | 'no-labels'
  /** More private addresses without a name than fit into a policy. */
  | 'many-addresses';

/** How a flow is written. */
export type Classified =
  | { kind: 'peers'; peers: readonly RulePeer[] }
  /** A private address without a name; all of these of a policy become ranges together. */
  | { kind: 'address'; address: string }
  /** Always allowed: within the pod, or between a pod and its node. */
  | { kind: 'not-needed' }
  | { kind: 'left-out'; reason: LeftOutReason };

/** An address range with a name from the settings. */
export interface RuleNetwork {
  name: string;
  ranges: readonly AddressRange[];
}

/** @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html and the user guide of EC2 */
const LINK_LOCAL: ReadonlyArray<{ name: string; range: AddressRange }> = [
  { name: POD_IDENTITY, range: rangeOf('169.254.170.23/32') },
  { name: POD_IDENTITY, range: rangeOf('fd00:ec2::23/128') },
  { name: INSTANCE_METADATA, range: rangeOf('169.254.169.254/32') },
  { name: INSTANCE_METADATA, range: rangeOf('fd00:ec2::254/128') },
  { name: VPC_DNS, range: rangeOf('169.254.169.253/32') },
];

const PUBLIC_KINDS: ReadonlyArray<ExternalParty['kind']> = ['internet', 's3', 'dynamodb', 'aws-service'];

const NOT_NEEDED: Classified = { kind: 'not-needed' };

/** Decides which peers of rules stand for the other end of a flow. */
export class Classifier {
  constructor(
    private readonly index: ClusterIndex,
    private readonly servicesOf: ServicesOfPod,
    private readonly subjects: Subjects,
    private readonly networks: readonly RuleNetwork[]
  ) {}

  /** @param direction that of the policy: egress of the flow's client, or ingress of its server. */
  classify({ flow, clientParty, serverParty }: ObservedFlow, direction: Direction): Classified {
    const [client, server] = [this.index.resolve(flow.client), this.index.resolve(flow.server)];
    const [own, other] = direction === 'egress' ? [client, server] : [server, client];
    if (own?.pod === undefined || other === undefined || this.isAlwaysAllowed(own.pod, other, flow.service)) {
      return NOT_NEEDED;
    }
    if (other.service !== undefined) {
      return ofService(other.service);
    }
    if (other.pod !== undefined && !other.pod.isHostNetwork) {
      return this.ofPod(other.pod, direction === 'egress' ? flow : undefined);
    }
    return this.ofAddress(other, direction === 'egress' ? serverParty : clientParty);
  }

  private isAlwaysAllowed(own: Pod, other: ResolvedEnd, service: { name: string } | undefined): boolean {
    return (other.pod === own && service === undefined) || this.index.isOwnNode(own, other);
  }

  /** @param flow the flow, if the pod is its server. */
  private ofPod(pod: Pod, flow: ObservedFlow['flow'] | undefined): Classified {
    const subject = this.subjects.ofPod(pod);
    const services = flow ? this.servicesFor(pod, flow) : [];
    const name = subject?.name ?? pod.name;
    if (services.length > 0) {
      return { kind: 'peers', peers: services.map((service) => peerOfService(name, service)) };
    }
    return subject ? { kind: 'peers', peers: [peerOfSubject(subject)] } : { kind: 'left-out', reason: 'no-labels' };
  }

  /**
   * The Service by which the client connected. If the flow does not have it, all that lead to this port: agents do not always
   * report the Service, and a rule that does not open the ClusterIP would deny the connection.
   */
  private servicesFor(pod: Pod, { port, protocol, service }: ObservedFlow['flow']): readonly Service[] {
    const leading = this.servicesOf(pod).filter((each) =>
      each.ports.some((candidate) => candidate.protocol === protocol && containerPortOf(candidate, pod) === port)
    );
    const named = leading.filter(({ namespace, name }) => namespace === service?.namespace && name === service.name);
    return named.length > 0 ? named : leading;
  }

  private ofAddress({ hostPods, address, isNode }: ResolvedEnd, party: ExternalParty | undefined): Classified {
    if (address === undefined) {
      return { kind: 'left-out', reason: 'node' };
    }
    const network = this.networks.find(({ ranges }) => ranges.some((range) => containsAddress(range, address)));
    if (network !== undefined) {
      return { kind: 'peers', peers: [{ kind: 'network', ...network }] };
    }
    if (isNode || hostPods.length > 0) {
      return { kind: 'left-out', reason: 'node' };
    }
    const linkLocal = LINK_LOCAL.find(({ range }) => containsAddress(range, address));
    if (linkLocal !== undefined) {
      return { kind: 'peers', peers: [{ kind: 'link-local', ...linkLocal }] };
    }
    return isPublic(address.toString(), party)
      ? { kind: 'peers', peers: [{ kind: 'internet', ranges: PUBLIC_RANGES }] }
      : { kind: 'address', address: address.toString() };
  }
}

function ofService(service: Service): Classified {
  const address = service.clusterIP === undefined ? undefined : parseAddress(service.clusterIP);
  return address
    ? { kind: 'peers', peers: [{ kind: 'cluster-ip', service, range: rangeOfAddress(address) }] }
    : { kind: 'left-out', reason: 'no-labels' };
}

/** In a VPC with IPv6, all addresses are public, so what the flow data have about the end comes first. */
function isPublic(address: string, party: ExternalParty | undefined): boolean {
  return party === undefined || party.kind === 'named-network'
    ? !isPrivateAddress(address)
    : PUBLIC_KINDS.includes(party.kind);
}

/** Networks of the settings for rules: one for each name, with all its ranges. Invalid ranges are skipped, as in the settings. */
export function ruleNetworks(networks: ReadonlyArray<{ cidr: string; name: string }>): RuleNetwork[] {
  const byName = new Map<string, AddressRange[]>();
  for (const { cidr, name } of networks) {
    const range = parseRange(cidr);
    if (range !== undefined) {
      byName.set(name, [...(byName.get(name) ?? []), range]);
    }
  }
  const smallestFirst = (a: RuleNetwork, b: RuleNetwork) => smallest(b.ranges) - smallest(a.ranges);
  return [...byName].map(([name, ranges]) => ({ name, ranges })).sort(smallestFirst);
}

function smallest(ranges: readonly AddressRange[]): number {
  return Math.max(...ranges.map(({ prefixLength }) => prefixLength));
}
