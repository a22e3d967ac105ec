import { someNames } from '../../someNames';
import { type Service } from '../inventory';
import { type ClusterNetworkPolicy, type Direction, policyName } from '../policies';
import { type FlowEnd, type PolicyFlow } from '../policyFlow';
import { type LabelSelector } from '../selector';
import { type Sentences } from './finding';
import { type NearestLabel } from './nearestLabel';
import { type LintedRule } from './rules';
import { selectorText } from '../selectorText';

const OTHER_DIRECTION: Record<Direction, Direction> = { ingress: 'egress', egress: 'ingress' };

/** "Ingress" as in `policyTypes`. */
const TYPES: Record<Direction, string> = { ingress: 'Ingress', egress: 'Egress' };

const PEERS: Record<Direction, string> = { ingress: 'from', egress: 'to' };

/** The effect of an isolated direction. */
const DENIED: Record<Direction, (pods: string) => string> = {
  ingress: (pods) => `only their nodes can connect to the pods of ${pods}`,
  egress: (pods) => `the pods of ${pods} can only connect to their nodes, and cannot resolve names`,
};

const serviceName = ({ namespace, name }: Service) => `Service ${namespace}/${name}`;

/** "rule 2", as people count. */
const ruleNumber = (index: number) => `rule ${index + 1}`;

const ruleOfPolicy = ({ policy, direction, index }: LintedRule) =>
  `${direction} ${ruleNumber(index)} of ${policyName(policy)}`;

const namespacesText = (names: readonly string[]) =>
  names.length === 1 ? `the namespace ${names[0]}` : `the namespaces ${someNames(names)}`;

const replaceWith = ({ wanted, found, owner }: NearestLabel) =>
  `Replace ${wanted} with ${found}, which is a label of ${owner}.`;

const nothing = (direction: Direction) =>
  direction === 'ingress' ? 'this peer lets nothing in' : 'this peer opens no way out';

// Selectors

/** What is known about a selector that matches nothing. */
export interface SelectorHints {
  nearest?: NearestLabel;
  /** A requirement that no pod meets, while pods meet all others. */
  unmet?: string;
  /** Other namespaces with such pods. */
  elsewhere?: readonly string[];
}

const correct = ({ nearest, unmet, elsewhere = [] }: SelectorHints, otherwise: string) => {
  if (nearest !== undefined) {
    return replaceWith(nearest);
  }
  if (unmet !== undefined) {
    return `Remove ${unmet} from the selector, because no pod meets it.`;
  }
  return elsewhere.length > 0
    ? `Such pods are in ${namespacesText(elsewhere)}: add a namespaceSelector to the same item.`
    : otherwise;
};

export const policyWithoutPods = (
  selector: string,
  namespaces: readonly string[],
  hints: SelectorHints
): Sentences => ({
  problem:
    selector === ''
      ? `There are no pods in ${namespacesText(namespaces)}, so this policy has no effect.`
      : `No pod in ${namespacesText(namespaces)} matches the selector ${selector}, so this policy has no effect.`,
  remedy: correct(hints, 'Correct the podSelector, or delete the policy if its pods no longer exist.'),
});

export const subjectWithoutNamespaces = (selector: string, nearest: NearestLabel | undefined): Sentences => ({
  problem: `No namespace matches the selector ${selector}, so this policy has no effect.`,
  remedy: nearest ? replaceWith(nearest) : 'Correct the selector, or label the namespaces that the policy is for.',
});

export const noSuchNamespace = ({ direction }: LintedRule, selector: string, name: string): Sentences => ({
  problem: `No namespace has the label ${selector}, so ${nothing(direction)}.`,
  remedy: `Use kubernetes.io/metadata.name=${name}, which is a label of the namespace ${name}.`,
});

export const namespaceUnknown = (
  { direction }: LintedRule,
  selector: string,
  nearest: NearestLabel | undefined
): Sentences => ({
  problem: `No namespace matches the selector ${selector}, so ${nothing(direction)}.`,
  remedy: nearest
    ? `Replace ${nearest.wanted} with ${nearest.found}, which is a label of the namespace ${nearest.owner}.`
    : 'Select the namespace by its name, with the label kubernetes.io/metadata.name.',
});

