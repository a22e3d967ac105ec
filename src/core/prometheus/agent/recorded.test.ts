import { interfaceChangeAtMost } from './interfaceChange';
import { agentMetric, type AgentMetric } from './catalog';
import {
  filterToCandidates,
  candidates,
  hasCandidates,
  nodesOf,
  recordedCandidates,
  type TopQuery,
} from './candidates';
import { type DeltaGaugeQuery, ranking } from './deltaGauge';
import { type ClusterOption } from '../labels';
import { recordedThroughout, recordingRules } from './recorded';

const metric = (name: string): AgentMetric => {
  const found = agentMetric(name);
  if (!found) {
    throw new Error(`No such metric: ${name}`);
  }
  return found;
};

const topPods: TopQuery = {
  metric: metric('ingress_bytes'),
  groupBy: 'pod',
  runningPods: 'kube-state-metrics',
  window: '2m',
  windowSeconds: '120',
  top: { k: 10, over: '30m', overSeconds: '1800' },
};
const inShop = { label: 'namespace', operator: '=~', value: 'shop' } as const;
const onNode = { label: 'node', operator: '=', value: 'n1' } as const;
const ofUi = { label: 'workload', operator: '=', value: 'ui' } as const;

describe('the recording rules', () => {
  it('record rates of pods and allowances, the largest, mixed-up interfaces, and the number of pods, with conventional names', () => {
    const names = recordingRules({}).map(({ record }) => record);
    expect(names[0]).toBe('namespace_pod_node:ingress_bytes:rate4m');
    expect(names[6]).toBe('node_eni:bw_in_allowance_exceeded:rate4m');
    expect(names[11]).toBe('namespace_pod_node:ingress_bytes:topk_rate4m');
    expect(names[17]).toBe('node_iface:ingress_bytes:count');
    expect(names[18]).toBe('cluster:namespace_pod_node_ingress_bytes_rate4m:count');
    expect(new Set(names).size).toBe(19);
  });

  it('record the largest pods of each cluster', () => {
    const largest = (scope: ClusterOption) => recordingRules(scope)[11]?.expr;
    expect(largest({})).toBe('topk(1000, namespace_pod_node:ingress_bytes:rate4m)');
    expect(largest({ clusterLabel: 'eks' })).toBe('topk by (eks) (1000, namespace_pod_node:ingress_bytes:rate4m)');
  });

  it('end two minutes ago, when kube-state-metrics has reported everything, except for restarts', () => {
    const [pods] = recordingRules({});
    const windows = [...(pods?.expr ?? '').matchAll(/\[4m\]( offset \w+)?/g)];
    expect(windows.length).toBeGreaterThan(5);
    expect(windows.filter(([, offset]) => offset !== ' offset 2m')).toEqual([]);
    expect(pods?.expr).toContain(
      'last_over_time(kube_pod_container_state_started{namespace="amazon-network-flow-monitor"}[5m]) > time() - 120 - 240'
    );
  });
});

