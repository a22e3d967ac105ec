import { type AddressRange } from '../../addressRange';
import { type Direction, type PolicyPort } from '../../policies';
import { type PolicyFlow, type FlowEnd } from '../../policyFlow';
import { type Found } from '../finding';
import { type LintContext, type PodClass } from '../lintContext';
import { tooManyPorts } from '../messages';
import { placeInSpec } from '../place';
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
  const own: FlowEnd = { kind: 'pod', namespace: pod.namespace, name: pod.name };
  for (const end of rules.flatMap((rule) => endsOf(context, rule))) {
    for (const port of rules.flatMap(({ ports }) => ports)) {
      const flow = flowTo(own, end, direction, port);
      const because = flow && context.verdictOf(flow)[direction].because;
      const most = [...rules].sort((a, b) => b.ports.length - a.ports.length)[0];
      if (because?.kind === 'port-limit' && most !== undefined) {
        const place = placeInSpec(most.policy, direction, direction);
        const names = context.owners.namesOf(groups);
        return [{ severity: 'error', place, ...tooManyPorts(direction, names, because.pairs) }];
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

/** One end of each kind that a rule has: a pod per group, or the first address of a range. */
function endsOf(context: LintContext, rule: LintedRule): FlowEnd[] {
  const ofPods = (context.peersOfRule(rule) ?? []).flatMap(({ pods: [pod] }): FlowEnd[] =>
    pod === undefined ? [] : [{ kind: 'pod', namespace: pod.namespace, name: pod.name }]
  );
  const ofBlocks = (rule.peers ?? []).filter(isBlock).map(({ range }) => addressIn(range));
  return rule.peers === undefined ? [addressOutside] : [...ofPods, ...ofBlocks];
}

/** An address that is reserved for documentation, and so is not that of a pod. */
const addressOutside: FlowEnd = { kind: 'address', address: '192.0.2.1' };

function addressIn({ network }: AddressRange): FlowEnd {
  return { kind: 'address', address: network.toString() };
}
