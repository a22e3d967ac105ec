/**
 * The flows that an agent reports: at most 500 per report, those with the most loss first and bytes only to break ties
 * (aws/network-flow-monitor-agent, event_filter_top_loss.rs), not the largest.
 */
import { type Socket } from './cell';
import * as at from './trafficAmounts';
import { amount, type Amounts } from './trafficAmounts';

/** The agent's limit. */
export const FLOWS_PER_REPORT = 500;

/** A socket and its traffic in a report period. */
export interface SocketAmounts {
  socket: Socket;
  amounts: Amounts;
}

function lossOf({ socket, amounts }: SocketAmounts): number {
  return socket.localIsClient
    ? amount(amounts, at.RETRANSMITTED_SYN) +
        amount(amounts, at.RETRANSMITTED_UP) +
        2 * (amount(amounts, at.TIMEOUTS_SYN) + amount(amounts, at.TIMEOUTS_UP))
    : amount(amounts, at.RETRANSMITTED_DOWN) + 2 * amount(amounts, at.TIMEOUTS_DOWN);
}

function bytesOf({ amounts }: SocketAmounts): number {
  return amount(amounts, at.PAYLOAD_UP) + amount(amounts, at.PAYLOAD_DOWN);
}

/** The flows of one node in one report period that are reported. */
export function sampleFlows(flows: SocketAmounts[], limit = FLOWS_PER_REPORT): SocketAmounts[] {
  if (flows.length <= limit) {
    return flows;
  }
  const ranked = flows.map((flow) => ({ flow, loss: lossOf(flow), bytes: bytesOf(flow), key: flow.socket.pair.key }));
  ranked.sort((first, second) => second.loss - first.loss || second.bytes - first.bytes || first.key - second.key);
  return ranked.slice(0, limit).map(({ flow }) => flow);
}
