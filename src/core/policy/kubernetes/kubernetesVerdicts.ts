import { ClusterIndex, containerPortOf, type ResolvedEnd } from '../clusterIndex';
import { type Inventory, type Pod, type Service } from '../inventory';
import { type Direction, type NetworkPolicy, type Protocol } from '../policies';
import { type PolicyFlow } from '../policyFlow';
import { type RuleReference, type SideVerdict, type Verdict, verdictOfSides } from '../verdict';
import { matchOfRule, type Traffic } from './matchOfRule';

const NOT_A_POD: SideVerdict = { outcome: 'allowed', because: { kind: 'not-a-pod' } };
const NOT_ISOLATED: SideVerdict = { outcome: 'allowed', because: { kind: 'not-isolated' } };
const SAME_POD: SideVerdict = { outcome: 'allowed', because: { kind: 'same-pod' } };
const OWN_NODE: SideVerdict = { outcome: 'allowed', because: { kind: 'own-node' } };
const POD_MISSING: SideVerdict = { outcome: 'unknown', because: { kind: 'pod-missing' } };

/**
 * Verdicts according to the Kubernetes API: what `networking.k8s.io/v1` defines, and "unknown" for what it leaves to the network
 * plugin. Policies of other kinds are not considered.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export function kubernetesVerdicts(inventory: Inventory): (flow: PolicyFlow) => Verdict {
  const engine = new KubernetesEngine(inventory);
  return (flow) => engine.verdictOf(flow);
}

/** The policies that isolate a pod in each direction. */
type Isolation = Record<Direction, readonly NetworkPolicy[]>;

class KubernetesEngine {
  private readonly index: ClusterIndex;
  private readonly policiesByNamespace = new Map<string, NetworkPolicy[]>();
  private readonly isolationByPod = new Map<Pod, Isolation>();

  constructor(inventory: Inventory) {
    this.index = new ClusterIndex(inventory);
    for (const policy of inventory.policies) {
      if (policy.kind === 'NetworkPolicy') {
        const policies = this.policiesByNamespace.get(policy.namespace) ?? [];
        policies.push(policy);
        this.policiesByNamespace.set(policy.namespace, policies);
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

  private verdictOfEnds(client: ResolvedEnd, server: ResolvedEnd, port: number, protocol: Protocol): Verdict {
    const targetPod = server.pod;
    return verdictOfSides(
      this.sideVerdict(client.pod, server, { direction: 'egress', port, protocol, targetPod }),
      this.sideVerdict(server.pod, client, { direction: 'ingress', port, protocol, targetPod })
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
      const traffic: Traffic = { direction: 'egress', port, protocol, translatedPort: targetPort };
      return verdictOfSides(this.sideVerdict(client.pod, server, traffic), NOT_A_POD);
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

  private sideVerdict(pod: Pod | undefined, other: ResolvedEnd, traffic: Traffic): SideVerdict {
    return pod === undefined ? NOT_A_POD : this.verdictOfPod(pod, other, traffic);
  }

  private verdictOfPod(pod: Pod, other: ResolvedEnd, traffic: Traffic): SideVerdict {
    if (other.pod === pod) {
      return SAME_POD;
    }
    const policies = this.isolationOf(pod)[traffic.direction];
    if (policies.length === 0) {
      return NOT_ISOLATED;
    }
    if (this.index.isOwnNode(pod, other)) {
      return OWN_NODE;
    }
    if (pod.isHostNetwork) {
      return { outcome: 'unknown', because: { kind: 'plugin', what: 'host-network' } };
    }
    return this.verdictOfPolicies(policies, other, traffic);
  }

  private verdictOfPolicies(policies: readonly NetworkPolicy[], other: ResolvedEnd, traffic: Traffic): SideVerdict {
    const { direction } = traffic;
    const rules: RuleReference[] = [];
    let undecided: SideVerdict | undefined;
    for (const policy of policies) {
      // Loops without iterators and closures: this runs a million times for a hundred thousand flows.
      for (let index = 0; index < policy[direction].length; index += 1) {
        const match = matchOfRule(this.index, policy, index, other, traffic);
        if (match === 'matches') {
          rules.push({ policy, direction, index });
          break;
        }
        if (match !== 'no-match' && undecided === undefined) {
          const rule = { policy, direction, index };
          undecided = { outcome: 'unknown', because: { kind: 'plugin', what: match, rule } };
        }
      }
    }
    return rules.length > 0
      ? { outcome: 'allowed', because: { kind: 'rules', rules } }
      : (undecided ?? { outcome: 'denied', because: { kind: 'no-rule', policies } });
  }

  private isolationOf(pod: Pod): Isolation {
    let isolation = this.isolationByPod.get(pod);
    if (isolation === undefined) {
      const ofNamespace = this.policiesByNamespace.get(pod.namespace) ?? [];
      const selecting = ofNamespace.filter(({ podSelector }) => this.index.matchesLabels(podSelector, pod.labels));
      isolation = {
        ingress: selecting.filter(({ types }) => types.includes('ingress')),
        egress: selecting.filter(({ types }) => types.includes('egress')),
      };
      this.isolationByPod.set(pod, isolation);
    }
    return isolation;
  }
}
