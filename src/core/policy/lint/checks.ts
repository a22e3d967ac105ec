import {
  egressRulesWithoutPeers,
  kindsNotEnforced,
  namedPortsWithDomains,
  policiesOfSameName,
  portsWithoutProtocol,
  rulesWithEmptyPeers,
  skippedDomainNames,
} from './checks/amazonKinds';
import { equalPriorities, rulesOutOfOrder, vanishingRules } from './checks/clusterPolicies';
import { podsWithoutPolicyInStrictMode, workloadsWithoutPolicy } from './checks/coverage';
import { deniedDns, deniedNodeLocalDns, dnsOverUdpOnly, isolatedDnsPods } from './checks/dns';
import { peersInHostNetwork, subjectsInHostNetwork, subjectsOnUnsupportedNodes } from './checks/hostNetwork';
import { blocksOfOtherFamily, blocksWithNodes, blocksWithPods, exceptsThatDeny } from './checks/ipBlocks';
import { defaultDenyBeforeAllow, deniedObservedFlows, directionsWithoutRules, untypedRules } from './checks/isolation';
import { alternativesInsteadOfBoth } from './checks/neighboringPeers';
import { tooManyPortPairs } from './checks/portLimit';
import { namedPortsForAddresses, servicePortsInRules, unknownNamedPorts, wideningNamedPorts } from './checks/ports';
import { containedRules, unusedRules } from './checks/redundancy';
import { peersWithoutNamespaces, peersWithoutPods, policiesWithoutPods } from './checks/selectors';
import { denialsWithoutServices, labelsBeyondServices, portRangesToServices } from './checks/services';
import { podsWithSharedRules } from './checks/sharedRules';
import { deniedWebhooks } from './checks/webhooks';
import { everyAddress, everyNamespace, everything } from './checks/wide';
import { type Found } from './finding';
import { type LintContext } from './lintContext';

interface Check {
  find: (context: LintContext) => Found[];
  /** Whether it is about Amazon's enforcement, and so only applies there. */
  isForAmazon?: true;
}

/** All checks by their IDs, which never change. */
export const CHECKS = {
  'policy-selects-no-pods': { find: policiesWithoutPods },
  'peer-selects-no-namespaces': { find: peersWithoutNamespaces },
  'peer-selects-no-pods': { find: peersWithoutPods },
  'or-instead-of-and': { find: alternativesInsteadOfBoth },
  'dns-denied': { find: deniedDns },
  'dns-over-udp-only': { find: dnsOverUdpOnly },
  'dns-node-local-denied': { find: deniedNodeLocalDns },
  'dns-pods-isolated': { find: isolatedDnsPods },
  'direction-without-rules': { find: directionsWithoutRules },
  'default-deny-without-allow': { find: defaultDenyBeforeAllow },
  'observed-flows-denied': { find: deniedObservedFlows },
  'rules-of-untyped-direction': { find: untypedRules },
  'service-port': { find: servicePortsInRules },
  'named-port-unknown': { find: unknownNamedPorts },
  'named-port-widens': { find: wideningNamedPorts, isForAmazon: true },
  'named-port-for-addresses': { find: namedPortsForAddresses },
  'labels-beyond-service': { find: labelsBeyondServices, isForAmazon: true },
  'port-range-to-service': { find: portRangesToServices, isForAmazon: true },
  'denial-without-service': { find: denialsWithoutServices, isForAmazon: true },
  'too-many-ports': { find: tooManyPortPairs, isForAmazon: true },
  'ip-block-with-pods': { find: blocksWithPods },
  'ip-block-with-nodes': { find: blocksWithNodes },
  'ip-block-of-other-family': { find: blocksOfOtherFamily },
  'except-denies': { find: exceptsThatDeny, isForAmazon: true },
  'opens-every-namespace': { find: everyNamespace },
  'opens-every-address': { find: everyAddress },
  'opens-everything': { find: everything },
  'peer-in-host-network': { find: peersInHostNetwork },
  'subject-in-host-network': { find: subjectsInHostNetwork },
  'subject-on-unsupported-node': { find: subjectsOnUnsupportedNodes, isForAmazon: true },
  'pods-share-rules': { find: podsWithSharedRules, isForAmazon: true },
  'cluster-policy-rule-order': { find: rulesOutOfOrder, isForAmazon: true },
  'cluster-policy-same-priority': { find: equalPriorities, isForAmazon: true },
  'cluster-policy-rule-vanishes': { find: vanishingRules, isForAmazon: true },
  'egress-rule-without-to': { find: egressRulesWithoutPeers, isForAmazon: true },
  'empty-peers': { find: rulesWithEmptyPeers, isForAmazon: true },
  'port-without-protocol': { find: portsWithoutProtocol, isForAmazon: true },
  'same-name-of-kinds': { find: policiesOfSameName, isForAmazon: true },
  'domain-names-not-enforced': { find: skippedDomainNames, isForAmazon: true },
  'named-port-with-domain-names': { find: namedPortsWithDomains, isForAmazon: true },
  'kind-not-enforced': { find: kindsNotEnforced },
  'pod-without-policy-in-strict-mode': { find: podsWithoutPolicyInStrictMode, isForAmazon: true },
  'workload-without-policy': { find: workloadsWithoutPolicy },
  'webhook-denied': { find: deniedWebhooks },
  'rule-contained-in-another': { find: containedRules },
  'rule-unused': { find: unusedRules },
} satisfies Record<string, Check>;

export type CheckId = keyof typeof CHECKS;
