import { type Address } from '../addressRange';
import { ByNamespace } from '../byNamespace';
import { type ClusterIndex, clusterIndexOf, containerPortOf, type ResolvedEnd } from '../clusterIndex';
import { type ClusterObjects, type Inventory, type Pod, type Service } from '../inventory';
import { type Engine, type JudgedCluster, verdictsUnder } from '../judgedCluster';
import { type Direction, type Policy } from '../policies';
import { type PolicyFlow } from '../policyFlow';
import { type AllowedBecause, type SideVerdict, type UnknownBecause, type Verdict, verdictOfSides } from '../verdict';
import { type AmazonCluster, type WantedPort } from './amazonCluster';
import { shutClusterIP } from './clusterIP';
import { crashesController } from './crashes';
import { type AmazonEnforcement, deniesWithoutPolicy } from './enforcement';
import { type PeerAddress } from './entries';
import { peerAt } from './peerAt';
import { RuleSharing } from './ruleSharing';
import { ResolvedPolicies } from './resolvedPolicies';
import { type NamespaceRules, type Subject } from './namespaceRules';
import { type RuleSet } from './ruleSet';
import { RuleSets } from './ruleSets';
import { verdictOfTiers } from './sideVerdict';

/**
 * Verdicts according to the code that Amazon publishes of its network policy controller and agent. They differ from those of the
 * Kubernetes API where this code does.
 *
 * @see https://github.com/aws/amazon-network-policy-controller-k8s (v1.1.7)
 * @see https://github.com/aws/aws-network-policy-agent (August 2026, after v1.4.1)
 */
export function amazonVerdicts(inventory: Inventory, enforcement: AmazonEnforcement): (flow: PolicyFlow) => Verdict {
  return verdictsUnder(new EksCluster(inventory, enforcement), inventory.policies);
}

/** A cluster whose policies Amazon's controller and agents enforce. */
export class EksCluster implements JudgedCluster {
  readonly index: ClusterIndex;
  private readonly sharing: RuleSharing;
  private readonly resolved: ResolvedPolicies;
  private readonly rules = new ByNamespace<NamespaceRules>();

  constructor(
    objects: ClusterObjects,
    private readonly enforcement: AmazonEnforcement
  ) {
    this.index = clusterIndexOf(objects);
    this.sharing = new RuleSharing(this.index, objects.pods);
    this.resolved = new ResolvedPolicies(this.index, objects, enforcement);
  }

  isUnlike(pod: Pod): boolean {
    return this.sharing.isMixed(pod) || this.index.nodeOf(pod)?.unsupported !== undefined;
  }

  engineFor(policies: readonly Policy[]): Engine {
    const { index, sharing, resolved, enforcement } = this;
    const ruleSets = new RuleSets({ index, sharing, resolved }, policies, this.rules);
    const crashing = policies.find((policy) => crashesController(index, resolved, policy));
    return new AmazonEngine({ index, ruleSets, enforcement }, crashing);
  }
}

const NOT_A_POD: SideVerdict = { outcome: 'allowed', because: { kind: 'not-a-pod' } };
const NOT_ISOLATED: SideVerdict = { outcome: 'allowed', because: { kind: 'not-isolated' } };
const SAME_POD: SideVerdict = { outcome: 'allowed', because: { kind: 'same-pod' } };

class AmazonEngine implements Engine {
  /** @param crashing the first policy on which the controller crashes. */
  constructor(
    private readonly cluster: AmazonCluster,
    private readonly crashing: Policy | undefined
  ) {}

  /** The rules of both directions, because a policy of one direction also ends the search in the tiers for the other. */
  rulesFor(_: Direction, pod: Pod): RuleSet | undefined {
    const { ruleSet, needsRemarks } = this.cluster.ruleSets.subject(pod, this.cluster.index.endOf(pod).number);
    return this.crashing === undefined && !needsRemarks ? ruleSet : undefined;
  }

  rulesIn(namespace: string): NamespaceRules | undefined {
    return this.crashing === undefined ? this.cluster.ruleSets.in(namespace) : undefined;
  }

  verdictOf(flow: PolicyFlow): Verdict {
    const { index } = this.cluster;
    const [client, server] = [index.resolve(flow.client), index.resolve(flow.server)];
    if (client === undefined || server === undefined) {
      return verdictOfSides(unknown({ kind: 'pod-missing' }), unknown({ kind: 'pod-missing' }));
    }
    if (server.service !== undefined) {
      return this.verdictByClusterIP(flow, client, server.service);
    }
    const service = flow.service && index.serviceOf(flow.service);
    if (flow.service !== undefined && service === undefined) {
      return verdictOfSides(unknown({ kind: 'service-missing' }), this.ingress(flow, client, server));
    }
    return service?.clusterIP === undefined || server.pod === undefined
      ? this.verdictOfEnds(flow, client, server)
      : this.verdictByService(flow, client, server, server.pod, service);
  }

  private verdictOfEnds(flow: WantedPort, client: ResolvedEnd, server: ResolvedEnd): Verdict {
    return client.pod !== undefined && client.pod === server.pod
      ? verdictOfSides(SAME_POD, SAME_POD)
      : verdictOfSides(this.side('egress', client, server, flow), this.ingress(flow, client, server));
  }

  private ingress(flow: WantedPort, client: ResolvedEnd, server: ResolvedEnd): SideVerdict {
    return this.side('ingress', server, client, flow);
  }

