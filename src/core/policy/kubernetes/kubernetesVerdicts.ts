import { ByNamespace, PolicyGroups } from '../byNamespace';
import { type ClusterIndex, clusterIndexOf, containerPortOf, type ResolvedEnd } from '../clusterIndex';
import { type ClusterObjects, type Inventory, type Pod, type Service } from '../inventory';
import { type Engine, type JudgedCluster, verdictsUnder } from '../judgedCluster';
import { type Direction, type Policy, type Protocol } from '../policies';
import { type PolicyFlow } from '../policyFlow';
import { type SideVerdict, type Verdict, verdictOfSides } from '../verdict';
import { type Isolation } from './isolation';
import { type Traffic } from './matchOfRule';
import { NamespaceIsolation } from './namespaceIsolation';

const NOT_A_POD: SideVerdict = { outcome: 'allowed', because: { kind: 'not-a-pod' } };
const NOT_ISOLATED: SideVerdict = { outcome: 'allowed', because: { kind: 'not-isolated' } };
const SAME_POD: SideVerdict = { outcome: 'allowed', because: { kind: 'same-pod' } };
const OWN_NODE: SideVerdict = { outcome: 'allowed', because: { kind: 'own-node' } };
const IN_HOST_NETWORK: SideVerdict = { outcome: 'unknown', because: { kind: 'plugin', what: 'host-network' } };
const POD_MISSING: SideVerdict = { outcome: 'unknown', because: { kind: 'pod-missing' } };

/**
 * Verdicts according to the Kubernetes API: what `networking.k8s.io/v1` and `policy.networking.k8s.io/v1alpha2` define, and "unknown"
 * for what they leave to the network plugin. Policies of other kinds are not considered.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 * @see https://github.com/kubernetes-sigs/network-policy-api/blob/main/apis/v1alpha2/clusternetworkpolicy_types.go
 */
export function kubernetesVerdicts(inventory: Inventory): (flow: PolicyFlow) => Verdict {
  return verdictsUnder(new KubernetesCluster(inventory), inventory.policies);
}

/** A cluster that is judged by the Kubernetes API. */
export class KubernetesCluster implements JudgedCluster {
  readonly index: ClusterIndex;
  private readonly known = new ByNamespace<NamespaceIsolation>();

  constructor(objects: ClusterObjects) {
    this.index = clusterIndexOf(objects);
  }

  isUnlike(): boolean {
    return false;
  }

  engineFor(policies: readonly Policy[]): Engine {
    return new KubernetesEngine(this.index, policies, this.known);
  }
}

class KubernetesEngine implements Engine {
  private readonly policies: PolicyGroups;
  private readonly isolationByKind: Record<Direction, Isolation[]> = { ingress: [], egress: [] };
  private readonly byNamespace = new Map<string, NamespaceIsolation>();

  /** @param known the isolation in namespaces under earlier policies. */
  constructor(
    private readonly index: ClusterIndex,
    policies: readonly Policy[],
    private readonly known: ByNamespace<NamespaceIsolation>
  ) {
    this.policies = new PolicyGroups(policies, 'others');
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

  rulesIn(namespace: string): NamespaceIsolation {
    let isolation = this.byNamespace.get(namespace);
    if (isolation === undefined) {
      const policies = this.policies.in(namespace);
      isolation = this.known.get(namespace, policies, (before) => new NamespaceIsolation(this.index, policies, before));
      this.byNamespace.set(namespace, isolation);
    }
    return isolation;
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
    // Policies of the cluster do not select pods in the host network.
    return isNode || isolation.tiers.isEmpty
      ? (this.networkTier(isolation, pod, isNode, other, traffic) ?? NOT_ISOLATED)
      : this.verdictOfTiers(isolation, pod, other, traffic);
  }

  /** A pod that NetworkPolicies isolate never gets to the Baseline tier. */
  private verdictOfTiers(isolation: Isolation, pod: Pod, other: ResolvedEnd, traffic: Traffic): SideVerdict {
    const { tiers } = isolation;
    const verdict = tiers.verdictOf(
      'Admin',
      other,
      traffic,
      () =>
        this.networkTier(isolation, pod, false, other, traffic) ??
        tiers.verdictOf('Baseline', other, traffic, () => NOT_ISOLATED)
    );
    // The API does not say whether a pod and its node can always connect, as it does for NetworkPolicies.
    return verdict.because.kind === 'deny-rule' && this.index.isOwnNode(pod, other)
      ? { outcome: 'unknown', because: { kind: 'plugin', what: 'host-network', rule: verdict.because.rule } }
      : verdict;
  }

  /** Undefined if no NetworkPolicy isolates the pod. */
  private networkTier(
    isolation: Isolation,
    pod: Pod,
    isNode: boolean,
    other: ResolvedEnd,
    traffic: Traffic
  ): SideVerdict | undefined {
    if (isolation.policies.length === 0) {
      return undefined;
    }
    if (this.index.isOwnNode(pod, other)) {
      return OWN_NODE;
    }
    return isNode ? IN_HOST_NETWORK : isolation.verdictOf(other, traffic);
  }

  private isolationOf(direction: Direction, pod: Pod, kind: number): Isolation {
    return (this.isolationByKind[direction][kind] ??= this.rulesIn(pod.namespace).of(direction, pod, kind));
  }
}
