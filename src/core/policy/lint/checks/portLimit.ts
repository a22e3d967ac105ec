import { type Direction, type PolicyPort } from '../../policies';
import { type PolicyFlow, type FlowEnd } from '../../policyFlow';
import { type Found } from '../finding';
import { type LintContext, type PodClass } from '../lintContext';
import { tooManyPorts } from '../messages';
import { placeInSpec } from '../place';
import { type PodGroup } from '../podGroups';
import { isBlock } from '../ranges';
import { DIRECTIONS, rulesIn, type LintedRule } from '../rules';

/** @see https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html */
const MAX_PAIRS = 24;

/** Addresses for which the policies of a pod have more pairs of port and protocol than Amazon's agent keeps. */
export function tooManyPortPairs(context: LintContext): Found[] {
  const found = context.allClasses().flatMap((podClass) =>
    DIRECTIONS.flatMap((direction) => {
      const rules = podClass.policies.flatMap((policy) => rulesIn(policy, direction));
      // Only few classes have that many ports, so the exact count can be slow.
      return rules.reduce((sum, { ports }) => sum + ports.length, 0) > MAX_PAIRS
        ? findIn(context, podClass, direction, rules)
        : [];
    })
  );
  // Classes share policies.
  return found.filter(
    ({ place }, index) =>
      found.findIndex(
        (each) =>
          each.place.kind === 'policy' &&
          place.kind === 'policy' &&
          each.place.policy === place.policy &&
          each.place.path === place.path
      ) === index
  );
}

function findIn(
  context: LintContext,
  { pod, groups }: PodClass,
  direction: Direction,
  rules: readonly LintedRule[]
): Found[] {
  const [first] = [...rules].sort((a, b) => b.ports.length - a.ports.length);
  const own: FlowEnd = { kind: 'pod', namespace: pod.namespace, name: pod.name };
  const ports = rules.flatMap((rule) => rule.ports);
  for (const end of crowdedEnds(context, rules)) {
    for (const port of ports) {
      const flow = flowTo(own, end, direction, port);
      const because = flow && context.verdictOf(flow)[direction].because;
      if (because?.kind === 'port-limit' && first !== undefined) {
        const place = placeInSpec(first.policy, direction, direction);
        return [
          { severity: 'error', place, ...tooManyPorts(direction, context.owners.namesOf(groups), because.pairs) },
        ];
      }
    }
  }
  return [];
}

function flowTo(
  own: FlowEnd,
  end: FlowEnd,
  direction: Direction,
  { protocol = 'TCP', port }: PolicyPort
): PolicyFlow | undefined {
  return typeof port !== 'number'
    ? undefined
    : { client: direction === 'egress' ? own : end, server: direction === 'egress' ? end : own, protocol, port };
}

/** A pod of each group for which the rules can have too many ports, and the first address of each range. */
function crowdedEnds(context: LintContext, rules: readonly LintedRule[]): FlowEnd[] {
  const [byGroup, blocks] = [new Map<PodGroup, number>(), new Map<string, FlowEnd>()];
  let ofAddresses = 0;
  for (const rule of rules) {
    const ofRule = (rule.peers ?? []).filter(isBlock);
    ofAddresses += rule.peers === undefined || ofRule.length > 0 ? rule.ports.length : 0;
    ofRule.forEach(({ range }) => blocks.set(range.text, { kind: 'address', address: range.network.toString() }));
    for (const group of context.peersOfRule(rule) ?? []) {
      byGroup.set(group, (byGroup.get(group) ?? 0) + rule.ports.length);
    }
  }
  const ofPods = [...byGroup].flatMap(
    ([
      {
        pods: [pod],
      },
      ports,
    ]): FlowEnd[] =>
      pod === undefined || ports + ofAddresses <= MAX_PAIRS
        ? []
        : [{ kind: 'pod', namespace: pod.namespace, name: pod.name }]
  );
  return ofAddresses > MAX_PAIRS ? [...ofPods, ...ADDRESSES_OUTSIDE, ...blocks.values()] : ofPods;
}

/** Addresses that are reserved for documentation, and so are not those of pods. */
const ADDRESSES_OUTSIDE = ['192.0.2.1', '2001:db8::1'].map((address): FlowEnd => ({ kind: 'address', address }));
