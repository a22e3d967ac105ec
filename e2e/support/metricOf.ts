import { type AgentMetric, agentMetric } from '../../src/core/prometheus/agent/catalog';

/** A metric of the agents by its name; throws where there is none. */
export function metricOf(name: string): AgentMetric {
  const metric = agentMetric(name);
  if (!metric) {
    throw new Error(`There is no metric ${name}.`);
  }
  return metric;
}
