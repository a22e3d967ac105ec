import { interfaceChangeInOrder } from './interfaceChange';
import { type AgentMetric } from './metric';
import { agentLabels, aggregate, type ClusterOption, inCluster } from '../labels';
import { overTime, type Range } from '../range';

/**
 * Packets above an allowance in a window of minutes, by node and network interface. This is for alerts, which must not
 * continue for a detached interface.
 *
 * The agent repeats the last value of a detached interface until it restarts, so only series that changed in the window
 * count. This is faster than the 15 minutes that charts wait, but misses an interface that exceeds its allowance by the
 * same number of packets at every scrape. Interfaces within their allowance repeat zero and are left out, too.
 */
export function exceededByInterface(metric: AgentMetric, range: Range, scope: ClusterOption = {}): string {
  const labels = inCluster(['node', 'eni'], scope);
  const [most, least] = [overTime('max_over_time', metric.name, range), overTime('min_over_time', metric.name, range)];
  const alive = `${most} > ${least}`;
  return aggregate('sum', labels, agentLabels(`${interfaceChangeInOrder(metric.name, range)} and ${alive}`, labels));
}
