import { type AgentMetric } from './metric';

/** A metric that every agent exports for every network interface of its node, with a sample at every scrape. */
export const METRIC_OF_EVERY_AGENT = 'bw_in_allowance_exceeded';

const allowance = (name: string, title: string, description: string): AgentMetric => ({
  name,
  title,
  unit: 'packets',
  subject: 'interface',
  combine: 'sum',
  description,
});

/** The network allowances of EC2 instances and interfaces. Each metric counts the packets above the allowance. */
export const ALLOWANCES = [
  allowance(
    METRIC_OF_EVERY_AGENT,
    'Inbound bandwidth exceeded',
    "Packets queued or dropped because inbound traffic exceeded the instance's bandwidth. Use a larger instance or spread the pods."
  ),
  allowance(
    'bw_out_allowance_exceeded',
    'Outbound bandwidth exceeded',
    "Packets queued or dropped because outbound traffic exceeded the instance's bandwidth. Use a larger instance or spread the pods."
  ),
  allowance(
    'pps_allowance_exceeded',
    'Packets per second exceeded',
    'Packets queued or dropped because the packet rate of both directions exceeded the maximum of the instance.'
  ),
  allowance(
    'conntrack_allowance_exceeded',
    'Connection tracking exceeded',
    'Packets dropped because the instance tracks the maximum number of connections. New connections fail.'
  ),
  allowance(
    'linklocal_allowance_exceeded',
    'Link-local exceeded',
    'Packets to DNS, instance metadata or time services dropped because an interface sent more than 1,024 of them per second. Spread CoreDNS or run NodeLocal DNSCache.'
  ),
] as const satisfies readonly AgentMetric[];
