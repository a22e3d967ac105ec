import { Document } from 'yaml';
import { ClusterIndex } from '../clusterIndex';
import { dnsRules } from '../generate/dns';
import { policyPeers } from '../generate/peers';
import { type Inventory } from '../inventory';
import { type NetworkPolicy } from '../policies';
import { manifestOf } from './manifest';
import { defaultDeny } from './messages';
import { commentText, type PolicyFile, yamlText } from './policyFile';

/** The policy that denies everything in a namespace that no other policy allows, except DNS. */
export function defaultDenyPolicy(inventory: Inventory, namespace: string): NetworkPolicy {
  const dns = dnsRules(inventory, new ClusterIndex(inventory));
  return {
    kind: 'NetworkPolicy',
    namespace,
    name: 'default-deny',
    podSelector: { requirements: [] },
    types: ['ingress', 'egress'],
    ingress: [],
    egress: dns.map(({ peer, ports }) => ({ peers: policyPeers(peer, namespace), ports })),
  };
}

export function defaultDenyFile(inventory: Inventory, namespace: string): PolicyFile {
  const policy = defaultDenyPolicy(inventory, namespace);
  const document = new Document(manifestOf(policy));
  document.commentBefore = commentText([defaultDeny(namespace)]);
  return { path: `${namespace}/${policy.name}.yaml`, text: yamlText(document) };
}
