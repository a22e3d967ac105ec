import { resolveMetricQuery, type SavedMetricQuery } from '../../core/query/metricQuery';
import { toPrometheusQuery } from './toPrometheusQuery';

const facts = { hasKubeStateMetrics: false, startedAgents: [], isRecorded: false };
const allowance = { version: 2, queryType: 'metric', metric: 'pps_allowance_exceeded' } as const;

function prometheusQueryOf(over: Partial<SavedMetricQuery>) {
  const resolved = resolveMetricQuery({ ...allowance, source: 'node_exporter', ...over }, (text) => text);
  if ('problem' in resolved) {
    throw new Error(resolved.problem);
  }
  return toPrometheusQuery(resolved.query, 'A', facts);
}

describe('a metric query to node_exporter', () => {
  it('shows only the top nodes of the whole range, the same at each step', () => {
    expect(prometheusQueryOf({ top: 3 })).toMatchObject({
      range: true,
      expr:
        'sum by (node) (rate(node_ethtool_pps_allowance_exceeded[$__rate_interval])) and on (node) ' +
        'topk(3, sum by (node) (increase(node_ethtool_pps_allowance_exceeded[$__range] @ end())))',
    });
  });

  it('totals only the top interfaces', () => {
    expect(prometheusQueryOf({ top: 1, calculation: 'total', groupBy: 'interface' })).toMatchObject({
      instant: true,
      expr:
        'sum by (node, device) (increase(node_ethtool_pps_allowance_exceeded[$__range])) and on (node, device) ' +
        'topk(1, sum by (node, device) (increase(node_ethtool_pps_allowance_exceeded[$__range] @ end())))',
    });
  });

  it('has no filter that is not filled in', () => {
    const filters = [{ label: 'namespace', operator: '=~' as const, value: '' }];
    expect(prometheusQueryOf({ filters }).expr).not.toContain('{');
  });
});
