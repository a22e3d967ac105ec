import { type CidrPeer, type NetworkPolicy, type PodPeer, type PolicyPort, type PolicyRule } from '../policies';
import { type LabelRequirement, type LabelSelector } from '../selector';

/** A NetworkPolicy as a Kubernetes object, without what is absent or empty by default. */
export function manifestOf(policy: NetworkPolicy, annotations: Readonly<Record<string, string>> = {}): object {
  const { namespace, name, podSelector, types, ingress, egress } = policy;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: policy.kind,
    metadata: { name, namespace, ...(Object.keys(annotations).length > 0 && { annotations }) },
    spec: {
      podSelector: selectorManifest(podSelector),
      policyTypes: types.map((type) => (type === 'ingress' ? 'Ingress' : 'Egress')),
      ...(ingress.length > 0 && { ingress: ingress.map((rule) => ruleManifest(rule, 'from')) }),
      ...(egress.length > 0 && { egress: egress.map((rule) => ruleManifest(rule, 'to')) }),
    },
  };
}

/** A rule as a part of a Kubernetes object. @param member the name of its list of peers. */
export function ruleManifest({ peers, ports }: PolicyRule<PodPeer | CidrPeer>, member: 'from' | 'to'): object {
  return {
    ...(peers && { [member]: peers.map(peerManifest) }),
    ...(ports.length > 0 && { ports: ports.map(portManifest) }),
  };
}

function peerManifest(peer: PodPeer | CidrPeer): object {
  if (peer.kind === 'ip-block') {
    const except = peer.except.map(({ text }) => text);
    return { ipBlock: { cidr: peer.range.text, ...(except.length > 0 && { except }) } };
  }
  const { namespaceSelector, podSelector } = peer;
  return {
    ...(namespaceSelector && { namespaceSelector: selectorManifest(namespaceSelector) }),
    ...(podSelector && { podSelector: selectorManifest(podSelector) }),
  };
}

function portManifest({ protocol, port, endPort }: PolicyPort): object {
  return {
    ...(port !== undefined && { port }),
    ...(endPort !== undefined && { endPort }),
    ...(protocol !== undefined && { protocol }),
  };
}

/** Requirements with one value become `matchLabels`, which people read more easily. */
function selectorManifest({ requirements }: LabelSelector): object {
  const labels = new Map<string, string>();
  const expressions: LabelRequirement[] = [];
  for (const requirement of requirements) {
    const [value] = requirement.values;
    const isLabel = requirement.operator === 'In' && requirement.values.length === 1 && !labels.has(requirement.key);
    if (isLabel && value !== undefined) {
      labels.set(requirement.key, value);
    } else {
      expressions.push(requirement);
    }
  }
  return {
    ...(labels.size > 0 && { matchLabels: Object.fromEntries(labels) }),
    ...(expressions.length > 0 && { matchExpressions: expressions.map(expressionManifest) }),
  };
}

function expressionManifest({ key, operator, values }: LabelRequirement): object {
  return { key, operator, ...(values.length > 0 && { values }) };
}