export const noSuchPeer = (
  { direction }: LintedRule,
  selector: string,
  namespaces: readonly string[],
  hints: SelectorHints
): Sentences => ({
  problem:
    selector === ''
      ? `There are no pods in ${namespacesText(namespaces)}, so ${nothing(direction)}.`
      : `No pod in ${namespacesText(namespaces)} matches the selector ${selector}, so ${nothing(direction)}.`,
  remedy: correct(hints, 'Correct the podSelector, or remove the peer if its pods no longer exist.'),
});

export const orInsteadOfAnd = ({ policy, direction }: LintedRule, namespaces: string, pods: string): Sentences => ({
  problem: `These are two peers, so the rule allows all pods of ${namespaces === '' ? 'all namespaces' : `the namespaces with ${namespaces}`}, and the pods with ${pods} in the policy's own namespace${'namespace' in policy ? ` ${policy.namespace}` : ''}.`,
  remedy: `To allow only the pods with ${pods} in those namespaces, write both selectors in one item of "${PEERS[direction]}", without a second dash.`,
});

// DNS

export const dnsDenied = (pods: readonly string[], block: string | undefined): Sentences => ({
  problem: `The pods of ${someNames(pods)} cannot resolve names, because no egress rule allows DNS over UDP.`,
  remedy: block
    ? `Add an egress rule for UDP and TCP port 53 to the ipBlock ${block}.`
    : 'Add an egress rule for UDP and TCP port 53 to the pods with k8s-app=kube-dns in the namespace kube-system.',
});

export const dnsWithoutTcp = (): Sentences => ({
  problem: 'The rule allows DNS over UDP but not over TCP, so names with large answers cannot be resolved.',
  remedy: 'Add TCP port 53 to the ports of the rule.',
});

export const nodeLocalDnsDenied = (pods: readonly string[], address: string): Sentences => ({
  problem: `The pods of ${someNames(pods)} cannot send DNS queries to NodeLocal DNSCache, which listens on ${address}.`,
  remedy: `Add the ipBlock ${address}/32 to the egress rule for DNS.`,
});

export const dnsPodsDeny = (namespaces: readonly string[], protocol: string): Sentences => ({
  problem:
    protocol === 'UDP'
      ? `Pods in ${namespacesText(namespaces)} cannot resolve names, because the policies of the DNS pods shut them out.`
      : `Pods in ${namespacesText(namespaces)} can query the DNS pods over UDP but not over TCP, so names with large answers cannot be resolved.`,
  remedy: 'Allow UDP and TCP port 53 from all namespaces, with an empty namespaceSelector.',
});

// Isolation

export const directionWithoutRules = (
  direction: Direction,
  pods: readonly string[],
  flows: readonly PolicyFlow[] | undefined
): Sentences => ({
  problem: `policyTypes contains ${TYPES[direction]} and the policy has no ${direction} rules, so ${DENIED[direction](someNames(pods))}${flows ? `, which denies ${flowsText(flows)}` : ''}.`,
  remedy: flows
    ? `Add ${direction} rules for this traffic, or set policyTypes to ${TYPES[OTHER_DIRECTION[direction]]} only.`
    : `Set policyTypes to ${TYPES[OTHER_DIRECTION[direction]]} only, or add ${direction} rules.`,
});

export const defaultDenyWithoutAllow = (direction: Direction, flows: readonly PolicyFlow[]): Sentences => ({
  problem: `The policy denies all ${direction}, and no policy allows ${flowsText(flows)}.`,
  remedy: `Apply policies with ${direction} rules for this traffic before this one.`,
});

export const deniesObserved = (direction: Direction, flows: readonly PolicyFlow[]): Sentences => ({
  problem: `The policies of the pods deny ${flowsText(flows)}.`,
  remedy: `Add ${direction === 'ingress' ? 'an ingress' : 'an egress'} rule for this traffic if it is wanted.`,
});

export const rulesOfUntypedDirection = (direction: Direction, isAmazon: boolean): Sentences => ({
  problem: isAmazon
    ? `policyTypes does not contain ${TYPES[direction]}, but Amazon VPC CNI enforces the ${direction} rules and denies all other ${direction}; according to the Kubernetes API, they have no effect.`
    : `policyTypes does not contain ${TYPES[direction]}, so the ${direction} rules have no effect.`,
  remedy: `Add ${TYPES[direction]} to policyTypes, or remove the ${direction} rules.`,
});

