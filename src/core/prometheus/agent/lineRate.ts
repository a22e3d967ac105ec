import { type AgentMetric } from './metric';

/** What bounds a sample where nothing tells of the agents' restarts. */
export interface LineRate {
  /** Of the fastest node: 12.5 Gbit/s are 1_562_500_000. */
  bytesPerSecond: number;
  scrapeIntervalSeconds: number;
}

/** Scrapes come late, and one can be missed. */
const SLACK = 1.5;
/** No Ethernet frame is smaller. */
const MIN_PACKET_BYTES = 64;

/** The most that can pass between two scrapes; undefined for connections, which no line rate bounds. */
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
