import { type AgentMetric, agentMetric } from './catalogue';
import { counterInWindow, counterPerSecond } from './nodeExporter';

const metric = (name: string): AgentMetric => {
  const found = agentMetric(name);
  if (!found) {
    throw new Error(`No such metric: ${name}`);
  }
  return found;
};
const pps = { metric: metric('pps_allowance_exceeded'), window: '5m' } as const;

describe('allowances by node_exporter', () => {
  it.each([
    [
      counterPerSecond({ ...pps, groupBy: 'node', nodeName: 'label' }),
      'sum by (node) (rate(node_ethtool_pps_allowance_exceeded[5m]))',
    ],
    [
      counterInWindow({
        ...pps,
        groupBy: 'interface',
        nodeName: 'label',
        clusterLabel: 'cluster',
        filters: [{ label: 'node', operator: '=', value: 'n1' }],
      }),
      'sum by (cluster, node, device) (increase(node_ethtool_pps_allowance_exceeded{node="n1"}[5m]))',
    ],
    [
      counterPerSecond({
        ...pps,
        groupBy: 'node',
        nodeName: 'kube-state-metrics',
        filters: [{ label: 'node', operator: '=~', value: 'ip-.*' }],
      }),
      'sum by (node) (label_replace(rate(node_ethtool_pps_allowance_exceeded[5m]), "internal_ip", "$1", "instance", "(.+):[0-9]+") ' +
        '* on (internal_ip) group_left (node) group by (internal_ip, node) (topk by (internal_ip) (1, ' +
        'sum by (internal_ip, node) (count_over_time(kube_node_info{node=~"ip-.*"}[5m])))))',
    ],
    [
      counterPerSecond({ ...pps, groupBy: 'node', nodeName: 'label', top: { k: 3, over: '1h' } }),
      'sum by (node) (rate(node_ethtool_pps_allowance_exceeded[5m])) and on (node) ' +
        'topk(3, sum by (node) (increase(node_ethtool_pps_allowance_exceeded[1h] @ end())))',
    ],
    [
      counterInWindow({
        ...pps,
        groupBy: 'interface',
        nodeName: 'kube-state-metrics',
        clusterLabel: 'cluster',
        top: { k: 1, over: '5m' },
      }),
      ['', ' @ end()']
        .map(
          (at) =>
            'sum by (cluster, node, device) (label_replace(' +
            `increase(node_ethtool_pps_allowance_exceeded[5m]${at}), "internal_ip", "$1", "instance", "(.+):[0-9]+") ` +
            '* on (cluster, internal_ip) group_left (node) group by (cluster, internal_ip, node) ' +
            '(topk by (cluster, internal_ip) (1, sum by (cluster, internal_ip, node) ' +
            `(count_over_time(kube_node_info[5m]${at})))))`
        )
        .join(' and on (cluster, node, device) topk(1, ') + ')',
    ],
  ])('%s', (query, expected) => {
    expect(query).toBe(expected);
  });

  it('knows no others', () => {
    expect(() =>
      counterPerSecond({ metric: metric('egress_bytes'), groupBy: 'node', nodeName: 'label', window: '5m' })
    ).toThrow('node_exporter has no counter of "egress_bytes".');
  });
});
