import { type AgentMetric } from '../prometheus/agent/metric';

const NAMES: Readonly<Record<string, string>> = {
  bw_in_allowance_exceeded: 'inbound bandwidth',
  bw_out_allowance_exceeded: 'outbound bandwidth',
  pps_allowance_exceeded: 'packets per second',
  conntrack_allowance_exceeded: 'tracked connections',
  linklocal_allowance_exceeded: 'link-local packets',
};

/** What an allowance limits, within a sentence: "its allowance for inbound bandwidth". */
export function limitedBy({ name, title }: AgentMetric): string {
  return NAMES[name] ?? title;
}
