import { interfaceChangeInOrder } from './interfaceChange';
import { type AgentMetric } from './metric';
import { agentLabels, aggregate, type ClusterOption, inCluster } from '../labels';
import { overTime, type Range } from '../range';

/**
 * Packets beyond an allowance in a window of minutes, by node and network interface: for alerts, which
 * must not go on about an interface that is gone.
 *
 * The agent repeats the last value of a detached interface until it restarts, so only series that
 * changed in the window count. That is told sooner than by the quarter of an hour that charts wait, at
 * the price of an interface that exceeds by the same number of packets at every scrape. Interfaces
 * that stay within their allowance repeat their zero and drop out too.
 */
export function exceededByInterface(metric: AgentMetric, range: Range, scope: ClusterOption = {}): string {
  const labels = inCluster(['node', 'eni'], scope);
  const [most, least] = [overTime('max_over_time', metric.name, range), overTime('min_over_time', metric.name, range)];
  const alive = `${most} > ${least}`;
  return aggregate('sum', labels, agentLabels(`${interfaceChangeInOrder(metric.name, range)} and ${alive}`, labels));
}
