import { enforcesDomainNames } from '../../amazon/enforcement';
import { isOfApi, policyName } from '../../policies';
import { type Found } from '../finding';
import { type LintContext } from '../lintContext';
import {
  apiNotEnforced,
  crashingNamedPort,
  domainNamesSkipped,
  egressWithoutTo,
  emptyPeers,
  kindNotEnforced,
  namedPortWithDomains,
  portWithoutProtocol,
  sameNameOfKinds,
} from '../messages';
import { placeOfPeer, placeOfPort, placeOfRule } from '../place';
import { type LintedRule } from '../rules';

/** Egress rules of ApplicationNetworkPolicies without `to`. */
export function egressRulesWithoutPeers({ rules }: LintContext): Found[] {
  return rules
    .filter((rule) => isApplicationRule(rule) && rule.direction === 'egress' && rule.peers === undefined)
    .map((rule): Found => ({ severity: 'error', place: placeOfRule(rule), ...egressWithoutTo() }));
}

/** Rules of ApplicationNetworkPolicies with an empty list of peers, which is kept as it is. */
export function rulesWithEmptyPeers({ rules }: LintContext): Found[] {
  return rules
    .filter((rule) => isApplicationRule(rule) && rule.peers?.length === 0)
    .map((rule): Found => {
      const list = rule.direction === 'ingress' ? 'from' : 'to';
      return { severity: 'error', place: placeOfRule(rule, list), ...emptyPeers(list) };
    });
}

/** Ports without a protocol, on which Amazon's controller crashes. */
export function portsWithoutProtocol({ rules }: LintContext): Found[] {
  return rules.flatMap((rule) =>
    rule.ports.flatMap(({ protocol, port }, position): Found[] => {
      const isMissing = protocol === undefined && isReadByController(rule);
      if (!isMissing) {
        return [];
      }
      const sentences =
        rule.policy.kind === 'ClusterNetworkPolicy' ? crashingNamedPort(String(port)) : portWithoutProtocol();
      return [{ severity: 'error', place: placeOfPort(rule, position), ...sentences }];
    })
  );
}

/** Policies of different kinds with the same name, of which Amazon's controller keeps one. */
export function policiesOfSameName({ policies }: LintContext): Found[] {
  const names = new Set(
    policies.filter(({ kind }) => kind === 'NetworkPolicy').map((policy) => policyName(policy).replace(/^\w+/, ''))
  );
  return policies
    .filter((policy) => policy.kind === 'ApplicationNetworkPolicy' && names.has(policyName(policy).replace(/^\w+/, '')))
    .map((policy): Found => ({
      severity: 'error',
      place: { kind: 'policy', policy, path: 'metadata.name' },
      ...sameNameOfKinds(policy.name),
    }));
}

/** Rules with domain names where the agent skips these. */
export function skippedDomainNames({ rules, amazon }: LintContext): Found[] {
  if (isAutoMode(amazon)) {
    return [];
  }
  return rules.flatMap((rule) =>
    (rule.peers ?? []).flatMap((peer, position): Found[] =>
      peer.kind === 'domains'
        ? [{ severity: 'error', place: placeOfPeer(rule, position), ...domainNamesSkipped(peer.names) }]
        : []
    )
  );
}

/** Named ports in rules with domain names. */
export function namedPortsWithDomains({ rules, amazon }: LintContext): Found[] {
  if (!isAutoMode(amazon)) {
    return [];
  }
  return rules.flatMap((rule) => {
    const hasDomains = rule.peers?.some(({ kind }) => kind === 'domains') === true;
    return rule.ports.flatMap(({ port }, position): Found[] =>
      hasDomains && typeof port === 'string'
        ? [{ severity: 'error', place: placeOfPort(rule, position), ...namedPortWithDomains(port) }]
        : []
    );
  });
}

/** Policies of kinds that what enforces policies does not know. */
export function kindsNotEnforced({ inventory, amazon }: LintContext): Found[] {
  return inventory.policies
    .filter((policy) => !isOfApi(policy, amazon === undefined ? 'others' : 'Amazon'))
    .map((policy): Found => ({
      // Amazon's own kind has the same name, so a policy of the other one is easily taken for it.
      severity: amazon === undefined ? 'note' : 'warning',
      place: { kind: 'policy', policy, path: amazon === undefined ? 'kind' : 'apiVersion' },
      ...(amazon === undefined ? kindNotEnforced(policy.kind) : apiNotEnforced(policy.kind)),
    }));
}

function isAutoMode(amazon: LintContext['amazon']): boolean {
  return amazon !== undefined && enforcesDomainNames(amazon);
}

function isApplicationRule({ policy }: LintedRule): boolean {
  return policy.kind === 'ApplicationNetworkPolicy';
}

/** Rules with nothing but domain names have a reader of their own, which sets the protocol. */
function isReadByController({ policy, peers }: LintedRule): boolean {
  switch (policy.kind) {
    case 'NetworkPolicy':
      return false;
    case 'ApplicationNetworkPolicy':
    case 'ClusterNetworkPolicy':
      return peers === undefined || peers.length === 0 || peers.some(({ kind }) => kind !== 'domains');
  }
}
