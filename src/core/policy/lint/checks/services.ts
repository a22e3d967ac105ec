import { containerPortOf } from '../../clusterIndex';
import { type Pod, type Service } from '../../inventory';
import { type PodPeer, type Policy } from '../../policies';
import { type FlowEnd, type PolicyFlow } from '../../policyFlow';
import { matchesLabels } from '../../selector';
import { type Found } from '../finding';
import { type LintContext } from '../lintContext';
import { labelsBeyondService, portRangeMissesService } from '../messages';
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
    return { severity: 'error', place, ...labelsBeyondService(service, { requirements: labels }) };
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
    const found = (rule.peers ?? []).flatMap((peer, position) =>
      peer.kind === 'pods'
        ? servicesBehind(context, rule.policy, peer)
            .filter((service) => isBeyond(context, peer, service) === (why === 'selector'))
            .map((service): ShutService => ({ rule, peer, position, service }))
        : []
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

/**
 * Whether Amazon allows the pods behind a port of the Service by the rule, but not its ClusterIP, which the Kubernetes API allows.
 * If not even all pods behind the Service are allowed, the rule is not about the Service.
 */
function isShut(context: LintContext, rule: LintedRule, service: Service): boolean {
  const [backend] = context.index.backendsOf(service).filter(({ isHostNetwork }) => !isHostNetwork);
  return context.classesOf(rule.policy).some(({ pod }) =>
    service.ports.some((servicePort) => {
      const { port, protocol } = servicePort;
      const podPort = backend && containerPortOf(servicePort, backend);
      if (backend === undefined || podPort === undefined) {
        return false;
      }
      const byService: PolicyFlow = {
        client: podEnd(pod),
        server: { kind: 'address', address: service.clusterIP ?? '' },
        port,
        protocol,
      };
      const { because } = context.verdictOf({ ...byService, server: podEnd(backend), port: podPort }).egress;
      return (
        because.kind === 'rules' &&
        because.rules.some(({ policy, index }) => policy === rule.policy && index === rule.index) &&
        context.verdictOf(byService).egress.outcome === 'denied' &&
        context.kubernetesVerdictOf(byService).egress.outcome === 'allowed'
      );
    })
  );
}

function podEnd({ namespace, name }: Pod): FlowEnd {
  return { kind: 'pod', namespace, name };
}
