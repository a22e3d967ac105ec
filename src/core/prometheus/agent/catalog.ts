import { ALLOWANCES } from './allowances';
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

const CATALOGUE = [
  pod('ingress_bytes', 'Ingress bandwidth', 'bytes', 'Bytes into the pod, headers included.'),
  pod('egress_bytes', 'Egress bandwidth', 'bytes', 'Bytes out of the pod, headers included.'),
  pod('ingress_packets', 'Ingress packets', 'packets', 'Packets into the pod.'),
  pod('egress_packets', 'Egress packets', 'packets', 'Packets out of the pod.'),
  pod('ingress_flow', 'TCP connections accepted', 'connections', 'TCP connections that others opened to the pod.'),
  pod('egress_flow', 'TCP connections opened', 'connections', 'TCP connections that the pod opened.'),
  ...ALLOWANCES,
  ...EFA_METRICS,
] as const satisfies readonly AgentMetric[];

export const AGENT_METRICS: readonly AgentMetric[] = CATALOGUE;

/** @returns undefined for a name that the agent does not print. */
export function agentMetric(name: string): AgentMetric | undefined {
  return AGENT_METRICS.find((metric) => metric.name === name);
}
