import { type AgentMetric } from './metric';

const allowance = (name: string, title: string, description: string): AgentMetric => ({
  name,
  title,
  unit: 'packets',
  subject: 'interface',
  combine: 'sum',
  description,
});

/** What an instance may move, and an interface send to link-local services; counted where it is more. */
export const ALLOWANCES = [
  allowance(
    'bw_in_allowance_exceeded',
    'Inbound bandwidth exceeded',
    'Packets queued or dropped because inbound traffic exceeded the instance’s bandwidth. Use a larger instance or spread the pods.'
  ),
  allowance(
    'bw_out_allowance_exceeded',
    'Outbound bandwidth exceeded',
    'Packets queued or dropped because outbound traffic exceeded the instance’s bandwidth. Use a larger instance or spread the pods.'
  ),
  allowance(
    'pps_allowance_exceeded',
    'Packets per second exceeded',
    'Packets queued or dropped because the instance exceeded its packet rate, both directions together.'
  ),
  allowance(
    'conntrack_allowance_exceeded',
    'Connection tracking exceeded',
    'Packets dropped because the instance tracks as many connections as it can; new connections fail.'
  ),
  allowance(
    'linklocal_allowance_exceeded',
    'Link-local exceeded',
    'Packets to DNS, instance metadata or time dropped: more than 1,024 a second on one interface. Spread CoreDNS or run NodeLocal DNSCache.'
  ),
] as const satisfies readonly AgentMetric[];
