import { type PolicyCase } from './policyCases';
import { labelsMatch } from './policyReading';

/*
 * What Amazon's controller computes for NetworkPolicies, as plain as possible: it works on the objects as users write them, and shares
 * no code with the engine.
 */

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any
type World = Pick<PolicyCase, 'namespaces' | 'pods' | 'services' | 'policies'>;
type PodOfWorld = World['pods'][number];

/** The most entries of a PolicyEndpoint. Amazon's controller has 200 by default. */
const CHUNK = 3;

/** The PolicyEndpoints of the NetworkPolicies, as kubectl prints them. */
export function policyEndpointsOf(world: World): Json[] {
  const policies: Json[] = world.policies.filter((policy: Json) => policy.kind === 'NetworkPolicy');
  return policies.flatMap((policy) => {
    const { metadata, spec } = policy;
    const selected = world.pods.filter(
      ({ namespace, labels }) => namespace === metadata.namespace && labelsMatch(spec.podSelector, labels)
    );
    const ingress = combined((spec.ingress ?? []).flatMap((rule: Json) => ingressOf(world, metadata, selected, rule)));
    const egress = combined((spec.egress ?? []).flatMap((rule: Json) => egressOf(world, metadata, rule)));
    const podSelectorEndpoints = selected
      .filter(({ hostNetwork }) => hostNetwork !== true)
      .map(({ namespace, name, ip, node = '' }) => ({ namespace, name, podIP: ip, hostIP: node }));
    const length = Math.max(1, ...[ingress, egress, podSelectorEndpoints].map((all) => Math.ceil(all.length / CHUNK)));
    return Array.from({ length }, (_, index) => {
      const chunk = (entries: Json[]) => entries.slice(index * CHUNK, (index + 1) * CHUNK);
      return {
        apiVersion: 'networking.k8s.aws/v1alpha1',
        kind: 'PolicyEndpoint',
        metadata: { namespace: metadata.namespace, name: `${metadata.name}-${index}` },
        spec: {
          podSelector: spec.podSelector,
          policyRef: { namespace: metadata.namespace, name: metadata.name },
          podIsolation: spec.policyTypes ?? ['Ingress', ...((spec.egress ?? []).length > 0 ? ['Egress'] : [])],
          podSelectorEndpoints: chunk(podSelectorEndpoints),
          ingress: chunk(ingress),
          egress: chunk(egress),
        },
      };
    });
  });
}

function ingressOf(world: World, own: Json, selected: readonly PodOfWorld[], { from, ports = [] }: Json): Json[] {
  const isNamed = ports.some(({ port }: Json) => typeof port === 'string');
  const open = isNamed ? selected.flatMap((pod) => portsOfPod(pod, ports)) : ports.map(written);
  if (ports.length > 0 && open.length === 0) {
    return [];
  }
  const entry = (cidr: string, except: string[] = []) => ({ cidr, except, ports: open });
  return peersOf(from).flatMap((peer): Json[] =>
    peer.ipBlock
      ? [entry(peer.ipBlock.cidr, peer.ipBlock.except)]
      : podsOf(world, own.namespace, peer).map(({ ip }) => entry(ip))
  );
}

function egressOf(world: World, own: Json, { to, ports = [] }: Json): Json[] {
  const entry = (cidr: string, open: Json[], except: string[] = []) =>
    ports.length > 0 && open.length === 0 ? [] : [{ cidr, except, ports: open }];
  return peersOf(to).flatMap((peer): Json[] => {
    if (peer.ipBlock) {
      const numbers = ports.filter(({ port }: Json) => typeof port !== 'string').map(written);
      return entry(peer.ipBlock.cidr, numbers, peer.ipBlock.except);
    }
    const services = (world.services ?? []).filter(
      ({ namespace, selector = {} }) =>
        isSelected(world, own.namespace, peer, namespace) && labelsMatch(peer.podSelector ?? {}, { ...selector })
    );
    return [
      ...podsOf(world, own.namespace, peer).flatMap((pod) => entry(pod.ip, portsOfPod(pod, ports))),
      ...services.flatMap((service) => entry(service.clusterIP, portsOfService(service, ports))),
    ];
  });
}

/** A rule without peers has those of both families. */
function peersOf(peers: Json[] | undefined): Json[] {
  return (peers ?? []).length > 0 ? (peers ?? []) : ['0.0.0.0/0', '::/0'].map((cidr) => ({ ipBlock: { cidr } }));
}

function isSelected({ namespaces }: World, own: string, { namespaceSelector }: Json, namespace: string): boolean {
  const { labels = {} } = namespaces.find(({ name }) => name === namespace) ?? {};
  return namespaceSelector
    ? labelsMatch(namespaceSelector, { ...labels, 'kubernetes.io/metadata.name': namespace })
    : namespace === own;
}

function podsOf(world: World, own: string, peer: Json): PodOfWorld[] {
  return world.pods.filter(
    ({ namespace, labels }) => isSelected(world, own, peer, namespace) && labelsMatch(peer.podSelector ?? {}, labels)
  );
}

function written({ protocol = 'TCP', ...rest }: Json): Json {
  return { protocol, ...rest };
}

function portsOfPod(pod: PodOfWorld, ports: Json[]): Json[] {
  return ports.map(written).flatMap((port) => {
    const named = (pod.ports ?? []).find(({ name, protocol }) => name === port.port && protocol === port.protocol);
    return typeof port.port !== 'string' ? [port] : named ? [{ ...port, port: named.port }] : [];
  });
}

/** The Service ports that lead to the ports of the rule. */
function portsOfService(service: Json, ports: Json[]): Json[] {
  return ports.map(written).flatMap((port) => {
    const found = service.ports.find(
      (each: Json) => (each.targetPort ?? each.port) === port.port && (each.protocol ?? 'TCP') === port.protocol
    );
    return port.port === undefined ? [port] : found ? [{ ...port, port: found.port }] : [];
  });
}

/** Entries of the same addresses become one. One without ports replaces the others. */
function combined(entries: Json[]): Json[] {
  const byAddress = new Map<string, Json>();
  for (const { cidr, except, ports } of entries) {
    const key = [cidr, ...[...except].sort()].join();
    const known = byAddress.get(key);
    const all =
      known === undefined ? ports : known.ports.length === 0 || ports.length === 0 ? [] : [...known.ports, ...ports];
    byAddress.set(key, { cidr, except, ports: all });
  }
  return [...byAddress.values()];
}
