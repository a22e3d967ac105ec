import { type PolicyWorld } from './policyWorlds';

/*
 * A reading of the API's documentation that is as plain as possible, for IPv4. It works on the objects as users write them, and
 * shares no code with the engine. Comments quote https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/.
 */

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any
type Answer = 'yes' | 'no' | 'undefined';
type World = PolicyWorld;
type PodOfWorld = World['pods'][number];

export function labelsMatch(selector: Json, labels: Record<string, string>): boolean {
  for (const key of Object.keys(selector.matchLabels ?? {})) {
    if (!(key in labels) || labels[key] !== selector.matchLabels[key]) {
      return false;
    }
  }
  for (const { key, operator, values } of selector.matchExpressions ?? []) {
    const isIn = key in labels && (values ?? []).includes(labels[key]);
    if (operator === 'In' && !isIn) {
      return false;
    }
    if (operator === 'NotIn' && isIn) {
      return false;
    }
    if (operator === 'Exists' && !(key in labels)) {
      return false;
    }
    if (operator === 'DoesNotExist' && key in labels) {
      return false;
    }
  }
  return true;
}

function bitsOf(address: string): string {
  return address
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
}

function isInCidr(address: string, cidr: string): boolean {
  const [network = '', length] = cidr.split('/');
  return !network.includes(':') && bitsOf(address).startsWith(bitsOf(network).slice(0, Number(length)));
}

function namespaceLabels(world: World, namespace: string): Record<string, string> {
  const { labels } = world.namespaces.find(({ name }) => name === namespace)!;
  return { ...labels, 'kubernetes.io/metadata.name': namespace };
}

/** "If PodSelector is also set, then the NetworkPolicyPeer as a whole selects the pods matching PodSelector in the namespaces …" */
function selectsPod(world: World, own: string, peer: Json, pod: PodOfWorld): boolean {
  const isNamespace = peer.namespaceSelector
    ? labelsMatch(peer.namespaceSelector, namespaceLabels(world, pod.namespace))
    : pod.namespace === own;
  return isNamespace && (peer.podSelector === undefined || labelsMatch(peer.podSelector, pod.labels));
}

interface End {
  address: string;
  /** Set if the end was named as a pod, or its address is that of a pod outside the host network. */
  pod?: PodOfWorld;
}

function endOf(world: World, text: string): End {
  const named = world.pods.find(({ namespace, name }) => text === `${namespace}/${name}`);
  const pod = named ?? world.pods.find(({ ip, hostNetwork }) => ip === text && hostNetwork !== true);
  return { address: pod?.ip ?? text, ...(pod && { pod }) };
}

function peerMatches(world: World, own: string, peer: Json, { address, pod }: End): Answer {
  if (peer.ipBlock) {
    const isExcepted = (peer.ipBlock.except ?? []).some((except: string) => isInCidr(address, except));
    if (!isInCidr(address, peer.ipBlock.cidr) || isExcepted) {
      return 'no';
    }
    return pod ? 'undefined' : 'yes';
  }
  if (pod && pod.hostNetwork !== true) {
    return selectsPod(world, own, peer, pod) ? 'yes' : 'no';
  }
  const hosts = pod ? [pod] : world.pods.filter(({ ip, hostNetwork }) => hostNetwork === true && ip === address);
  return hosts.some((host) => selectsPod(world, own, peer, host)) ? 'undefined' : 'no';
}

/** "If this field is empty or missing, this rule matches all ports", "If not specified, this field defaults to TCP". */
function portsMatch(ports: Json[] | undefined, flow: World['flows'][number], target: PodOfWorld | undefined): boolean {
  if (ports === undefined || ports.length === 0) {
    return true;
  }
  return ports.some(({ protocol = 'TCP', port, endPort }) => {
    if (protocol !== flow.protocol) {
      return false;
    }
    if (port === undefined) {
      return true;
    }
    if (typeof port === 'string') {
      return (target?.ports ?? []).some(
        (each) => each.name === port && each.protocol === protocol && each.port === flow.port
      );
    }
    return endPort === undefined ? flow.port === port : port <= flow.port && flow.port <= endPort;
  });
}

/** "… or if the traffic matches at least one … rule across all of the NetworkPolicy objects whose podSelector matches the pod" */
function sideOf(
  world: World,
  direction: 'ingress' | 'egress',
  self: End,
  other: End,
  flow: World['flows'][number]
): Answer {
  const { pod } = self;
  if (!pod || other.pod === pod) {
    return 'yes';
  }
  const isolating = (world.policies as Json[]).filter(({ metadata, spec }) => {
    const { policyTypes = [], egress = [] } = spec;
    // "policies … which contain an egress section are assumed to affect egress, and all policies … are assumed to affect ingress"
    const byDefault = direction === 'ingress' || egress.length > 0;
    const hasType = policyTypes.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
    const isAffected = policyTypes.length > 0 ? hasType : byDefault;
    return metadata.namespace === pod.namespace && labelsMatch(spec.podSelector, pod.labels) && isAffected;
  });
  if (isolating.length === 0) {
    return 'yes';
  }
  // "… or if the traffic source is the pod's local node"
  if (other.address === pod.node && (!other.pod || other.pod.hostNetwork === true)) {
    return 'yes';
  }
  if (pod.hostNetwork === true) {
    return 'undefined';
  }
  const target = direction === 'ingress' ? pod : other.pod;
  const answers: Answer[] = [];
  for (const { metadata, spec } of isolating) {
    for (const rule of spec[direction] ?? []) {
      const peers: Json[] = rule[direction === 'ingress' ? 'from' : 'to'] ?? [];
      if (portsMatch(rule.ports, flow, target)) {
        answers.push(
          ...(peers.length === 0
            ? ['yes' as const]
            : peers.map((peer) => peerMatches(world, metadata.namespace, peer, other)))
        );
      }
    }
  }
  return answers.includes('yes') ? 'yes' : answers.includes('undefined') ? 'undefined' : 'no';
}

/** The verdict of a flow: allowed, denied, or unknown if the API leaves it to the network plugin. */
export function plainVerdict(world: World, flow: World['flows'][number]): string {
  const [from, to] = [endOf(world, flow.from), endOf(world, flow.to)];
  const sides = [sideOf(world, 'egress', from, to, flow), sideOf(world, 'ingress', to, from, flow)];
  return sides.includes('no') ? 'denied' : sides.includes('undefined') ? 'unknown' : 'allowed';
}
