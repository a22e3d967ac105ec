import { type EnforcedDifference } from '../../../src/core/policy/enforced/difference';
import { type CheckId } from '../../../src/core/policy/lint/checks';

/** What a result is about: a check of lint, a difference from what is enforced, or flows that are not allowed. */
export type RuleId = CheckId | EnforcedDifference['difference'] | 'flow-denied' | 'flow-unknown';

/** A rule for people: what it finds, and what to do in general. */
interface RuleText {
  name: string;
  help: string;
}

const READ_AGAIN =
  'Read the objects and the PolicyEndpoints again, at the same time. If the difference remains, delete the policy and create it again.';

/** By the ID of the rule. The messages of results have the names and numbers. */
export const RULE_TEXTS: Record<RuleId, RuleText> = {
  'flow-denied': {
    name: 'The policies deny observed flows.',
    help: 'Add a rule for these flows to the policies of the pods if the flows are wanted.',
  },
  'flow-unknown': {
    name: 'It is not known whether the policies allow observed flows.',
    help: 'The message says what is missing, such as an object in the inventory, or what the network plugin decides.',
  },
  'policy-selects-no-pods': {
    name: 'A policy selects no pods.',
    help: 'Correct the podSelector, or delete the policy if its pods no longer exist.',
  },
  'peer-selects-no-namespaces': {
    name: 'The namespaceSelector of a peer matches no namespace.',
    help: 'Select the namespace by its name, with the label kubernetes.io/metadata.name.',
  },
  'peer-selects-no-pods': {
    name: 'The podSelector of a peer matches no pods.',
    help: 'Correct the podSelector, or remove the peer if its pods no longer exist.',
  },
  'or-instead-of-and': {
    name: 'Two peers are alternatives, and are probably meant as one.',
    help: 'Write both selectors in one item of the list, without a second dash.',
  },
  'dns-denied': {
    name: 'Pods cannot resolve names.',
    help: 'Add an egress rule for UDP and TCP port 53 to the DNS of the cluster.',
  },
  'dns-over-udp-only': {
    name: 'A rule allows DNS over UDP but not over TCP.',
    help: 'Add TCP port 53 to the ports of the rule, which names with large answers need.',
  },
  'dns-node-local-denied': {
    name: 'Pods cannot send DNS queries to NodeLocal DNSCache.',
    help: 'Add the ipBlock of the cache to the egress rule for DNS.',
  },
  'dns-pods-isolated': {
    name: 'The policies of the DNS pods deny queries of other namespaces.',
    help: 'Allow UDP and TCP port 53 from all namespaces, with an empty namespaceSelector.',
  },
  'direction-without-rules': {
    name: 'A policy denies a direction for which it has no rules.',
    help: 'Remove the direction from policyTypes, or add rules for it.',
  },
  'default-deny-without-allow': {
    name: 'A default deny denies observed flows.',
    help: 'Apply policies with rules for these flows first.',
  },
  'observed-flows-denied': {
    name: 'The rules of a policy do not allow observed flows.',
    help: 'Add a rule for these flows if the flows are wanted.',
  },
  'rules-of-untyped-direction': {
    name: 'A policy has rules for a direction that policyTypes leaves out.',
    help: 'Add the direction to policyTypes, or remove its rules.',
  },
  'service-port': {
    name: 'A rule has the port of a Service and not that of its pods.',
    help: 'Replace the port with the target port of the Service, because rules are about the ports of pods.',
  },
  'named-port-unknown': {
    name: 'No selected pod has a port with this name.',
    help: 'Use the number of the port, or give the container port this name.',
  },
  'named-port-widens': {
    name: 'The name of a port stands for different numbers.',
    help: 'Use the number of the port, in a policy for each kind of pod.',
  },
  'named-port-for-addresses': {
    name: 'A rule for addresses has the name of a port.',
    help: 'Use the number of the port, because addresses have no named ports.',
  },
  'labels-beyond-service': {
    name: 'A peer has labels that are not in the selector of the Service.',
    help: 'Remove the labels from the peer, or add them to the selector of the Service, so that Amazon VPC CNI opens its ClusterIP.',
  },
  'port-range-to-service': {
    name: 'A range of ports does not open the ClusterIP of a Service.',
    help: 'List the ports of the pods one by one.',
  },
  'denial-without-service': {
    name: 'A denial of pods does not deny their Service.',
    help: 'Use only labels that are in the selector of the Service, and ports one by one, or deny ingress to the pods as well.',
  },
  'too-many-ports': {
    name: 'Policies have more ports for an address than Amazon VPC CNI keeps.',
    help: 'Merge the ports into ranges, or remove them all, so that every port is allowed.',
  },
  'ip-block-with-pods': {
    name: 'An ipBlock contains the addresses of pods.',
    help: 'Select the pods with a podSelector and a namespaceSelector.',
  },
  'ip-block-with-nodes': {
    name: 'An ipBlock contains the addresses of nodes.',
    help: 'Remove the block if it is for probes, because the node of a pod can always connect to it; otherwise, make it narrower.',
  },
  'ip-block-of-other-family': {
    name: 'An ipBlock is of an address family that the pods do not use.',
    help: 'Add the range of the family that the pods use.',
  },
  'except-denies': {
    name: 'An except denies what another rule allows.',
    help: 'List the ranges around it instead of the except, or select the allowed pods with selectors.',
  },
  'opens-every-namespace': {
    name: 'A peer selects all pods of all namespaces.',
    help: 'Select the namespaces by name, and their pods with a podSelector.',
  },
  'opens-every-address': {
    name: 'A rule allows every address on every port.',
    help: 'Add the ports that are needed, or a narrower range.',
  },
  'opens-everything': {
    name: 'A rule allows everything.',
    help: 'Add peers and ports, or remove the direction from policyTypes if it is to stay open.',
  },
  'peer-in-host-network': {
    name: 'A peer selects pods in the host network.',
    help: 'Make the selectors narrower, so that they select only pods with an address of their own.',
  },
  'subject-in-host-network': {
    name: 'A policy selects pods in the host network.',
    help: 'Protect these pods with the security groups of their nodes, or move them out of the host network.',
  },
  'subject-on-unsupported-node': {
    name: 'A policy selects pods on nodes where it is not enforced.',
    help: 'Run these pods on Linux nodes of EC2, or protect them with security groups.',
  },
  'pods-share-rules': {
    name: 'Amazon VPC CNI applies the policies of one pod to another one.',
    help: 'Rename one of the pods, so that the parts before the last hyphen differ, or let the same policies select both.',
  },
  'cluster-policy-rule-order': {
    name: 'A later rule of a ClusterNetworkPolicy takes precedence over an earlier one.',
    help: 'Move the earlier rule to a policy with a lower priority number.',
  },
  'cluster-policy-same-priority': {
    name: 'Two ClusterNetworkPolicies of the same priority contradict each other.',
    help: 'Give the policies different priorities.',
  },
  'cluster-policy-rule-vanishes': {
    name: 'The first peer of a rule selects no namespace, so the rule does nothing.',
    help: 'Remove the first peer, or correct its selector.',
  },
  'egress-rule-without-to': {
    name: 'An egress rule of an ApplicationNetworkPolicy has no peers, and opens nothing.',
    help: 'Add peers to the rule.',
  },
  'empty-peers': {
    name: 'A rule has an empty list of peers, and opens nothing.',
    help: 'Add peers to the rule.',
  },
  'port-without-protocol': {
    name: "A port has no protocol, which crashes Amazon's controller.",
    help: 'Add the protocol that is meant.',
  },
  'same-name-of-kinds': {
    name: 'Policies of two kinds have the same name, and only one of them is enforced.',
    help: 'Rename one of the two.',
  },
  'domain-names-not-enforced': {
    name: 'A peer has domain names, which are not enforced here.',
    help: 'Use ipBlocks, or move the pods to a cluster with EKS Auto Mode.',
  },
  'named-port-with-domain-names': {
    name: 'A named port next to domain names opens all ports.',
    help: 'Use the number of the port.',
  },
  'kind-not-enforced': {
    name: 'Nothing enforces policies of this kind here.',
    help: 'Use a NetworkPolicy, or change what enforces policies in the settings.',
  },
  'pod-without-policy-in-strict-mode': {
    name: 'No policy selects pods, and the cluster denies everything to such pods.',
    help: 'Add a NetworkPolicy for these pods.',
  },
  'workload-without-policy': {
    name: 'No policy selects the pods of a workload.',
    help: 'Add a NetworkPolicy for these pods, or one for all pods of the namespace.',
  },
  'webhook-denied': {
    name: 'The API server cannot call an admission webhook.',
    help: 'Add an ingress rule for the port of the webhook from the subnets of the control plane.',
  },
  'rule-contained-in-another': {
    name: 'Another rule of the policy allows everything that this one allows.',
    help: 'Remove this rule, or make the other one narrower.',
  },
  'rule-unused': {
    name: 'No observed flow needs this rule.',
    help: 'Remove the rule if the observed time includes all that the pods do.',
  },
  'missing-policy': {
    name: 'A policy is not enforced, because it has no PolicyEndpoint.',
    help: 'Check that network policies are enabled in Amazon VPC CNI, and create the policy again.',
  },
  'unknown-policy': {
    name: 'A policy that is not in the inventory is enforced.',
    help: 'Read the policies of all namespaces again. If the policy was deleted, delete its PolicyEndpoint.',
  },
  isolation: { name: 'Other directions are enforced than those of the policy.', help: READ_AGAIN },
  'missing-pod': { name: 'A policy is not enforced for a pod that it selects.', help: READ_AGAIN },
  'stale-pod': { name: 'A policy is enforced for a pod that it does not select.', help: READ_AGAIN },
  'missing-cluster-ip': { name: 'The ClusterIP of a selected Service is not open.', help: READ_AGAIN },
  'missing-address': { name: 'A selected address is not open.', help: READ_AGAIN },
  'stale-address': { name: 'An address is open that no rule selects.', help: READ_AGAIN },
  'missing-port': { name: 'A port of a rule is not open.', help: READ_AGAIN },
  'stale-port': { name: 'A port is open that no rule has.', help: READ_AGAIN },
};
