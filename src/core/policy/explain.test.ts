import { flowsOfCase, kubernetesObjects, policyCases } from '../../testing/policyCases';
import { type Enforcement } from './amazon/enforcement';
import { explain } from './explain';
import { readInventory } from './read/readInventory';
import { verdictsOf } from './verdictsOf';

/** The explanations of the flows of a special case. */
function explanations(id: string, enforcement: Enforcement): string[] {
  const policyCase = policyCases('special.json').find((each) => each.id === id)!;
  const verdictOf = verdictsOf(readInventory(kubernetesObjects(policyCase)).inventory, enforcement);
  return flowsOfCase(policyCase).map((flow) => explain(flow, verdictOf(flow)));
}

describe('the explanation', () => {
  it.each<[string, Enforcement, string]>([
    [
      'or-versus-and',
      'other',
      'Denied: no ingress rule of NetworkPolicy pay/and allows shop/web-1-aaaaa to connect to pay/db-0 on TCP port 5432.',
    ],
    [
      'or-versus-and-2',
      'other',
      'Allowed: no policy restricts egress of shop/web-1-aaaaa, and ingress rule 1 of NetworkPolicy pay/or allows it.',
    ],
    ['pod-to-itself', 'other', 'Allowed: a pod can always connect to itself.'],
    [
      'node-to-pod',
      'other',
      'Allowed: a pod and its node can always connect, and this is the node of shop/web-1-aaaaa.',
    ],
    [
      'ip-block-and-pod-address',
      'other',
      'Not known: the Kubernetes API leaves it to the network plugin whether an ipBlock matches addresses of pods, which decides about ingress rule 1 of NetworkPolicy pay/p.',
    ],
    [
      'except-is-not-a-deny',
      'vpc-cni-standard',
      'Denied: egress rule 1 of NetworkPolicy shop/p has the except 10.0.0.0/8, which takes precedence over wider ranges of all rules in Amazon VPC CNI.',
    ],
    [
      'service-selector-narrower-than-policy',
      'vpc-cni-standard',
      'Denied: egress rule 1 of NetworkPolicy shop/p allows the pods behind Service shop/api, but Amazon VPC CNI does not open the ClusterIP for it, because the peer requires labels that are not in the selector of the Service.',
    ],
    [
      'port-range-and-service',
      'vpc-cni-standard',
      'Denied: egress rule 1 of NetworkPolicy shop/p allows the pods behind Service shop/api, but Amazon VPC CNI does not open the ClusterIP for it, because only the first port of a range is looked up in the Service.',
    ],
    [
      'ip-block-and-service',
      'vpc-cni-standard',
      'Denied: egress rule 1 of NetworkPolicy shop/p allows the pods behind Service shop/api, but Amazon VPC CNI does not open the ClusterIP for it, because the ipBlock contains the addresses of the pods, but not the ClusterIP.',
    ],
    [
      'service-port-instead-of-pod-port',
      'vpc-cni-standard',
      'Denied: no egress rule of NetworkPolicy shop/p allows shop/web-1-aaaaa to connect to 10.100.0.20 on TCP port 80.',
    ],
    [
      'thirty-ports',
      'vpc-cni-standard',
      'Not known: the policies have 30 pairs of port and protocol for this address, and Amazon VPC CNI keeps 24 of them by chance.',
    ],
    [
      'same-prefix-pods',
      'vpc-cni-standard',
      'Denied: no ingress rule of NetworkPolicy shop/p allows pay/db-0 to connect to shop/tool-client on TCP port 8080. Amazon VPC CNI applies the rules of shop/tool-server to shop/tool-client, too, because both run on one node and their names differ only after the last hyphen.',
    ],
    [
      'cnp-order-within-policy',
      'vpc-cni-standard',
      'Denied: egress rule 2 ("no") of ClusterNetworkPolicy c denies it.',
    ],
    [
      'cnp-named-port',
      'vpc-cni-standard',
      "Not known: ClusterNetworkPolicy c has a port without a protocol, which crashes Amazon's controller, so pods keep the rules from before.",
    ],
    [
      'anp-and-np-of-one-name',
      'vpc-cni-standard',
      'Denied: no egress rule of ApplicationNetworkPolicy shop/p allows shop/web-1-aaaaa to connect to shop/api-1-bbbbb on TCP port 8080. NetworkPolicy shop/p has the same name and is not enforced. Which of the two is enforced can change; rename one.',
    ],
    [
      'anp-domain-and-open-source-agent',
      'auto-mode',
      'Not known: egress rule 1 of ApplicationNetworkPolicy shop/p allows domain names, and it is not known whether the address belongs to one of these.',
    ],
    [
      'service-selector-equal',
      'vpc-cni-strict',
      'Denied: no NetworkPolicy selects shop/api-1-bbbbb, and this cluster denies everything to such pods.',
    ],
  ])('of %s with %s', (id, enforcement, text) => {
    expect(explanations(id, enforcement)[0]).toBe(text);
  });
});
