import { type Address, containsAddress } from '../addressRange';
import { type Protocol } from '../policies';
import { type RuleReference } from '../verdict';
import { type Entry } from './entries';
import { EVERY_PORT, isOpen, type OpenPort, openPortKey } from './openPort';

/**
 * The most pairs of port and protocol per address. The agent drops the rest, in an order that differs from start to start.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html
 */
export const MAX_PAIRS = 24;

/** What the entries of a pod do with an address and a port. */
export type LookupResult =
  | { kind: 'allowed'; rules: readonly RuleReference[] }
  | { kind: 'no-rule' }
  | { kind: 'except'; rule: RuleReference; range: string }
  | { kind: 'port-limit'; pairs: number };

const NO_RULE: LookupResult = { kind: 'no-rule' };

/** A port that is open for a range of addresses, and the rule that opens it. */
interface RulePort {
  port: OpenPort;
  rule: RuleReference;
}

/** All entries of one range. */
interface RangeEntries {
  prefixLength: number;
  text: string;
  network: Address;
  entries: Entry[];
  ports: RulePort[];
}

/**
 * Looks an address up in the entries that contain it, as the agent does. The longest prefix wins. It inherits the ports of wider
 * ranges, except of those with an `except` around it. An `except` is an entry of its own, which denies everything.
 *
 * @see https://github.com/aws/aws-network-policy-agent/blob/main/pkg/fwruleprocessor/fw_rule_processor.go ComputeMapEntriesFromEndpointRules
 */
export function lookUp(
  entries: readonly Entry[],
  address: Address,
  wanted: { protocol: Protocol; port: number }
): LookupResult {
  if (entries.length === 0) {
    return NO_RULE;
  }
  const ranges = rangesOf(entries);
  const longest = ranges[ranges.length - 1];
  if (longest === undefined) {
    return NO_RULE;
  }
  return deniedByExcept(entries, ranges, longest, address) ?? matchPorts(longest.ports, wanted);
}

/** The ranges with their ports, from the widest to the narrowest. */
function rangesOf(entries: readonly Entry[]): RangeEntries[] {
  const byText = new Map<string, RangeEntries>();
  for (const entry of entries) {
    const { text, network, prefixLength } = entry.range;
    const known = byText.get(text);
    if (known === undefined) {
      byText.set(text, { text, network, prefixLength, entries: [entry], ports: [] });
    } else {
      known.entries.push(entry);
    }
  }
  const ranges = [...byText.values()].sort((a, b) => a.prefixLength - b.prefixLength);
  ranges.forEach((range, index) => {
    const inherited = ranges.slice(0, index).filter((wider) => !isExcepted(wider, range.network));
    range.ports = [...ownPorts(range.entries), ...inherited.flatMap(({ ports }) => ports)];
  });
  return ranges;
}

function isExcepted({ entries }: RangeEntries, network: Address): boolean {
  return entries.some(({ except }) => except.some((range) => containsAddress(range, network)));
}

/** Amazon's controller merges the entries of a NetworkPolicy with the same range: a rule without ports replaces the others. */
function ownPorts(entries: readonly Entry[]): RulePort[] {
  const opensAll = entries.filter(({ ports }) => ports.length === 0);
  return entries.flatMap(({ ports, except, rule }) => {
    const isReplaced =
      ports.length > 0 &&
      rule.policy.kind === 'NetworkPolicy' &&
      opensAll.some((other) => other.rule.policy === rule.policy && exceptKey(other.except) === exceptKey(except));
    const open = ports.length === 0 ? [EVERY_PORT] : isReplaced ? [] : ports;
    return open.map((port) => ({ port, rule }));
  });
}

function exceptKey(except: Entry['except']): string {
  return except
    .map(({ text }) => text)
    .sort()
    .join();
}

function deniedByExcept(
  entries: readonly Entry[],
  ranges: readonly RangeEntries[],
  longest: RangeEntries,
  address: Address
): LookupResult | undefined {
  for (const { except, rule } of entries) {
    const denying = except.find(
      (range) =>
        range.prefixLength > longest.prefixLength &&
        containsAddress(range, address) &&
        ranges.every(({ text }) => text !== range.text)
    );
    if (denying !== undefined) {
      return { kind: 'except', rule, range: denying.text };
    }
  }
  return undefined;
}

/** If more pairs than fit match together, at least one of the matching ones remains. */
function matchPorts(ports: readonly RulePort[], wanted: { protocol: Protocol; port: number }): LookupResult {
  const matching = ports.filter(({ port }) => isOpen(port, wanted));
  if (matching.length === 0) {
    return NO_RULE;
  }
  const isKept = ports.length <= MAX_PAIRS || countPairs(matching) > countPairs(ports) - MAX_PAIRS;
  return isKept
    ? { kind: 'allowed', rules: [...new Set(matching.map(({ rule }) => rule))] }
    : { kind: 'port-limit', pairs: countPairs(ports) };
}

function countPairs(ports: readonly RulePort[]): number {
  return new Set(ports.map(({ port }) => openPortKey(port))).size;
}
