import { type AgentMetric, agentMetric } from './catalog';
import { counterInWindow, counterPerSecond } from './nodeExporter';

const metric = (name: string): AgentMetric => {
  const found = agentMetric(name);
  if (!found) {
    throw new Error(`No such metric: ${name}`);
  }
  return found;
};
const pps = { metric: metric('pps_allowance_exceeded'), window: '5m' } as const;

const HOST = '"instance", "\\\\[(.+)\\\\](?::[0-9]+)?|([^:]+)(?::[0-9]+)?|(.+:.+:.+)"';
const withHostName = (info: string) =>
  [
    `label_replace(${info}, "host", "$1", "internal_ip", "(.+)")`,
    `label_replace(${info}, "host", "ip-$1-$2-$3-$4", "internal_ip", "([0-9]+)[.]([0-9]+)[.]([0-9]+)[.]([0-9]+)")`,
    `label_replace(${info}, "host", "$1", "node", "(.+)")`,
    `label_replace(${info}, "host", "$1", "node", "([^.]+)[.].+")`,
    `label_replace(${info}, "host", "$1", "provider_id", ".*/([^/]+)")`,
  ].join(' or ');

describe('allowances from node_exporter', () => {
  it.each([
    [
      counterPerSecond({ ...pps, groupBy: 'node', nodeName: 'label' }),
      'sum by (node) (rate(node_ethtool_pps_allowance_exceeded{node!=""}[5m]) or ' +
        `label_replace(rate(node_ethtool_pps_allowance_exceeded{node=""}[5m]), "node", "$1$2$3", ${HOST}))`,
    ],
    [
      counterInWindow({
        ...pps,
        groupBy: 'interface',
        nodeName: 'label',
        clusterLabel: 'cluster',
        filters: [{ label: 'node', operator: '=', value: 'n1' }],
      }),
      'sum by (cluster, node, device) (increase(node_ethtool_pps_allowance_exceeded{node="n1", node!=""}[5m]) or ' +
        '(label_replace(label_replace(' +
        `increase(node_ethtool_pps_allowance_exceeded{node=""}[5m]), "node", "$1$2$3", ${HOST}), ` +
        '"match_0", "1", "node", "n1") and on (match_0) label_replace(vector(1), "match_0", "1", "", "")))',
    ],
    [
      counterPerSecond({
        ...pps,
        groupBy: 'node',
        nodeName: 'kube-state-metrics',
        clusterLabel: 'cluster',
        filters: [{ label: 'node', operator: '=~', value: 'ip-.*' }],
      }),
      'sum by (cluster, node) (rate(node_ethtool_pps_allowance_exceeded{node=~"ip-.*", node!=""}[5m]) or ' +
        'label_replace(label_replace(' +
        `rate(node_ethtool_pps_allowance_exceeded{node=""}[5m]), "host", "$1$2$3", ${HOST}), ` +
        '"host", "$1", "host", "(ip(?:-[0-9]+){4})[.].+") ' +
        '* on (cluster, host) group_left (node) group by (cluster, host, node) (topk by (cluster, host) (1, ' +
        `sum by (cluster, host, node) (${withHostName('count_over_time(kube_node_info{node=~"ip-.*"}[5m])')}))))`,
    ],
  ])('are the result of %s', (query, expected) => {
    expect(query).toBe(expected);
  });

  it('are those of the same top nodes at each step, ranked over the whole range', () => {
    const grouped = { ...pps, groupBy: 'node', nodeName: 'label' } as const;
    const ranking = counterInWindow({ ...grouped, window: '1h' }).replaceAll('[1h]', '[1h] @ end()');
    expect(counterPerSecond({ ...grouped, top: { k: 3, over: '1h' } })).toBe(
      `${counterPerSecond(grouped)} and on (node) topk(3, ${ranking})`
    );
  });

  it('have no counters for other metrics', () => {
    expect(() =>
      counterPerSecond({ metric: metric('egress_bytes'), groupBy: 'node', nodeName: 'label', window: '5m' })
    ).toThrow('node_exporter has no counter of "egress_bytes".');
  });
});