/** "3 observed flows, such as shop/web-1 to shop/db-0 on TCP port 5432" */
function flowsText(flows: readonly PolicyFlow[]): string {
  const [first] = flows;
  const count = flows.length === 1 ? 'the observed flow' : `${flows.length} observed flows, such as the one`;
  return first === undefined
    ? count
    : `${count} from ${endName(first.client)} to ${endName(first.server)} on ${first.protocol} port ${first.port}`;
}

function endName(end: FlowEnd): string {
  return end.kind === 'pod' ? `${end.namespace}/${end.name}` : end.address;
}

// Ports and Services

export const servicePortOfRule = (port: number, service: Service, podPort: number, isCovered: boolean): Sentences => ({
  problem: isCovered
    ? `The port ${port} of ${serviceName(service)} has no effect here, because rules are about the ports of pods, and the rule already has these.`
    : `The rule has the port ${port} of ${serviceName(service)}, but its pods listen on ${podPort}, and rules are about the ports of pods.`,
  remedy: isCovered ? `Remove port ${port}.` : `Replace port ${port} with ${podPort}.`,
});

export const namedPortUnknown = (port: string, protocol: string): Sentences => ({
  problem: `None of the selected pods has a ${protocol} port with the name ${port}, so this port opens nothing.`,
  remedy: 'Use the number of the port, or give the container port this name.',
});

export const namedPortWidens = (port: string, numbers: readonly number[]): Sentences => ({
  problem:
    numbers.length > 1
      ? `The name ${port} stands for the ports ${numbers.join(', ')} of different pods, and Amazon VPC CNI opens all of these on each pod; according to the Kubernetes API, each pod opens only its own.`
      : `Not all selected pods have a port with the name ${port}, and Amazon VPC CNI opens port ${numbers.join()} on the others as well; according to the Kubernetes API, these open nothing.`,
  remedy: 'Use the number of the port, in a policy for each kind of pod.',
});

export const namedPortForAddresses = (port: string, { peers }: LintedRule): Sentences => ({
  problem:
    peers === undefined
      ? `Amazon VPC CNI ignores the named port ${port} in an egress rule without "to"; according to the Kubernetes API, it opens this port of each pod.`
      : `Addresses have no named ports, so the port ${port} opens nothing for the ipBlocks of this rule.`,
  remedy: 'Use the number of the port.',
});

export const labelsBeyondService = (service: Service, labels: LabelSelector): Sentences => ({
  problem: `Amazon VPC CNI does not open the ClusterIP of ${serviceName(service)} for this peer, because the selector of the Service does not contain ${selectorText(labels)}; the pods behind it can only be reached directly.`,
  remedy: `Remove ${selectorText(labels)} from the peer, or add it to the selector of the Service.`,
});

export const portRangeMissesService = (service: Service): Sentences => ({
  problem: `Amazon VPC CNI does not open the ClusterIP of ${serviceName(service)} for this range of ports, because it compares only the first port of a range with the target ports of a Service.`,
  remedy: 'List the ports of the pods one by one.',
});

export const denialMissesService = (service: Service): Sentences => ({
  problem: `The rule denies the pods behind ${serviceName(service)}, but Amazon VPC CNI does not deny its ClusterIP, so the pods can still be reached by way of the Service.`,
  remedy:
    'Use only labels that are in the selector of the Service, and ports one by one, or deny ingress to the pods as well.',
});

export const tooManyPorts = (direction: Direction, pods: readonly string[], pairs: number): Sentences => ({
  problem: `The policies of the pods of ${someNames(pods)} have ${pairs} pairs of port and protocol for one address in ${direction}, and Amazon VPC CNI keeps only 24 of them, which differ from start to start.`,
  remedy: 'Merge the ports into ranges, or remove them all, so that every port is allowed.',
});

// Addresses

export const blockWithPods = (
  range: string,
  pods: readonly string[],
  services: readonly Service[],
  isAmazon: boolean
): Sentences => ({
  problem: `${range} contains the addresses of pods (${someNames(pods)}), which change when pods restart${
    services.length > 0
      ? `, but not the ClusterIP of ${someNames(services.map(serviceName))}, so connections by way of the Service stay denied`
      : isAmazon
        ? ''
        : ', and network plugins differ in whether an ipBlock applies to pods at all'
  }.`,
  remedy:
    'Select the pods with a podSelector and a namespaceSelector, and keep ipBlocks for addresses outside the cluster.',
});