describe('pods that agents mix up', () => {
  it('are not recorded, but are candidates if their interfaces are known', () => {
    const shared = 'count by (node, iface) (ingress_bytes{iface!=""} offset 2m) > 1';
    expect(recordingRules({})[0]?.expr).toContain(` unless on (node, iface) ${shared}`);
    const withShared = recordedCandidates({ ...topPods, sharedInterfaces: ['eni1', 'eni2'] }) ?? '';
    expect(withShared).toMatch(
      /^topk\(20, sum_over_time\(namespace_pod_node:ingress_bytes:topk_rate4m.* or .*iface=~"eni1\|eni2"/
    );
    expect(recordedCandidates({ ...topPods, sharedInterfaces: [] })).not.toMatch(/ or |iface/);
  });
});

describe('the candidates for the top groups', () => {
  it('are ranked once, at the end of the range', () => {
    expect(hasCandidates(topPods)).toBe(true);
    expect(candidates({ ...topPods, runningPods: 'unguarded' })).toBe(
      'topk(10, sum by (namespace, pod) (label_replace(label_replace(sum_over_time(ingress_bytes[30m]), ' +
        '"pod", "$1", "exported_pod", "(.+)"), "namespace", "$1", "exported_namespace", "(.+)")))'
    );
  });

  it('are three times the shown interfaces, including failed reads', () => {
    const exceeded = { ...topPods, metric: metric('pps_allowance_exceeded'), groupBy: 'node' } as const;
    expect(candidates({ ...exceeded, filters: [] })).toBe(
      `topk(30, sum by (node) (label_replace(${interfaceChangeAtMost('pps_allowance_exceeded', { window: '30m' })}, ` +
        '"node", "$1", "exported_node", "(.+)")))'
    );
  });

  it('are twice the shown pods if they come from recorded series, which are older', () => {
    expect(recordedCandidates({ ...topPods, filters: [inShop, onNode] })).toBe(
      'topk(20, sum_over_time(namespace_pod_node:ingress_bytes:rate4m{namespace=~"shop", node="n1"}[30m] offset -2m))'
    );
  });

  it('match filters on workloads by the owners of pods', () => {
    const guarded = recordedCandidates({ ...topPods, filters: [inShop, ofUi] }) ?? '';
    expect(guarded).toContain(
      'rate4m{namespace=~"shop"}[30m] offset -2m)) * on (namespace, pod) group_left (workload,'
    );
    expect(guarded).toContain('kube_pod_owner{namespace=~"shop"}[30m]');
  });

  it('come from the series of the largest pods if no filter but that of the cluster narrows the query', () => {
    const ofCluster = { label: 'eks', operator: '=', value: 'east' } as const;
    const everything = { label: 'namespace', operator: '=~', value: '.*' } as const;
    const ofEast = { ...topPods, clusterLabel: 'eks', filters: [ofCluster, everything] };
    expect(recordedCandidates(ofEast)).toBe(
      'topk(20, sum_over_time(namespace_pod_node:ingress_bytes:topk_rate4m{eks="east"}[30m] offset -2m))'
    );
    expect(recordedCandidates({ ...ofEast, filters: [ofCluster, inShop] })).toContain(':ingress_bytes:rate4m{');
  });

  it('are recorded interfaces, and those of the minutes that are not recorded yet', () => {
    const exceeded = { ...topPods, metric: metric('pps_allowance_exceeded'), groupBy: 'node' } as const;
    const recent = 'topk(30, max_over_time(pps_allowance_exceeded[6m]))';
    expect(recordedCandidates(exceeded)?.split(' or ')).toEqual([
      'topk(20, sum by (node) (sum_over_time(node_eni:pps_allowance_exceeded:rate4m[30m] offset -2m)))',
      `max by (node) (label_replace(${recent}, "node", "$1", "exported_node", "(.+)"))`,
    ]);
  });

  it('have nodes, to which their ranking restricts the agents whose scrapes it counts', () => {
    const found = filterToCandidates(topPods, [{ namespace: 'shop', pod: 'ui-0' }]);
    const series = 'present_over_time(ingress_bytes{exported_namespace="", namespace=~"shop", pod=~"ui-0"}[30m])';
    expect(nodesOf(found)).toContain(`group by (node) (label_replace(${series} or `);
    const counted = (query: TopQuery) =>
      [
        ...ranking(query, query.top).matchAll(/count_over_time\((bw_in_allowance_exceeded|kube_node_info)([^[]*)\[/g),
      ].map(([, name, matchers]) => `${name}${matchers}`);
    expect(counted(found)).toEqual(['bw_in_allowance_exceeded', 'kube_node_info']);
    expect(counted({ ...found, nodes: ['n.1', 'n2'] })).toEqual([
      'bw_in_allowance_exceeded{exported_node="", node=~"n\\\\.1|n2"}',
      'bw_in_allowance_exceeded{exported_node!="", exported_node=~"n\\\\.1|n2"}',
      'kube_node_info{node=~"n\\\\.1|n2"}',
    ]);
  });

  it.each<[string, Partial<DeltaGaugeQuery>]>([
    ['devices', { metric: metric('efa_rdma_read_bytes'), groupBy: 'node' }],
    ['pods without kube-state-metrics', { runningPods: 'by-change' }],
  ])('do not come from recorded series for %s', (_, over) => {
    expect(recordedCandidates({ ...topPods, ...over })).toBeUndefined();
  });

  it('do not exist if sums of pods are ranked, or nothing is', () => {
    expect(hasCandidates({ ...topPods, groupBy: 'namespace' })).toBe(false);
    expect(hasCandidates({ ...topPods, top: undefined })).toBe(false);
    expect(hasCandidates({ ...topPods, groupBy: 'node', metric: metric('pps_allowance_exceeded') })).toBe(true);
  });

  it('replace the filters that they match, and no others', () => {
    const found = [
      { namespace: 'shop', pod: 'ui.0' },
      { namespace: 'data', pod: 'ui.0' },
    ];
    expect(filterToCandidates({ ...topPods, filters: [inShop, onNode, ofUi] }, found).filters).toEqual([
      onNode,
      { label: 'namespace', operator: '=~', value: 'data|shop' },
      { label: 'pod', operator: '=~', value: 'ui\\.0' },
    ]);
  });
});

it('recorded series must exist at both ends of a range', () => {
  const marker = (offset: string) =>
    `group(last_over_time(cluster:namespace_pod_node_ingress_bytes_rate4m:count[10m]${offset}))`;
  expect(recordedThroughout(1800)).toBe(`${marker('')} and ${marker(' offset 1800s')}`);
});
