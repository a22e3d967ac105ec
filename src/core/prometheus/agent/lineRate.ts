import { type AgentMetric } from './metric';

/** The bound of a sample if restarts of agents are unknown. */
export interface LineRate {
  /** The bandwidth of the fastest node: 12.5 Gbit/s are 1_562_500_000. */
  bytesPerSecond: number;
  scrapeIntervalSeconds: number;
}

/** A factor for scrapes that are late or missed. */
const SLACK = 1.5;
/** The smallest Ethernet frame. */
const MIN_PACKET_BYTES = 64;

/** The largest possible sample, in the unit of the metric; undefined for connections, which a line rate does not bound. */
export function possibleInAScrape({ unit }: AgentMetric, rate: LineRate): number | undefined {
  const bytes = rate.bytesPerSecond * rate.scrapeIntervalSeconds * SLACK;
  switch (unit) {
    case 'bytes':
      return bytes;
    case 'packets':
      return bytes / MIN_PACKET_BYTES;
    default:
      return undefined;
  }
}
