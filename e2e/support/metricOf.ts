import { type AgentMetric, agentMetric } from '../../src/core/prometheus/agent/catalog';

/** Returns a metric of the agents by its name. Throws if it does not exist. */
export function metricOf(name: string): AgentMetric {
  const metric = agentMetric(name);
  if (!metric) {
    throw new Error(`There is no metric ${name}.`);
  }
  return metric;
}
