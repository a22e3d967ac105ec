import { ByPolicies } from '../byPolicies';
import { ClusterIndex, containerPortOf, type ResolvedEnd } from '../clusterIndex';
import { type Inventory, type Pod, type Service } from '../inventory';
import { type Engine, type JudgedCluster, verdictsUnder } from '../judgedCluster';
import { type Direction, type NetworkPolicy, type Policy, type Protocol } from '../policies';
import { type PolicyFlow } from '../policyFlow';
import { matchesLabels } from '../selector';
import { type SideVerdict, type Verdict, verdictOfSides } from '../verdict';
import { Isolation } from './isolation';
import { type Traffic } from './matchOfRule';

const NOT_A_POD: SideVerdict = { outcome: 'allowed', because: { kind: 'not-a-pod' } };
const NOT_ISOLATED: SideVerdict = { outcome: 'allowed', because: { kind: 'not-isolated' } };
const SAME_POD: SideVerdict = { outcome: 'allowed', because: { kind: 'same-pod' } };
const OWN_NODE: SideVerdict = { outcome: 'allowed', because: { kind: 'own-node' } };
const IN_HOST_NETWORK: SideVerdict = { outcome: 'unknown', because: { kind: 'plugin', what: 'host-network' } };
const POD_MISSING: SideVerdict = { outcome: 'unknown', because: { kind: 'pod-missing' } };

/**
 * Verdicts according to the Kubernetes API: what `networking.k8s.io/v1` defines, and "unknown" for what it leaves to the network
 * plugin. Policies of other kinds are not considered.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export function kubernetesVerdicts(inventory: Inventory): (flow: PolicyFlow) => Verdict {
  return verdictsUnder(new KubernetesCluster(inventory), inventory.policies);
}

/** A cluster that is judged by the Kubernetes API. */
export class KubernetesCluster implements JudgedCluster {
  readonly index: ClusterIndex;
  private readonly byPolicies = { ingress: new ByPolicies<Isolation>(), egress: new ByPolicies<Isolation>() };

  constructor(inventory: Inventory) {
    this.index = new ClusterIndex(inventory);
  }

  isUnlike(): boolean {
    return false;
  }

  engineFor(policies: readonly Policy[]): Engine {
    const { ingress, egress } = this.byPolicies;
    return new KubernetesEngine(this.index, policies, { ingress: ingress.next(), egress: egress.next() });
  }
}

class KubernetesEngine implements Engine {
  private readonly policiesByNamespace = new Map<string, NetworkPolicy[]>();
  private readonly isolationByKind: Record<Direction, Isolation[]> = { ingress: [], egress: [] };

  constructor(
    private readonly index: ClusterIndex,
    policies: readonly Policy[],
    private readonly isolationFor: Record<Direction, ReturnType<ByPolicies<Isolation>['next']>>
  ) {
    for (const policy of policies) {
      if (policy.kind === 'NetworkPolicy') {
        const ofNamespace = this.policiesByNamespace.get(policy.namespace) ?? [];
        ofNamespace.push(policy);
        this.policiesByNamespace.set(policy.namespace, ofNamespace);
      }
    }
  }

  verdictOf({ client: from, server: to, port, protocol }: PolicyFlow): Verdict {
    const [client, server] = [this.index.resolve(from), this.index.resolve(to)];
    if (client === undefined || server === undefined) {
      return verdictOfSides(POD_MISSING, POD_MISSING);
    }
    return server.service === undefined
      ? this.verdictOfEnds(client, server, port, protocol)
      : this.verdictByService(client, server, server.service, port, protocol);
  }

  rulesFor(direction: Direction, pod: Pod): Isolation {
    return this.isolationOf(direction, pod, this.index.endOf(pod).podKind ?? 0);
  }

  private verdictOfEnds(client: ResolvedEnd, server: ResolvedEnd, port: number, protocol: Protocol): Verdict {
    const traffic: Traffic = { port, protocol, targetPod: server.pod };
    return verdictOfSides(
      this.sideVerdict('egress', client, server, traffic),
      this.sideVerdict('ingress', server, client, traffic)
    );
  }

  /** Policies apply to the pods behind a Service, on their own ports. */
  private verdictByService(
    client: ResolvedEnd,
    server: ResolvedEnd,
    service: Service,
    port: number,
    protocol: Protocol
  ): Verdict {
    const servicePort = service.ports.find((candidate) => candidate.port === port && candidate.protocol === protocol);
    if (Object.keys(service.selector).length === 0) {
      const targetPort = typeof servicePort?.targetPort === 'number' ? servicePort.targetPort : port;
      const traffic: Traffic = { port, protocol, translatedPort: targetPort };
      return verdictOfSides(this.sideVerdict('egress', client, server, traffic), NOT_A_POD);
    }
    const verdicts = this.index.backendsOf(service).flatMap((pod) => {
      const podPort = servicePort && containerPortOf(servicePort, pod);
      if (podPort === undefined) {
        return [];
      }
      const { egress, ingress } = this.verdictOfEnds(client, this.index.endOf(pod), podPort, protocol);
      return [verdictOfSides(egress, { ...ingress, pod })];
    });
    const [first] = verdicts;
    if (first === undefined) {
      const noBackend: SideVerdict = { outcome: 'unknown', because: { kind: 'no-backend', service } };
      return verdictOfSides(noBackend, noBackend);
    }
    const differ: SideVerdict = { outcome: 'unknown', because: { kind: 'backends-differ', service } };
    return verdicts.every(({ outcome }) => outcome === first.outcome) ? first : verdictOfSides(differ, differ);
  }

  private sideVerdict(direction: Direction, end: ResolvedEnd, other: ResolvedEnd, traffic: Traffic): SideVerdict {
    const { pod, podKind = 0, isNode } = end;
    if (pod === undefined) {
      return NOT_A_POD;
    }
    if (other.pod === pod) {
      return SAME_POD;
    }
    const isolation = this.isolationOf(direction, pod, podKind);
    if (isolation.policies.length === 0) {
      return NOT_ISOLATED;
    }
    if (this.index.isOwnNode(pod, other)) {
      return OWN_NODE;
    }
    return isNode ? IN_HOST_NETWORK : isolation.verdictOf(other, traffic);
  }

  private isolationOf(direction: Direction, pod: Pod, kind: number): Isolation {
    return (this.isolationByKind[direction][kind] ??= this.isolate(direction, pod));
  }

  private isolate(direction: Direction, pod: Pod): Isolation {
    const policies = (this.policiesByNamespace.get(pod.namespace) ?? []).filter(
      ({ podSelector, types }) => types.includes(direction) && matchesLabels(podSelector, pod.labels)
    );
    // An ingress rule with the name of a port depends on the ports of the pod.
    const detail = direction === 'ingress' ? JSON.stringify(pod.ports) : '';
    return this.isolationFor[direction](policies, detail, () => new Isolation(this.index, policies, direction));
  }
}
