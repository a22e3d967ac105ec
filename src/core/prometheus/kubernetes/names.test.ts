import { type NameLabel, type NameList, namesProblem, namesQuery } from './names';
import { podWorkloads } from './workloads';

const matcher = (label: NameLabel, value: string) => ({ label, operator: '=', value }) as const;
const kubeState = { hasKubeStateMetrics: true };
const agents = { hasKubeStateMetrics: false };
const one = (mark: string) => `on (${mark}) label_replace(vector(1), "${mark}", "1", "", "")`;
const restored = (label: string, inner: string) =>
  `label_replace(${inner}, "${label}", "$1", "exported_${label}", "(.+)")`;

describe('names', () => {
  it.each<
    [string, NameList, ReadonlyArray<ReturnType<typeof matcher>>, typeof kubeState & { clusterLabel?: string }, string]
  >([
    [
      'namespaces from the agents',
      'namespaces',
      [],
      kubeState,
      `group by (namespace) (${restored('node', restored('namespace', restored('pod', 'present_over_time(ingress_bytes[1h])')))})`,
    ],
    [
      'nodes of a cluster',
      'nodes',
      [matcher('cluster', 'prod')],
      { ...kubeState, clusterLabel: 'k8s' },
      `group by (node) (${restored('node', 'present_over_time(bw_in_allowance_exceeded{k8s="prod"}[1h])')})`,
    ],
    [
      'clusters',
      'clusters',
      [],
      { ...kubeState, clusterLabel: 'k8s' },
      `group by (k8s) (${restored('node', 'present_over_time(bw_in_allowance_exceeded[1h])')})`,
    ],
    [
      'pods that ran, without terminated ones that agents still export',
      'pods',
      [matcher('namespace', 'shop')],
      kubeState,
      'group by (pod) (group by (namespace, pod, node) ' +
        '(present_over_time(kube_pod_info{host_network!="true", node!="", namespace="shop"}[1h])))',
    ],
    [
      'workloads of a namespace',
      'workloads',
      [matcher('namespace', 'shop')],
      kubeState,
      'group by (workload) (group by (namespace, pod, node) ' +
        '(present_over_time(kube_pod_info{host_network!="true", node!="", namespace="shop"}[1h])) ' +
        `* on (namespace, pod) group_left (workload) ${podWorkloads({ window: '1h' }, {})})`,
    ],
    [
      'nodes of a zone',
      'nodes',
      [matcher('zone', 'us-east-1a')],
      kubeState,
      'group by (node) ((label_replace(label_replace(present_over_time(kube_node_info[1h]), ' +
        '"zone", "$1", "provider_id", "aws:///([^/]+)/.*"), ' +
        `"match_0", "1", "zone", "us-east-1a") and ${one('match_0')}))`,
    ],
    [
      'zones in which a namespace runs',
      'zones',
      [matcher('namespace', 'shop')],
      kubeState,
      'group by (zone) (group by (namespace, pod, node) ' +
        '(present_over_time(kube_pod_info{host_network!="true", node!="", namespace="shop"}[1h])) ' +
        '* on (node) group_left (zone) topk by (node) (1, group by (node, zone) (label_replace(present_over_time(kube_node_info[1h]), ' +
        '"zone", "$1", "provider_id", "aws:///([^/]+)/.*"))))',
    ],
    [
      'pods without kube-state-metrics, with or without renamed labels',
      'pods',
      [matcher('node', 'n')],
      agents,
      `group by (pod) (${restored('node', restored('namespace', restored('pod', 'present_over_time(ingress_bytes{exported_node="", node="n"}[1h]) or present_over_time(ingress_bytes{exported_node!="", exported_node="n"}[1h])')))})`,
    ],
  ])('are listed: %s', (_, list, matchers, facts, expected) => {
    expect(namesQuery({ list, matchers }, '1h', facts)).toBe(expected);
  });

  it('are filtered by workloads from the names of pods without kube-state-metrics', () => {
    const query = namesQuery({ list: 'nodes', matchers: [matcher('workload', 'ui')] }, '1h', agents);
    expect(query).toMatch(/"workload", "[$\d/]+", "pod"/);
    expect(query).toMatch(/"match_0", "1", "workload", "ui"\) and on \(match_0\)/);
  });

  it.each<[NameList, ReadonlyArray<ReturnType<typeof matcher>>, RegExp]>([
    ['clusters', [], /No cluster label is configured\. Enter it/],
    ['pods', [matcher('cluster', 'a')], /No cluster label is configured/],
    ['zones', [], /Zones need kube-state-metrics.*remove the zone/],
    ['nodes', [matcher('zone', 'a')], /Zones need kube-state-metrics/],
  ])('cannot be listed everywhere: %s %j', (list, matchers, problem) => {
    expect(namesProblem({ list, matchers }, agents)).toMatch(problem);
    expect(namesProblem({ list, matchers }, { ...kubeState, clusterLabel: 'cluster' })).toBeUndefined();
  });
});
