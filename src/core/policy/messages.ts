import { type Service } from './inventory';
import { type Direction, type Policy, policyName, type Protocol } from './policies';
import { type ClusterIPShutBecause, type RuleReference } from './verdict';
import { someNames } from '../someNames';

/** The pod that a side is about, and what is sent. */
export interface Connection {
  direction: Direction;
  /** The pod whose policies decide: "shop/web-1". */
  pod: string;
  client: string;
  server: string;
  protocol: Protocol;
  port: number;
}

/** "egress rule 2 of NetworkPolicy shop/web" */
function ruleName({ policy, direction, index }: RuleReference): string {
  const rule = policy[direction][index];
  const name = rule && 'name' in rule && rule.name !== undefined ? ` ("${rule.name}")` : '';
  return `${direction} rule ${index + 1}${name} of ${policyName(policy)}`;
}

function serviceName({ namespace, name }: Service): string {
  return `Service ${namespace}/${name}`;
}

const connects = ({ client, server, protocol, port }: Connection) =>
  `${client} to connect to ${server} on ${protocol} port ${port}`;

export const allowedSentence = (reasons: readonly string[]) => `Allowed: ${reasons.join(', and ')}.`;

export const deniedSentence = (reason: string) => `Denied: ${reason}.`;

export const unknownSentence = (reason: string) => `Not known: ${reason}.`;

export const NO_POD = 'neither end is a pod of the cluster';

export const notIsolated = ({ direction, pod }: Connection) => `no policy restricts ${direction} of ${pod}`;

export const allowedByRules = (rules: readonly RuleReference[]) =>
  `${someNames(rules.map(ruleName))} ${rules.length === 1 ? 'allows' : 'allow'} it`;

export const SAME_POD = 'a pod can always connect to itself';

export const ownNode = ({ pod }: Connection) => `a pod and its node can always connect, and this is the node of ${pod}`;

export const inHostNetwork = ({ pod }: Connection) =>
  `Amazon VPC CNI does not apply policies to ${pod}, which is in the host network`;

export const onUnsupportedNode = ({ pod }: Connection, system: string) =>
  `Amazon VPC CNI does not enforce policies on ${system}, where ${pod} runs`;

export const ofOtherFamily = ({ pod }: Connection) =>
  `Amazon VPC CNI enforces policies only for the address family of ${pod}, and this is the other one`;

export const noRule = (connection: Connection, policies: readonly Policy[]) =>
  `no ${connection.direction} rule of ${someNames(policies.map(policyName))} allows ${connects(connection)}`;

export const deniedByRule = (rule: RuleReference) => `${ruleName(rule)} denies it`;

export const deniedByExcept = (rule: RuleReference, range: string) =>
  `${ruleName(rule)} has the except ${range}, which takes precedence over wider ranges of all rules in Amazon VPC CNI`;

export const clusterIPShut = (rule: RuleReference, service: Service, why: ClusterIPShutBecause) =>
  `${ruleName(rule)} allows the pods behind ${serviceName(service)}, but Amazon VPC CNI does not open the ClusterIP for it, because ${causeOf(why)}`;

function causeOf({ kind }: ClusterIPShutBecause): string {
  switch (kind) {
    case 'selector':
      return 'the peer requires labels that are not in the selector of the Service';
    case 'port-range':
      return 'only the first port of a range is looked up in the Service';
    case 'ip-block':
      return 'the ipBlock contains the addresses of the pods, but not the ClusterIP';
    case 'port':
      return 'no port of the rule leads to this port of the Service';
  }
}

export const noPolicy = ({ pod }: Connection) =>
  `no NetworkPolicy selects ${pod}, and this cluster denies everything to such pods`;

export const POD_MISSING = 'a pod is not in the inventory, or has no address yet';

export const SERVICE_MISSING = 'the Service is not in the inventory';

const PLUGIN_QUESTIONS = {
  'host-network': 'whether policies apply to pods in the host network',
  'pod-in-ip-block': 'whether an ipBlock matches addresses of pods',
  'service-address': 'whether policies apply before or after the translation of a ClusterIP',
};

export const dependsOnPlugin = (what: keyof typeof PLUGIN_QUESTIONS, rule: RuleReference | undefined) =>
  `the Kubernetes API leaves it to the network plugin ${PLUGIN_QUESTIONS[what]}${rule ? `, which decides about ${ruleName(rule)}` : ''}`;

export const noBackend = (service: Service) => `${serviceName(service)} has no such port, or no pods behind it`;

export const backendsDiffer = (service: Service) =>
  `only some of the pods or ports of ${serviceName(service)} are allowed`;

export const dependsOnNames = (rule: RuleReference) =>
  `${ruleName(rule)} allows domain names, and it is not known whether the address belongs to one of these`;

export const contradictingPolicies = (policies: readonly Policy[]) =>
  `${someNames(policies.map(policyName))} have the same priority and contradict each other, and any of these can count`;

export const tooManyPorts = (pairs: number) =>
  `the policies have ${pairs} pairs of port and protocol for this address, and Amazon VPC CNI keeps 24 of them by chance`;

export const controllerCrashes = (policy: Policy) =>
  `${policyName(policy)} has a port without a protocol, which crashes Amazon's controller, so pods keep the rules from before`;

export const HAIRPIN = 'the pod connects to itself by way of a Service, with a source address that is not known';

export const sharesRules = ({ pod }: Connection, other: string) =>
  `Amazon VPC CNI applies the rules of ${other} to ${pod}, too, because both run on one node and their names differ only after the last hyphen.`;

export const replaces = (policies: readonly Policy[]) =>
  `${someNames(policies.map(policyName))} has the same name and is not enforced. Which of the two is enforced can change; rename one.`;
