import { EFA_METRICS } from './efaMetrics';
import { type AgentMetric } from './metric';

export { type AgentMetric, type MetricSubject, type MetricUnit } from './metric';

/**
 * The metrics of the EKS network agent (aws/network-flow-monitor-agent 1.1.x, OpenMetrics endpoint).
 * Every one is a gauge that holds the change since the last scrape; no counter is among them.
 */

const pod = (name: string, title: string, unit: AgentMetric['unit'], description: string): AgentMetric => ({
  name,
  title,
  unit,
  subject: 'pod',
  combine: unit === 'connections' ? 'max' : 'sum',
  description,
});

const allowance = (name: string, title: string, description: string): AgentMetric => ({
  name,
  title,
  unit: 'packets',
  subject: 'interface',
  combine: 'sum',
  description,
});

const CATALOGUE = [
  pod('ingress_bytes', 'Ingress bandwidth', 'bytes', 'Bytes into the pod, headers included.'),
  pod('egress_bytes', 'Egress bandwidth', 'bytes', 'Bytes out of the pod, headers included.'),
  pod('ingress_packets', 'Ingress packets', 'packets', 'Packets into the pod.'),
  pod('egress_packets', 'Egress packets', 'packets', 'Packets out of the pod.'),
  pod('ingress_flow', 'TCP connections accepted', 'connections', 'TCP connections that others opened to the pod.'),
  pod('egress_flow', 'TCP connections opened', 'connections', 'TCP connections that the pod opened.'),
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
  ...EFA_METRICS,
] as const satisfies readonly AgentMetric[];

export const AGENT_METRICS: readonly AgentMetric[] = CATALOGUE;

/** @returns undefined for a name that the agent does not print. */
export function agentMetric(name: string): AgentMetric | undefined {
  return AGENT_METRICS.find((metric) => metric.name === name);
}
