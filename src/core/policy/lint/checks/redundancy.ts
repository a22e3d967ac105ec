import { type CidrPeer, type DomainPeer, type PodPeer, type Policy } from '../../policies';
import { PodSelection } from '../../podSelection';
import { type IndexedRule, RuleIndex } from '../../ruleIndex';
import { comparedPeers } from '../../rulePeers';
import { type LabelSelector } from '../../selector';
import { type Found } from '../finding';
import { type LintContext } from '../lintContext';
import { ruleContained, ruleUnused } from '../messages';
import { DNS_PORT } from '../../dnsOfCluster';
import { flowEffects } from '../flowEffects';
import { placeOfRule } from '../place';
import { containsBlock, containsPort } from '../ranges';
import { DIRECTIONS, type LintedRule, ownNamespace, rulesIn } from '../rules';
import { selectorText } from '../../selectorText';

type Peer = PodPeer | CidrPeer | DomainPeer;

/** Rules that allow nothing that another rule of the policy does not allow. */
export function containedRules(context: LintContext): Found[] {
  return context.policies.flatMap((policy) =>
    DIRECTIONS.flatMap((direction) => {
      const rules = rulesIn(policy, direction);
      const index = new RuleIndex(rules.map((rule) => ({ rule, ...comparedRule(rule) })));
      const canBeContained = (rule: LintedRule) => context.amazon === undefined || !hasExcept(rule);
      return rules.filter(canBeContained).flatMap((rule): Found[] => {
        const wider = candidates(index, rules, rule).find(
          (other) =>
            other !== rule &&
            other.action === rule.action &&
            isContained(rule, other) &&
            // Where the order of rules counts, a later rule does not stand for an earlier one.
            (other.index < rule.index || !isOrdered(policy)) &&
            // Of equal rules, the later one is reported.
            (other.index < rule.index || !isContained(other, rule))
        );
        return wider === undefined
          ? []
          : [{ severity: 'note', place: placeOfRule(rule), ...ruleContained(wider.index) }];
      });
    })
  );
}

/** Rules that allowed no observed flow. Flows are TCP only, so nothing is known about other protocols and about DNS. */
export function unusedRules(context: LintContext): Found[] {
  const observed = flowEffects(context);
  if (observed === undefined) {
    return [];
  }
  return context.rules
    .filter(
      (rule) =>
        isObservable(rule) && hasPods(context, rule) && !observed.isUsed(rule.policy, rule.direction, rule.index)
    )
    .map((rule): Found => ({ severity: 'note', place: placeOfRule(rule), ...ruleUnused() }));
}

function comparedRule({ policy, peers }: LintedRule) {
  return peers && { peers: comparedPeers(peers, ownNamespace(policy)) };
}

/** Whether rules take precedence over later ones. Rules that only allow are in no order. */
function isOrdered(policy: Policy): boolean {
  return policy.kind === 'ClusterNetworkPolicy' && policy.api === 'policy.networking.k8s.io';
}

/** The rules that can contain a rule: those that require nothing which its first peer does not require, too. */
function candidates(
  index: RuleIndex<IndexedRule & { rule: LintedRule }>,
  rules: readonly LintedRule[],
  rule: LintedRule
): readonly LintedRule[] {
  const [first] = comparedRule(rule)?.peers ?? [];
  const required = first instanceof PodSelection ? first.required : undefined;
  return required === undefined ? rules : index.for([required]).map((each) => each.rule);
}

/** Amazon VPC CNI makes an `except` a denial, which has an effect although another rule allows everything. */
function hasExcept({ peers = [] }: LintedRule): boolean {
  return peers.some((peer) => peer.kind === 'ip-block' && peer.except.length > 0);
}

function isContained(inner: LintedRule, outer: LintedRule): boolean {
  const { peers } = inner;
  const hasPeers =
    outer.peers === undefined ||
    (peers !== undefined &&
      peers.length > 0 &&
      peers.every((peer) => outer.peers?.some((wider) => containsPeer(wider, peer)) === true));
  const hasPorts =
    outer.ports.length === 0 ||
    (inner.ports.length > 0 && inner.ports.every((port) => outer.ports.some((wider) => containsPort(wider, port))));
  return hasPeers && hasPorts;
}

function containsPeer(outer: Peer, inner: Peer): boolean {
  if (outer.kind === 'ip-block' && inner.kind === 'ip-block') {
    return containsBlock(outer, inner);
  }
  if (outer.kind === 'domains' && inner.kind === 'domains') {
    return inner.names.every((name) => outer.names.includes(name));
  }
  return outer.kind === 'pods' && inner.kind === 'pods' && containsPods(outer, inner);
}

/** Without a namespace selector, a peer is in the policy's own namespace. */
function containsPods(outer: PodPeer, inner: PodPeer): boolean {
  const [ofOuter, ofInner] = [outer.namespaceSelector, inner.namespaceSelector];
  const hasNamespaces =
    ofOuter === undefined || ofInner === undefined
      ? ofOuter === ofInner || ofOuter?.requirements.length === 0
      : isWeaker(ofOuter, ofInner);
  return hasNamespaces && isWeaker(outer.podSelector, inner.podSelector);
}

/** Whether all requirements of a selector are among those of another one. */
function isWeaker(weaker: LabelSelector | undefined, stronger: LabelSelector | undefined): boolean {
  const texts = stronger === undefined ? [] : requirementTexts(stronger);
  return weaker === undefined || requirementTexts(weaker).every((text) => texts.includes(text));
}

const knownTexts = new WeakMap<LabelSelector, readonly string[]>();

function requirementTexts(selector: LabelSelector): readonly string[] {
  let texts = knownTexts.get(selector);
  if (texts === undefined) {
    texts = selector.requirements.map((requirement) => selectorText({ requirements: [requirement] }));
    knownTexts.set(selector, texts);
  }
  return texts;
}

function isObservable({ ports, action = 'Accept' }: LintedRule): boolean {
  const isTcp = ports.length === 0 || ports.some(({ protocol = 'TCP' }) => protocol === 'TCP');
  const isDns = ports.length > 0 && ports.every(({ port }) => port === DNS_PORT);
  return action === 'Accept' && isTcp && !isDns;
}

/** Rules without pods on either end have findings of their own. */
function hasPods(context: LintContext, rule: LintedRule): boolean {
  const peers = context.peersOfRule(rule);
  const hasAddresses = rule.peers === undefined || rule.peers.some(({ kind }) => kind !== 'pods');
  return context.subjectsOf(rule.policy).length > 0 && (hasAddresses || (peers?.length ?? 0) > 0);
}
