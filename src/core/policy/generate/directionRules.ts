import { compareText } from '../../compareText';
import { MAX_PAIRS } from '../amazon/addressLookup';
import { type ObservedFlow } from '../observed/observedFlows';
import { type Direction, type PolicyPort, type Protocol } from '../policies';
import { type Classifier, type LeftOutReason } from './classify';
import { endText } from '../policyFlow';
import { EvidenceSum } from './evidence';
import { type GeneratedRule, type LeftOut } from './generatedPolicy';
import { peerKey, type RulePeer } from './peers';
import { rangesAround } from './ranges';

/** What is written for one direction of a policy. */
export interface DirectionRules {
  rules: readonly GeneratedRule[];
  leftOut: readonly LeftOut[];
}

/** The rules for observed flows, one for each peer, in an order that does not depend on that of the flows. */
export function directionRules(
  flows: readonly ObservedFlow[],
  direction: Direction,
  classifier: Classifier
): DirectionRules {
  const drafts = new Drafts(direction);
  for (const flow of flows) {
    const classified = classifier.classify(flow, direction);
    switch (classified.kind) {
      case 'peers':
        classified.peers.forEach((peer) => drafts.addToRule(peer, flow));
        break;
      case 'address':
        drafts.addAddress(classified.address, flow);
        break;
      case 'left-out':
        drafts.leaveOut(classified.reason, flow);
        break;
      case 'not-needed':
    }
  }
  return drafts.finish();
}

/** Flows with the same peer, or without a rule for the same reason. */
class Group {
  readonly evidence = new EvidenceSum();
  readonly ports = new Map<string, { protocol: Protocol; port: number }>();
  readonly ends = new Set<string>();
  readonly parties = new Set<string>();
  hasAssumedPorts = false;
  readonly flows: ObservedFlow[] = [];

  constructor(private readonly direction: Direction) {}

  add(observed: ObservedFlow): void {
    const { client, server, protocol, port } = observed.flow;
    this.evidence.add(observed);
    this.ports.set(`${protocol}/${port}`, { protocol, port });
    this.ends.add(endText(this.direction === 'egress' ? server : client));
    this.flows.push(observed);
    this.hasAssumedPorts ||= observed.isPortAssumed === true;
    const party = this.direction === 'egress' ? observed.serverParty : observed.clientParty;
    if (party !== undefined) {
      this.parties.add(party.name);
    }
  }

  get sortedPorts(): Array<{ protocol: Protocol; port: number }> {
    return [...this.ports.values()].sort((a, b) => a.port - b.port || compareText(a.protocol, b.protocol));
  }
}

class Drafts {
  private readonly rules = new Map<string, { peer: RulePeer; group: Group }>();
  /** By port. */
  private readonly addresses = new Map<number, { addresses: Set<string>; group: Group }>();
  private readonly left = new Map<LeftOutReason, Group>();

  constructor(private readonly direction: Direction) {}

  addToRule(peer: RulePeer, flow: ObservedFlow): void {
    const key = peerKey(peer);
    const rule = this.rules.get(key) ?? { peer, group: new Group(this.direction) };
    this.rules.set(key, rule);
    rule.group.add(flow);
  }

  addAddress(address: string, flow: ObservedFlow): void {
    const { port } = flow.flow;
    const known = this.addresses.get(port) ?? { addresses: new Set<string>(), group: new Group(this.direction) };
    this.addresses.set(port, known);
    known.addresses.add(address);
    known.group.add(flow);
  }

  leaveOut(reason: LeftOutReason, flow: ObservedFlow): void {
    const group = this.left.get(reason) ?? new Group(this.direction);
    this.left.set(reason, group);
    group.add(flow);
  }

  finish(): DirectionRules {
    this.placeAddresses();
    return {
      rules: [...this.rules].sort(([a], [b]) => compareText(a, b)).map(([, { peer, group }]) => ruleOf(peer, group)),
      leftOut: [...this.left]
        .sort(([a], [b]) => compareText(a, b))
        .map(([reason, group]) => this.leftOutOf(reason, group)),
    };
  }

  /** The ranges of a port are known when all its addresses are. */
  private placeAddresses(): void {
    for (const { addresses, group } of this.addresses.values()) {
      const ranges = rangesAround(addresses);
      for (const flow of group.flows) {
        if (ranges === undefined) {
          this.leaveOut('many-addresses', flow);
        } else {
          this.addToRule({ kind: 'addresses', ranges }, flow);
        }
      }
    }
  }

  private leftOutOf(reason: LeftOutReason, group: Group): LeftOut {
    const { sortedPorts, ends, evidence } = group;
    return {
      direction: this.direction,
      reason,
      ends: [...ends].sort(compareText),
      ports: sortedPorts.map(({ port }) => port),
      evidence: totalOf(evidence),
    };
  }
}

/** Amazon VPC CNI keeps 24 ports of an address by chance, so that more are written as all ports of the protocol. */
function ruleOf(peer: RulePeer, { sortedPorts, evidence, parties, hasAssumedPorts }: Group): GeneratedRule {
  const rule = {
    peer,
    evidence: totalOf(evidence),
    parties: [...parties].sort(compareText),
    ...(hasAssumedPorts && { hasAssumedPorts }),
  };
  if (sortedPorts.length <= MAX_PAIRS) {
    return { ...rule, ports: sortedPorts };
  }
  const protocols = [...new Set(sortedPorts.map(({ protocol }) => protocol))].sort(compareText);
  const ports = protocols.map((protocol): PolicyPort => ({ protocol }));
  return { ...rule, ports, widenedFrom: sortedPorts.length };
}

function totalOf({ total }: EvidenceSum) {
  if (total === undefined) {
    throw new Error('A group without flows');
  }
  return total;
}
