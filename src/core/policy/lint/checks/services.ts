import { containerPortOf } from '../../clusterIndex';
import { type Pod, type Service } from '../../inventory';
import { type PodPeer, type Policy } from '../../policies';
import { type FlowEnd, type PolicyFlow } from '../../policyFlow';
import { matchesLabels } from '../../selector';
import { type RuleReference } from '../../verdict';
import { type Found } from '../finding';
import { type LintContext } from '../lintContext';
import { denialMissesService, labelsBeyondService, portRangeMissesService } from '../messages';
import { placeOfPeer, placeOfPort } from '../place';
import { type PodGroup } from '../podGroups';
import { type LintedRule } from '../rules';

/** A peer of an egress rule that opens the pods behind a Service, but not the Service. */
interface ShutService {
  rule: LintedRule;
  peer: PodPeer;
  position: number;
  service: Service;
}

/** Peers that require labels which are not in the selector of the Service in front of the pods. */
export function labelsBeyondServices(context: LintContext): Found[] {
  return shutServices(context, 'selector').map(({ rule, peer, position, service }): Found => {
    const labels = (peer.podSelector?.requirements ?? []).filter(
      (requirement) => !matchesLabels({ requirements: [requirement] }, service.selector)
    );
    const place = placeOfPeer(rule, position, 'podSelector');
    // The clients probably use the Service that is open.
    const isOtherOpen = servicesBehind(context, rule.policy, peer).some((other) => !isBeyond(context, peer, other));
    const severity = isOtherOpen ? 'note' : 'error';
    return { severity, place, ...labelsBeyondService(service, { requirements: labels }) };
  });
}

/** Egress rules that deny all pods behind a Service, but not the Service itself. */
export function denialsWithoutServices(context: LintContext): Found[] {
  return context.rules
    .filter(({ action, direction }) => action === 'Deny' && direction === 'egress')
    .flatMap((rule) => {
      const denied = new Set(context.peersOfRule(rule));
      return podPeersOf(rule).flatMap(({ peer, position }): Found[] => {
        const service = servicesBehind(context, rule.policy, peer).find(
          (each) => backendGroups(context, each).every((group) => denied.has(group)) && isLeftOpen(context, rule, each)
        );
        const place = placeOfPeer(rule, position, 'podSelector');
        return service === undefined ? [] : [{ severity: 'error', place, ...denialMissesService(service) }];
      });
    });
}

/** Ranges of ports that contain the ports of pods behind a Service. */
export function portRangesToServices(context: LintContext): Found[] {
  return shutServices(context, 'port-range').map(({ rule, service }): Found => {
    const position = rule.ports.findIndex(({ endPort }) => endPort !== undefined);
    return { severity: 'error', place: placeOfPort(rule, position), ...portRangeMissesService(service) };
  });
}

function shutServices(context: LintContext, why: 'selector' | 'port-range'): ShutService[] {
  return context.rules.flatMap((rule) => {
    const isCandidate = why === 'selector' || rule.ports.some(({ endPort }) => endPort !== undefined);
    if (rule.direction !== 'egress' || !isCandidate) {
      return [];
    }
    const found = podPeersOf(rule).flatMap(({ peer, position }) =>
      servicesBehind(context, rule.policy, peer)
        .filter((service) => isBeyond(context, peer, service) === (why === 'selector'))
        .map((service): ShutService => ({ rule, peer, position, service }))
    );
    const shut = found.filter(({ service }) => isShut(context, rule, service));
    return shut.filter((each, index) => shut.findIndex(({ service }) => service === each.service) === index);
  });
}

function isBeyond({ index }: LintContext, { podSelector }: PodPeer, { selector }: Service): boolean {
  return !index.matchesLabels(podSelector, selector);
}

function servicesBehind(context: LintContext, policy: Policy, peer: PodPeer): Service[] {
  const services = context.peersOf(policy, peer).flatMap((group: PodGroup) => context.servicesOf(group));
  return [...new Set(services)].filter(({ clusterIP }) => clusterIP !== undefined);
}

function podPeersOf({ peers = [] }: LintedRule): Array<{ peer: PodPeer; position: number }> {
  return peers.flatMap((peer, position) => (peer.kind === 'pods' ? [{ peer, position }] : []));
}

function backendGroups({ groups, index }: LintContext, service: Service): readonly PodGroup[] {
  return groups.select(service.namespace, index.selectorOf(service)).filter(({ pods }) => pods.length > 0);
}

/**
 * Whether Amazon allows the pods behind a port of the Service by the rule, but not its ClusterIP, which the Kubernetes API allows.
 * If not even all pods behind the Service are allowed, the rule is not about the Service.
 */
function isShut(context: LintContext, rule: LintedRule, service: Service): boolean {
  return connections(context, rule, service).some(({ direct, byService }) => {
    const { because } = context.verdictOf(direct).egress;
    return (
      because.kind === 'rules' &&
      because.rules.some((each) => isSame(each, rule)) &&
      context.verdictOf(byService).egress.outcome === 'denied' &&
      context.kubernetesVerdictOf(byService).egress.outcome === 'allowed'
    );
  });
}

/** Whether Amazon denies the pods behind a port of the Service by the rule, but not its ClusterIP. */
function isLeftOpen(context: LintContext, rule: LintedRule, service: Service): boolean {
  return connections(context, rule, service).some(({ direct, byService }) => {
    const { because } = context.verdictOf(direct).egress;
    return (
      because.kind === 'deny-rule' &&
      isSame(because.rule, rule) &&
      context.verdictOf(byService).egress.outcome === 'allowed'
    );
  });
}

/** Connections of the pods of a policy to a pod behind each port of a Service: directly, and by way of its ClusterIP. */
function connections(
  context: LintContext,
  { policy }: LintedRule,
  service: Service
): Array<{ direct: PolicyFlow; byService: PolicyFlow }> {
  const backend = context.index.backendsOf(service).find(({ isHostNetwork }) => !isHostNetwork);
  return backend === undefined
    ? []
    : context.classesOf(policy).flatMap(({ pod }) =>
        service.ports.flatMap((servicePort) => {
          const { port, protocol } = servicePort;
          const podPort = containerPortOf(servicePort, backend);
          const client = podEnd(pod);
          const server: FlowEnd = { kind: 'address', address: service.clusterIP ?? '' };
          return podPort === undefined || pod === backend
            ? []
            : [
                {
                  direct: { client, server: podEnd(backend), protocol, port: podPort },
                  byService: { client, server, protocol, port },
                },
              ];
        })
      );
}

function isSame(reference: RuleReference, { policy, direction, index }: LintedRule): boolean {
  return reference.policy === policy && reference.direction === direction && reference.index === index;
}

function podEnd({ namespace, name }: Pod): FlowEnd {
  return { kind: 'pod', namespace, name };
}