export const blockWithNodes = (range: string, nodes: readonly string[]): Sentences => ({
  problem: `${range} contains the addresses of nodes (${someNames(nodes)}), which change when nodes are replaced, and opens everything that uses the host network there.`,
  remedy:
    'Remove the block if it is for probes, because the node of a pod can always connect to it; otherwise, make it narrower.',
});

export const blockOfOtherFamily = (range: string, family: string): Sentences => ({
  problem: `${range} has no effect, because the pods of this cluster use ${family === 'ipv4' ? 'IPv4' : 'IPv6'}.`,
  remedy: `Add the ${family === 'ipv4' ? 'IPv4' : 'IPv6'} range that is meant.`,
});

export const exceptDenies = (range: string, rule: LintedRule, other: LintedRule): Sentences => ({
  problem: `Amazon VPC CNI denies ${range}, although ${other.policy === rule.policy ? `${other.direction} ${ruleNumber(other.index)}` : ruleOfPolicy(other)} allows it: an "except" takes precedence over wider ranges of all rules, while according to the Kubernetes API it only makes its own range smaller.`,
  remedy: `List the ranges around ${range} instead of the "except", or select the allowed pods with podSelector and namespaceSelector.`,
});

// Wide rules

export const opensEveryNamespace = ({ direction }: LintedRule): Sentences => ({
  problem: `The empty namespaceSelector ${direction === 'ingress' ? 'lets in' : 'opens the way to'} all pods of all namespaces.`,
  remedy:
    'Select the namespaces by name, with the label kubernetes.io/metadata.name, and their pods with a podSelector.',
});

export const opensEveryAddress = (range: string, { direction }: LintedRule): Sentences => ({
  problem: `${range} without ports allows ${direction === 'ingress' ? 'connections from every address to every port' : 'connections to every address on every port'}.`,
  remedy: 'Add the ports that are needed, or a narrower range.',
});

export const opensEverything = (direction: Direction): Sentences => ({
  problem: `The empty rule allows all ${direction}, as if no policy restricted it.`,
  remedy: `Add "${PEERS[direction]}" and "ports", or remove ${TYPES[direction]} from policyTypes if it is to stay open.`,
});

// The host network and nodes

export const peerInHostNetwork = (direction: Direction, pods: readonly string[], isAmazon: boolean): Sentences => ({
  problem: isAmazon
    ? `The peer selects pods in the host network (${someNames(pods)}), so Amazon VPC CNI ${direction === 'ingress' ? 'lets in everything that uses the addresses of their nodes' : 'opens the addresses of their nodes, with everything that listens there'}.`
    : `The peer selects pods in the host network (${someNames(pods)}), and the Kubernetes API leaves it to the network plugin whether this allows them, their nodes, or nothing.`,
  remedy: 'Make the selectors narrower, so that they select only pods with an address of their own.',
});

export const subjectInHostNetwork = (pods: readonly string[], isAmazon: boolean): Sentences => ({
  problem: isAmazon
    ? `Amazon VPC CNI does not apply policies to pods in the host network (${someNames(pods)}).`
    : `The Kubernetes API leaves it to the network plugin whether policies apply to pods in the host network (${someNames(pods)}).`,
  remedy: 'Protect these pods with the security groups of their nodes, or move them out of the host network.',
});

export const subjectOnUnsupportedNode = (pods: readonly string[], system: string): Sentences => ({
  problem: `Pods of ${someNames(pods)} run on ${system}, where Amazon VPC CNI does not enforce policies.`,
  remedy: 'Run these pods on Linux nodes of EC2, or protect them with security groups.',
});

export const podsShareRules = (
  first: { namespace: string; name: string },
  other: { namespace: string; name: string }
): Sentences => ({
  problem: `Amazon VPC CNI applies the policies of ${first.namespace}/${first.name} and ${other.namespace}/${other.name} to both, because they run on one node and their names differ only after the last hyphen.`,
  remedy: 'Rename one of them, so that the parts before the last hyphen differ, or let the same policies select both.',
});

// Policies of the cluster

export const rulesByAction = (later: LintedRule, earlier: LintedRule): Sentences => ({
  problem: `This ${later.action} takes precedence over the ${earlier.action} of ${ruleNumber(earlier.index)}, because Amazon ignores the order of rules in a policy: Deny comes before Accept, and Accept before Pass.`,
  remedy: `Move the ${earlier.action} to a policy with a lower priority number.`,
});

