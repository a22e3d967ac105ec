import { type Found } from '../finding';
import { type LintContext } from '../lintContext';
import { opensEveryAddress, opensEveryNamespace, opensEverything } from '../messages';
import { placeOfPeer, placeOfRule } from '../place';
import { isBlock, isEverything } from '../ranges';
import { DNS_PORT } from '../../dnsOfCluster';
import { type LintedRule } from '../rules';

/** Peers that select all pods of all namespaces. */
export function everyNamespace(context: LintContext): Found[] {
  return allowing(context).flatMap((rule) =>
    isForDns(rule)
      ? []
      : (rule.peers ?? []).flatMap((peer, position): Found[] => {
          const { namespaceSelector, podSelector } = peer.kind === 'pods' ? peer : {};
          const isEvery = namespaceSelector?.requirements.length === 0 && (podSelector?.requirements.length ?? 0) === 0;
          return isEvery
            ? [
                {
                  severity: 'warning',
                  place: placeOfPeer(rule, position, 'namespaceSelector'),
                  ...opensEveryNamespace(rule),
                },
              ]
            : [];
        })
  );
}

/** Blocks with all addresses, on all ports. */
export function everyAddress(context: LintContext): Found[] {
  return allowing(context).flatMap((rule) =>
    rule.ports.length > 0
      ? []
      : (rule.peers ?? []).flatMap((peer, position): Found[] =>
          isBlock(peer) && isEverything(peer.range)
            ? [
                {
                  severity: 'warning',
                  place: placeOfPeer(rule, position),
                  ...opensEveryAddress(peer.range.text, rule),
                },
              ]
            : []
        )
  );
}

/** Rules without peers and ports. */
export function everything(context: LintContext): Found[] {
  return allowing(context).flatMap((rule): Found[] =>
    rule.peers === undefined && rule.ports.length === 0
      ? [{ severity: 'warning', place: placeOfRule(rule), ...opensEverything(rule.direction) }]
      : []
  );
}

/** Rules of ClusterNetworkPolicies are for many pods by their nature. */
function allowing({ rules }: LintContext): LintedRule[] {
  return rules.filter(({ policy }) => policy.kind !== 'ClusterNetworkPolicy');
}

/** All pods need DNS. */
function isForDns({ ports }: LintedRule): boolean {
  return ports.length > 0 && ports.every(({ port }) => port === DNS_PORT);
}
