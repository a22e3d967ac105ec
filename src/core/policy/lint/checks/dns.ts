import { type Pod } from '../../inventory';
import { type Policy, type Protocol } from '../../policies';
import { type FlowEnd } from '../../policyFlow';
import { type SideVerdict } from '../../verdict';
import { blame } from '../blame';
import { DNS_PORT, NODE_LOCAL_ADDRESS } from '../../dnsOfCluster';
import { clusterDns, dnsPods } from '../clusterDns';
import { type Found } from '../finding';
import { type LintContext, type PodClass } from '../lintContext';
import { dnsDenied, dnsPodsDeny, dnsWithoutTcp, nodeLocalDnsDenied } from '../messages';
import { placeInSpec, placeOfRule, portsMember } from '../place';
import { hasType } from '../rules';

/** Whether the egress of a class allows DNS. */
interface DnsReach {
  podClass: PodClass;
  udp: SideVerdict;
  tcp: SideVerdict;
  /** By way of the cache on the node; undefined if there is none. */
  cache?: SideVerdict;
}

/** Pods that have egress rules, but none for the resolver of the cluster. */
export function deniedDns(context: LintContext): Found[] {
  const dns = clusterDns(context);
  const reaches = context.once(reachesOf);
  const isDenied = ({ udp, cache }: DnsReach) =>
    udp.outcome === 'denied' && (cache === undefined || cache.outcome === 'denied');
  return [...blameForEgress(context, reaches, isDenied, ({ udp }) => udp)].map(([policy, classes]): Found => ({
    severity: 'error',
    place: placeInSpec(policy, 'egress', 'egress'),
    ...dnsDenied(namesOf(context, classes), dns?.block),
  }));
}

/** Pods that can send queries over UDP, but not over TCP, which large answers need. */
export function dnsOverUdpOnly(context: LintContext): Found[] {
  const reaches = context.once(reachesOf);
  const rules = reaches.flatMap(({ udp, tcp }) =>
    tcp.outcome === 'denied' && udp.outcome === 'allowed' && udp.because.kind === 'rules' ? udp.because.rules : []
  );
  const distinct = new Map(rules.map((rule) => [`${context.policies.indexOf(rule.policy)} ${rule.index}`, rule]));
  return [...distinct.values()].map((rule): Found => ({
    severity: 'warning',
    place: placeOfRule({ ...rule, ports: [] }, portsMember(rule.policy)),
    ...dnsWithoutTcp(),
  }));
}

/** Pods that can reach CoreDNS, but not the cache on their node that answers instead. */
export function deniedNodeLocalDns(context: LintContext): Found[] {
  const reaches = context.once(reachesOf);
  const isDenied = ({ udp, cache }: DnsReach) => udp.outcome !== 'denied' && cache?.outcome === 'denied';
  const blamed = blameForEgress(context, reaches, isDenied, ({ udp, cache = udp }) => cache);
  return [...blamed].map(([policy, classes]): Found => ({
    severity: 'warning',
    place: placeInSpec(policy, 'egress', 'egress'),
    ...nodeLocalDnsDenied(namesOf(context, classes), NODE_LOCAL_ADDRESS),
  }));
}

/** Policies for CoreDNS that shut out pods of other namespaces. */
export function isolatedDnsPods(context: LintContext): Found[] {
  const [server] = dnsPods(context);
  if (server === undefined) {
    return [];
  }
  const clients = [...context.groups.namespaceLabels.keys()].flatMap((namespace) => {
    const pod = context.groups.in(namespace).find(({ pods }) => pods.length > 0)?.pods[0];
    return pod === undefined || pod === server ? [] : [pod];
  });
  const end: FlowEnd = { kind: 'pod', namespace: server.namespace, name: server.name };
  for (const protocol of ['UDP', 'TCP'] as const) {
    const denied = clients.flatMap((client) => {
      const { ingress } = verdictOfQuery(context, client, end, protocol);
      return ingress.outcome === 'denied' && ingress.because.kind === 'no-rule'
        ? [{ client, policies: ingress.because.policies }]
        : [];
    });
    const policy = denied[0]?.policies.find(({ ingress }) => ingress.length > 0) ?? denied[0]?.policies[0];
    if (policy !== undefined) {
      const namespaces = denied.map(({ client }) => client.namespace);
      const severity = protocol === 'UDP' ? 'error' : 'warning';
      return [{ severity, place: placeInSpec(policy, 'ingress', 'ingress'), ...dnsPodsDeny(namespaces, protocol) }];
    }
  }
  return [];
}

/** Classes without any egress rule are locked on purpose, and pods with the resolver of their node do not use that of the cluster. */
function reachesOf(context: LintContext): DnsReach[] {
  const dns = clusterDns(context);
  if (dns === undefined) {
    return [];
  }
  return context.allClasses().flatMap((podClass): DnsReach[] => {
    const { policies, groups } = podClass;
    const hasRules = policies.some(({ kind, egress }) => kind !== 'ClusterNetworkPolicy' && egress.length > 0);
    const pod = groups
      .flatMap(({ pods }) => pods.slice(0, 1))
      .find((candidate) => context.owners.resourceOf(candidate)?.template.usesNodeDns !== true);
    if (!hasRules || pod === undefined) {
      return [];
    }
    const reach = (end: FlowEnd, protocol: Protocol) => verdictOfQuery(context, pod, end, protocol).egress;
    const cache: FlowEnd = { kind: 'address', address: NODE_LOCAL_ADDRESS };
    return [
      {
        podClass,
        udp: reach(dns.end, 'UDP'),
        tcp: reach(dns.end, 'TCP'),
        ...(dns.hasNodeLocalCache && { cache: reach(cache, 'UDP') }),
      },
    ];
  });
}

function verdictOfQuery(context: LintContext, client: Pod, server: FlowEnd, protocol: Protocol) {
  const { namespace, name } = client;
  return context.verdictOf({ client: { kind: 'pod', namespace, name }, server, protocol, port: DNS_PORT });
}

function blameForEgress(
  context: LintContext,
  reaches: readonly DnsReach[],
  isDenied: (reach: DnsReach) => boolean,
  decisive: (reach: DnsReach) => SideVerdict
) {
  const judged = reaches.map(({ podClass }) => podClass);
  const denied = new Map(
    reaches.filter(isDenied).map((reach) => {
      const { because } = decisive(reach);
      const { policies } = reach.podClass;
      return [reach.podClass, because.kind === 'deny-rule' ? [because.rule.policy] : policies.filter(restrictsEgress)];
    })
  );
  return blame(context, 'egress', judged, denied);
}

function restrictsEgress(policy: Policy): boolean {
  return policy.kind !== 'ClusterNetworkPolicy' && (policy.egress.length > 0 || hasType(policy, 'egress'));
}

function namesOf(context: LintContext, classes: readonly PodClass[]): string[] {
  return context.owners.namesOf(classes.flatMap(({ groups }) => groups));
}
