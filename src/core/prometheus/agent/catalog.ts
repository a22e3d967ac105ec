import { ALLOWANCES } from './allowances';
import { EFA_METRICS } from './efaMetrics';
import { type AgentMetric } from './metric';

export { type AgentMetric } from './metric';

/**
 * The metrics of the EKS network agent (aws/network-flow-monitor-agent 1.1.x, OpenMetrics endpoint).
 * All of them are gauges whose value is the change since the last scrape; none is a counter.
 */

const pod = (name: string, title: string, unit: AgentMetric['unit'], description: string): AgentMetric => ({
  name,
  title,
  unit,
  subject: 'pod',
  combine: unit === 'connections' ? 'max' : 'sum',
  description,
});

const CATALOG = [
  pod('ingress_bytes', 'Ingress bandwidth', 'bytes', 'Bytes received by the pod, including headers.'),
  pod('egress_bytes', 'Egress bandwidth', 'bytes', 'Bytes sent by the pod, including headers.'),
  pod('ingress_packets', 'Ingress packets', 'packets', 'Packets received by the pod.'),
  pod('egress_packets', 'Egress packets', 'packets', 'Packets sent by the pod.'),
  pod(
    'ingress_flow',
    'TCP connections accepted',
    'connections',
    'TCP connections that other hosts or pods opened to the pod.'
  ),
  pod('egress_flow', 'TCP connections opened', 'connections', 'TCP connections that the pod opened.'),
  ...ALLOWANCES,
  ...EFA_METRICS,
] as const satisfies readonly AgentMetric[];

/** All metrics of the agent. */
export const AGENT_METRICS: readonly AgentMetric[] = CATALOG;

/** A metric by its name; undefined if the agent does not export it. */
export function agentMetric(name: string): AgentMetric | undefined {
  return AGENT_METRICS.find((metric) => metric.name === name);
}
