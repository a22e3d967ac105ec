import { type AgentMetric, agentMetric } from '../../../core/prometheus/agent/catalog';
import { counterInWindow, counterPerSecond } from '../../../core/prometheus/agent/nodeExporter';
import { resolveMetricQuery, type SavedMetricQuery } from '../../../core/query/metricQuery';
import { toPrometheusQuery } from './toPrometheusQuery';

const facts = { hasKubeStateMetrics: false, startedAgents: [], isRecorded: false };
const allowance = { version: 2, queryType: 'metric', metric: 'pps_allowance_exceeded' } as const;

function prometheusQueryOf(over: Partial<SavedMetricQuery>, prometheusFacts = facts) {
  const resolved = resolveMetricQuery({ ...allowance, source: 'node_exporter', ...over }, (text) => text);
  if ('problem' in resolved) {
    throw new Error(resolved.problem);
  }
  return toPrometheusQuery(resolved.query, 'A', prometheusFacts);
}

const exporter = (groupBy: 'node' | 'interface', nodeName: 'label' | 'kube-state-metrics') =>
  ({ metric: agentMetric('pps_allowance_exceeded') as AgentMetric, filters: [], groupBy, nodeName }) as const;

describe('a metric query to node_exporter', () => {
  it('shows only the top nodes of the whole range, the same at each step', () => {
    const top = { k: 3, over: '$__range' };
    expect(prometheusQueryOf({ top: 3 })).toMatchObject({
      range: true,
      expr: counterPerSecond({ ...exporter('node', 'label'), window: '$__rate_interval', top }),
    });
  });

  it('totals only the top interfaces', () => {
    const top = { k: 1, over: '$__range' };
    expect(prometheusQueryOf({ top: 1, calculation: 'total', groupBy: 'interface' })).toMatchObject({
      instant: true,
      expr: counterInWindow({ ...exporter('interface', 'label'), window: '$__range', top }),
    });
  });

  it('has the names of nodes from kube-state-metrics if it is available', () => {
    expect(prometheusQueryOf({}, { ...facts, hasKubeStateMetrics: true }).expr).toBe(
      counterPerSecond({ ...exporter('node', 'kube-state-metrics'), window: '$__rate_interval' })
    );
  });

  it('has no filter with an empty value', () => {
    const filters = [{ label: 'namespace', operator: '=~' as const, value: '' }];
    expect(prometheusQueryOf({ filters }).expr).toBe(prometheusQueryOf({}).expr);
  });
});
