import { Document } from 'yaml';
import { type ClusterIndex } from '../clusterIndex';
import { type DnsRule, dnsRules } from '../generate/dns';
import { policyPeers } from '../generate/peers';
import { type Inventory } from '../inventory';
import { type NetworkPolicy } from '../policies';
import { manifestOf } from './manifest';
import { ALLOW_DNS, defaultDeny } from './messages';
import { commentText, type PolicyFile, yamlText } from './policyFile';

/**
 * The policies of each namespace that deny everything that no other policy allows, except DNS: workloads without observed flows need
 * it, too. Only the first one if the DNS of the cluster is not known.
 *
 * @param index of the same inventory
 */
export function defaultDenies(
  inventory: Inventory,
  index: ClusterIndex,
  namespaces: readonly string[]
): Map<string, readonly NetworkPolicy[]> {
  const dns = dnsRules(inventory, index);
  return new Map(namespaces.map((namespace) => [namespace, policiesOf(namespace, dns)]));
}

function policiesOf(namespace: string, dns: readonly DnsRule[]): NetworkPolicy[] {
  const everyPod = { kind: 'NetworkPolicy', namespace, podSelector: { requirements: [] } } as const;
  const deny: NetworkPolicy = {
    ...everyPod,
    name: 'default-deny',
    types: ['ingress', 'egress'],
    ingress: [],
    egress: [],
  };
  const allowDns: NetworkPolicy = {
    ...everyPod,
    name: 'allow-dns',
    types: ['egress'],
    ingress: [],
    egress: dns.map(({ peer, ports }) => ({ peers: policyPeers(peer, namespace), ports })),
  };
  return dns.length === 0 ? [deny] : [deny, allowDns];
}

/** "shop/default-deny.yaml" */
export function defaultDenyPath(namespace: string): string {
  return `${namespace}/default-deny.yaml`;
}

export function defaultDenyFile(namespace: string, policies: readonly NetworkPolicy[]): PolicyFile {
  const comments = [defaultDeny(namespace), ALLOW_DNS];
  const documents = policies.map((policy, index) => {
    const document = new Document(manifestOf(policy));
    document.commentBefore = commentText(comments.slice(index, index + 1));
    return yamlText(document);
  });
  return { path: defaultDenyPath(namespace), text: documents.join('---\n') };
}
