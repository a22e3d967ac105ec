import {
  allowedByRules,
  allowedSentence,
  backendsDiffer,
  clusterIPShut,
  type Connection,
  contradictingPolicies,
  controllerCrashes,
  deniedByExcept,
  deniedByRule,
  deniedSentence,
  dependsOnNames,
  dependsOnPlugin,
  HAIRPIN,
  inHostNetwork,
  NO_POD,
  noBackend,
  noPolicy,
  noRule,
  notIsolated,
  ofOtherFamily,
  onUnsupportedNode,
  ownNode,
  POD_MISSING,
  replaces,
  SAME_POD,
  SERVICE_MISSING,
  sharesRules,
  tooManyPorts,
  unknownSentence,
} from './messages';
import { type Direction } from './policies';
import { endText, type PolicyFlow } from './policyFlow';
import {
  type AllowedBecause,
  type DeniedBecause,
  type SideVerdict,
  type UnknownBecause,
  type Verdict,
} from './verdict';

/** Why a flow has its verdict, in one sentence, with a remark if Amazon VPC CNI does something unexpected. */
export function explain(flow: PolicyFlow, { outcome, egress, ingress }: Verdict): string {
  const reasons: string[] = [];
  const remarks: string[] = [];
  for (const [direction, side] of [['egress', egress] as const, ['ingress', ingress] as const]) {
    if (side.outcome === outcome && side.because.kind !== 'not-a-pod') {
      const connection = connectionOf(flow, direction, side);
      addOnce(reasons, reasonOf(side, connection));
      remarksOf(side, connection).forEach((remark) => addOnce(remarks, remark));
    }
  }
  return [sentenceOf(outcome, reasons.length > 0 ? reasons : [NO_POD]), ...remarks].join(' ');
}

function addOnce(texts: string[], text: string): void {
  if (!texts.includes(text)) {
    texts.push(text);
  }
}

function sentenceOf(outcome: Verdict['outcome'], reasons: readonly string[]): string {
  const [first = NO_POD] = reasons;
  switch (outcome) {
    case 'allowed':
      return allowedSentence(reasons);
    case 'denied':
      return deniedSentence(first);
    case 'unknown':
      return unknownSentence(first);
  }
}

function connectionOf(
  { client, server, protocol, port }: PolicyFlow,
  direction: Direction,
  { pod }: SideVerdict
): Connection {
  const [from, to] = [endText(client), endText(server)];
  const end = direction === 'egress' ? from : to;
  return { direction, client: from, server: to, pod: pod ? `${pod.namespace}/${pod.name}` : end, protocol, port };
}

function reasonOf(side: SideVerdict, connection: Connection): string {
  switch (side.outcome) {
    case 'allowed':
      return whyAllowed(side.because, connection);
    case 'denied':
      return whyDenied(side.because, connection);
    case 'unknown':
      return whyUnknown(side.because);
  }
}

function whyAllowed(because: AllowedBecause, connection: Connection): string {
  switch (because.kind) {
    case 'not-a-pod':
      return NO_POD;
    case 'not-isolated':
      return notIsolated(connection);
    case 'rules':
      return allowedByRules(because.rules);
    case 'same-pod':
      return SAME_POD;
    case 'own-node':
      return ownNode(connection);
    case 'not-enforced':
      return because.why === 'host-network'
        ? inHostNetwork(connection)
        : because.why === 'other-family'
          ? ofOtherFamily(connection)
          : onUnsupportedNode(connection, because.why);
  }
}

function whyDenied(because: DeniedBecause, connection: Connection): string {
  switch (because.kind) {
    case 'no-rule':
      return noRule(connection, because.policies);
    case 'deny-rule':
      return deniedByRule(because.rule);
    case 'except':
      return deniedByExcept(because.rule, because.range);
    case 'cluster-ip':
      return clusterIPShut(because.rule, because.service, because.why);
    case 'no-policy':
      return noPolicy(connection);
  }
}

function whyUnknown(because: UnknownBecause): string {
  switch (because.kind) {
    case 'pod-missing':
      return POD_MISSING;
    case 'service-missing':
      return SERVICE_MISSING;
    case 'plugin':
      return dependsOnPlugin(because.what, because.rule);
    case 'no-backend':
      return noBackend(because.service);
    case 'backends-differ':
      return backendsDiffer(because.service);
    case 'same-priority':
      return contradictingPolicies(because.policies);
    case 'domain-names':
      return dependsOnNames(because.rule);
    case 'port-limit':
      return tooManyPorts(because.pairs);
    case 'controller-crash':
      return controllerCrashes(because.policy);
    case 'hairpin':
      return HAIRPIN;
  }
}

function remarksOf({ sharedWith, overwritten = [] }: SideVerdict, connection: Connection): string[] {
  return [
    ...(sharedWith ? [sharesRules(connection, `${sharedWith.namespace}/${sharedWith.name}`)] : []),
    ...(overwritten.length > 0 ? [replaces(overwritten)] : []),
  ];
}