  /** The pod behind the Service is known, and the port is that of the pod. */
  private verdictByService(
    flow: PolicyFlow,
    client: ResolvedEnd,
    server: ResolvedEnd,
    pod: Pod,
    service: Service
  ): Verdict {
    const ports = service.ports.filter(
      (port) => port.protocol === flow.protocol && containerPortOf(port, pod) === flow.port
    );
    const sides = ports.map(({ port }) =>
      this.egressToService({ ...flow, port }, client, service, { pod, port: flow.port })
    );
    const egress = sameOutcome(sides, { kind: 'no-backend', service }, { kind: 'backends-differ', service });
    return verdictOfSides(egress, this.ingressByService(flow, client, server));
  }

  /** Only the ClusterIP is known, and the port is that of the Service. */
  private verdictByClusterIP(flow: PolicyFlow, client: ResolvedEnd, service: Service): Verdict {
    const { index } = this.cluster;
    const servicePort = service.ports.find(({ port, protocol }) => port === flow.port && protocol === flow.protocol);
    const backends = index.backendsOf(service).flatMap((pod) => {
      const port = servicePort && containerPortOf(servicePort, pod);
      return port === undefined ? [] : [{ pod, port }];
    });
    const egress = this.egressToService(flow, client, service, backends[0]);
    if (Object.keys(service.selector).length === 0) {
      return verdictOfSides(egress, NOT_A_POD);
    }
    const sides = backends.map(({ pod, port }) => ({
      ...this.ingressByService({ ...flow, port }, client, index.endOf(pod)),
      pod,
    }));
    const ingress = sameOutcome(sides, { kind: 'no-backend', service }, { kind: 'backends-differ', service });
    return verdictOfSides(egress, ingress);
  }

  /** The agent sees the connection before the translation to a pod: the address is the ClusterIP, the port that of the Service. */
  private egressToService(
    wanted: WantedPort,
    client: ResolvedEnd,
    service: Service,
    backend: { pod: Pod; port: number } | undefined
  ): SideVerdict {
    const { index } = this.cluster;
    const verdict = this.side(
      'egress',
      client,
      { ...index.at(service.clusterIP ?? ''), service, pod: undefined },
      wanted
    );
    return verdict.outcome === 'denied' && verdict.because.kind === 'no-rule' && client.pod && backend
      ? (shutClusterIP(this.cluster, this.cluster.ruleSets.subject(client.pod, client.number), service, {
          ...backend,
          protocol: wanted.protocol,
        }) ?? verdict)
      : verdict;
  }

  /** A pod that connects to itself by way of a Service comes back with another source address, which is not verified. */
  private ingressByService(wanted: WantedPort, client: ResolvedEnd, server: ResolvedEnd): SideVerdict {
    const verdict = this.ingress(wanted, client, server);
    const isHairpin = client.pod !== undefined && client.pod === server.pod;
    return isHairpin && verdict.outcome !== 'allowed' ? unknown({ kind: 'hairpin' }) : verdict;
  }

  private side(direction: Direction, end: ResolvedEnd, other: ResolvedEnd, wanted: WantedPort): SideVerdict {
    const { pod } = end;
    if (pod === undefined) {
      return NOT_A_POD;
    }
    const subject = this.cluster.ruleSets.subject(pod, end.number);
    return this.verdictOfSubject(direction, subject, other, wanted);
  }

  private verdictOfSubject(
    direction: Direction,
    subject: Subject,
    other: ResolvedEnd,
    wanted: WantedPort
  ): SideVerdict {
    const address = this.addressSeenBy(subject, other);
    const exempt = this.notEnforced(subject, address) ?? this.withoutRules(subject, other);
    if (exempt !== undefined) {
      return exempt;
    }
    if (this.crashing !== undefined) {
      return unknown({ kind: 'controller-crash', policy: this.crashing });
    }
    return address === undefined
      ? unknown({ kind: 'pod-missing' })
      : verdictOfTiers(this.cluster, subject, direction, this.peerOf(other, address), wanted);
  }

  private notEnforced({ unenforced, family }: Subject, address: Address | undefined): SideVerdict | undefined {
    const why = unenforced ?? (family && address && family !== address.kind() ? 'other-family' : undefined);
    return why && allowed({ kind: 'not-enforced', why });
  }

  private withoutRules({ pod, ruleSet }: Subject, other: ResolvedEnd): SideVerdict | undefined {
    const { index, enforcement } = this.cluster;
    const { policies, clusterPolicies } = ruleSet;
    const isOpen = policies.length === 0 && clusterPolicies.length === 0 && !deniesWithoutPolicy(enforcement);
    if (isOpen) {
      return NOT_ISOLATED;
    }
    return index.isOwnNode(pod, other) ? allowed({ kind: 'own-node' }) : undefined;
  }

  /** Pods in the host network share their address with others. */
  private peerOf({ pod, service, isNode }: ResolvedEnd, address: Address): PeerAddress {
    if (service !== undefined) {
      return { address, pods: [], service };
    }
    return pod === undefined || isNode ? peerAt(this.cluster.index, address) : { address, pods: [pod] };
  }

  /** The address of the same family as that of the pod, because policies apply to one family per cluster. */
  private addressSeenBy({ family }: Subject, { podAddresses, address }: ResolvedEnd): Address | undefined {
    return podAddresses?.find((candidate) => candidate.kind() === family) ?? address;
  }
}

function allowed(because: AllowedBecause): SideVerdict {
  return { outcome: 'allowed', because };
}

function unknown(because: UnknownBecause): SideVerdict {
  return { outcome: 'unknown', because };
}

/** The first of verdicts with the same outcome. */
function sameOutcome(
  verdicts: readonly SideVerdict[],
  ifNone: UnknownBecause,
  ifDifferent: UnknownBecause
): SideVerdict {
  const [first] = verdicts;
  if (first === undefined) {
    return unknown(ifNone);
  }
  return verdicts.every(({ outcome }) => outcome === first.outcome) ? first : unknown(ifDifferent);
}
