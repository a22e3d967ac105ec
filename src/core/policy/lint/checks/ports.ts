import { containerPortOf, namedPort } from '../../clusterIndex';
import { type Pod, type Service } from '../../inventory';
import { type PolicyPort, type Protocol } from '../../policies';
import { type Found } from '../finding';
import { type LintContext } from '../lintContext';
import { namedPortForAddresses, namedPortUnknown, namedPortWidens, servicePortOfRule } from '../messages';
import { placeOfPort } from '../place';
import { type PodGroup } from '../podGroups';
import { type LintedRule } from '../rules';

/** Ports of Services in rules, which are compared with the ports of pods. */
export function servicePortsInRules(context: LintContext): Found[] {
  return eachPort(context, (rule, { protocol = 'TCP', port, endPort }, position): Found[] => {
    const servers = context.serversOf(rule);
    if (typeof port !== 'number' || endPort !== undefined || servers === undefined) {
      return [];
    }
    const running = servers.filter(({ pods }) => pods.length > 0);
    const translations = running.map((group) => serviceWithPort(context, group, protocol, port));
    const translated = translations.find((each) => each !== undefined);
    if (translated === undefined || servers.some((group) => listensOn(context, group, protocol, port))) {
      return [];
    }
    const { service, podPort } = translated;
    const isCovered = rule.ports.some((other) => coversPort(other, protocol, podPort));
    // Pods without declared ports and Services can listen on any port.
    const isCertain = translations.every((each) => each !== undefined);
    const severity = isCovered ? 'note' : isCertain ? 'error' : 'warning';
    return [{ severity, place: placeOfPort(rule, position), ...servicePortOfRule(port, service, podPort, isCovered) }];
  });
}

/** Names of ports that no selected pod has. */
export function unknownNamedPorts(context: LintContext): Found[] {
  return eachPort(context, (rule, { protocol = 'TCP', port }, position): Found[] => {
    const servers = context.serversOf(rule);
    if (typeof port !== 'string' || servers === undefined || servers.length === 0) {
      return [];
    }
    const isDeclared = servers.some(({ pods, hostPods, workloads }) =>
      [...pods, ...hostPods, ...workloads.map(({ template }) => template)].some(({ ports }) =>
        ports.some((declared) => declared.name === port && declared.protocol === protocol)
      )
    );
    return isDeclared
      ? []
      : [{ severity: 'warning', place: placeOfPort(rule, position), ...namedPortUnknown(port, protocol) }];
  });
}

/** Amazon opens each number that any selected pod has for a name on all of these. */
export function wideningNamedPorts(context: LintContext): Found[] {
  return eachPort(context, (rule, { protocol = 'TCP', port }, position): Found[] => {
    if (rule.direction !== 'ingress' || typeof port !== 'string' || rule.policy.kind === 'ClusterNetworkPolicy') {
      return [];
    }
    const pods = context.subjectsOf(rule.policy).flatMap((group) => [...group.pods, ...group.hostPods]);
    const numbers = new Set(pods.map((pod) => namedPort(pod, port, protocol)));
    const known = [...numbers].filter((number) => number !== undefined);
    if (known.length === 0 || numbers.size < 2) {
      return [];
    }
    // Pods without the name hardly listen on its number.
    const severity = known.length > 1 ? 'warning' : 'note';
    return [{ severity, place: placeOfPort(rule, position), ...namedPortWidens(port, known) }];
  });
}

/** Names of ports in egress rules for addresses, which have no names. */
export function namedPortsForAddresses(context: LintContext): Found[] {
  return eachPort(context, (rule, { port }, position): Found[] => {
    const isForAddresses =
      rule.peers === undefined ? context.amazon !== undefined : rule.peers.some(({ kind }) => kind === 'ip-block');
    const isReported = rule.policy.kind !== 'ClusterNetworkPolicy' && rule.direction === 'egress';
    return typeof port !== 'string' || !isForAddresses || !isReported
      ? []
      : [{ severity: 'error', place: placeOfPort(rule, position), ...namedPortForAddresses(port, rule) }];
  });
}

/** A Service with a port that leads to another port of the pods behind it. */
interface TranslatedPort {
  service: Service;
  podPort: number;
}

function eachPort(
  { rules }: LintContext,
  find: (rule: LintedRule, port: PolicyPort, position: number) => Found[]
): Found[] {
  return rules.flatMap((rule) => rule.ports.flatMap((port, position) => find(rule, port, position)));
}

/** A Service in front of pods with this port, which leads to another port of the pods. */
function serviceWithPort(
  context: LintContext,
  group: PodGroup,
  protocol: Protocol,
  port: number
): TranslatedPort | undefined {
  const [pod] = group.pods;
  for (const service of context.servicesOf(group)) {
    const servicePort = service.ports.find((candidate) => candidate.port === port && candidate.protocol === protocol);
    const podPort = servicePort && pod && containerPortOf(servicePort, pod);
    if (podPort !== undefined && podPort !== port && service.clusterIP !== undefined) {
      return { service, podPort };
    }
  }
  return undefined;
}

/** Whether a pod declares a port, or a Service leads to it. */
function listensOn(context: LintContext, group: PodGroup, protocol: Protocol, port: number): boolean {
  const declares = ({ ports }: Pick<Pod, 'ports'>) =>
    ports.some((declared) => declared.port === port && declared.protocol === protocol);
  const isTarget = (pod: Pod) =>
    context
      .servicesOf(group)
      .some(({ ports }) => ports.some((each) => each.protocol === protocol && containerPortOf(each, pod) === port));
  return (
    [...group.pods, ...group.hostPods].some(declares) ||
    group.workloads.some(({ template }) => declares(template)) ||
    group.pods.slice(0, 1).some(isTarget)
  );
}

function coversPort({ protocol = 'TCP', port, endPort }: PolicyPort, wanted: Protocol, number: number): boolean {
  if (protocol !== wanted || typeof port === 'string') {
    return false;
  }
  return port === undefined || (number >= port && number <= (endPort ?? port));
}