export const samePriority = (other: ClusterNetworkPolicy): Sentences => ({
  problem: `The policy has the same tier and priority as ${policyName(other)}, and their rules contradict each other for some pods: Deny then comes before Accept, and Accept before Pass.`,
  remedy: 'Give the policies different priorities. The lower number takes precedence.',
});

export const ruleVanishes = ({ action = 'Accept', peers = [] }: LintedRule): Sentences => ({
  problem: `The first peer selects no namespace, so Amazon's controller drops the whole rule: this ${action} does nothing for the other ${peers.length === 2 ? 'peer' : 'peers'} either.`,
  remedy: 'Remove the first peer, or correct its selector.',
});

// Amazon's kinds

export const egressWithoutTo = (): Sentences => ({
  problem: 'In an ApplicationNetworkPolicy, an egress rule without "to" opens nothing.',
  remedy: 'Add "to" with the ipBlock 0.0.0.0/0, or with narrower peers.',
});

export const emptyPeers = (list: string): Sentences => ({
  problem: `In an ApplicationNetworkPolicy, an empty "${list}" is kept as it is, and opens nothing.`,
  remedy: `Add peers to "${list}".`,
});

export const portWithoutProtocol = (): Sentences => ({
  problem:
    "The port has no protocol, which crashes Amazon's controller, so that no policy of the cluster is updated any longer.",
  remedy: 'Add protocol: TCP, or the protocol that is meant.',
});

export const crashingNamedPort = (port: string): Sentences => ({
  problem: `The namedPort ${port} has no protocol, which crashes Amazon's controller, so that no policy of the cluster is updated any longer.`,
  remedy: 'Use portNumber with a protocol.',
});

export const sameNameOfKinds = (name: string): Sentences => ({
  problem: `A NetworkPolicy of this namespace is also named ${name}, and Amazon's controller enforces only the one that it processed last.`,
  remedy: 'Rename one of the two.',
});

export const domainNamesSkipped = (names: readonly string[]): Sentences => ({
  problem: `Only EKS Auto Mode enforces domain names, so this peer opens nothing here (${someNames(names)}).`,
  remedy: 'Use ipBlocks, or move the pods to a cluster with Auto Mode.',
});

export const namedPortWithDomains = (port: string): Sentences => ({
  problem: `The named port ${port} next to domain names opens all ports.`,
  remedy: 'Use the number of the port.',
});

export const kindNotEnforced = (kind: string): Sentences => ({
  problem: `Only Amazon VPC CNI enforces policies of the kind ${kind}, so this one has no effect.`,
  remedy: 'Use a NetworkPolicy, or change what enforces policies in the settings.',
});

export const apiNotEnforced = (kind: string): Sentences => ({
  problem: `Amazon VPC CNI does not know the kind ${kind} of policy.networking.k8s.io, so this policy has no effect.`,
  remedy: `Use the kind ${kind} of networking.k8s.aws/v1alpha1, whose rules have other members, or change what enforces policies in the settings.`,
});

// Coverage

export const strictWithoutPolicy = (name: string, isDns: boolean): Sentences => ({
  problem: isDns
    ? `No policy selects ${name}, and this cluster denies everything to such pods, so no pod can resolve names.`
    : `No policy selects ${name}, and this cluster denies everything to such pods.`,
  remedy: isDns
    ? 'Add a NetworkPolicy for these pods that allows UDP and TCP port 53 from all namespaces.'
    : 'Add a NetworkPolicy for these pods.',
});

export const workloadWithoutPolicy = (name: string, namespace: string): Sentences => ({
  problem: `No policy selects ${name}, although other pods of the namespace ${namespace} have policies, so all traffic of ${name} is allowed.`,
  remedy: 'Add a NetworkPolicy for these pods, or one for all pods of the namespace.',
});

export const webhookDenied = (pods: readonly string[], port: number): Sentences => ({
  problem: `The API server cannot call the webhook ${someNames(pods)} on port ${port}, because no ingress rule allows addresses outside the cluster.`,
  remedy: `Add an ingress rule for TCP port ${port} from the subnets of the control plane.`,
});

export const ruleContained = (wider: number): Sentences => ({
  problem: `Everything that this rule allows is also allowed by ${ruleNumber(wider)}.`,
  remedy: 'Remove this rule, or make the other one narrower.',
});

export const ruleUnused = (): Sentences => ({
  problem: 'No observed TCP flow needs this rule.',
  remedy: 'Remove the rule if the observed time includes all that the pods do, such as monthly jobs.',
});
