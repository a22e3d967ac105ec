/**
 * The log of policy events, as the network policy agent writes it to CloudWatch
 * (aws/aws-network-policy-agent, pkg/ebpf/events/events.go). Every denied packet has an event, also repeated ones. Allowed
 * connections, which the agent logs with log level debug, are omitted.
 */
import { hashText } from '../world/hash';
import { uid } from '../world/kubernetesNames';
import { type World } from '../world/world';
import { type DroppedPacket, droppedPackets } from './droppedPackets';

/** An event, with the members that CloudWatch Logs returns. */
export interface PolicyLogEvent {
  /** In ms since the Unix epoch. */
  timestamp: number;
  message: string;
  logStreamName: string;
}

/** Each agent has a stream of its own. Its name does not contain that of the node. */
function streamOf({ node }: DroppedPacket): string {
  return `aws-network-policy-agent-audit-${uid(hashText(`policy-log/${node.name}`))}`;
}

function messageOf(packet: DroppedPacket): string {
  return [
    `Node: ${packet.node.name}`,
    `SIP: ${packet.sourceIp}`,
    `SPORT: ${packet.sourcePort}`,
    `DIP: ${packet.destinationIp}`,
    `DPORT: ${packet.destinationPort}`,
    `PROTOCOL: ${packet.protocol}`,
    'PolicyVerdict: DENY',
    `Tier: ${packet.tier}`,
  ].join(';');
}

/** The events of all nodes in [fromMs, toMs), in order of time. */
export function policyLog(world: World, fromMs: number, toMs: number): PolicyLogEvent[] {
  const events = world.cells
    .flatMap((cell) => droppedPackets(cell, world.facts, fromMs, toMs))
    .map((packet) => ({ timestamp: packet.timeMs, message: messageOf(packet), logStreamName: streamOf(packet) }));
  return events.sort((a, b) => a.timestamp - b.timestamp || (a.message < b.message ? -1 : 1));
}
