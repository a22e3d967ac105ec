import {
  agentsUp,
  frozenPods,
  frozenPodsByNode,
  noAgents,
  nodesWithoutAgent,
  exposedPods,
  scrapeIntervalSeconds,
  scrapersPerAgent,
  silentAgents,
} from './agents';
import { scrapesAsRunning } from '../kubernetes/runningPods';

const agents = (window: string) =>
  `label_replace(last_over_time(bw_in_allowance_exceeded[${window}]), "node", "$1", "exported_node", "(.+)")`;
const TARGETS =
  `group by (job, instance, scrape_node, node) (${agents('1h')} unless on (node) ` +
  '(last_over_time(kube_node_info[1h]) unless on (node) kube_node_info and on () kube_node_info))';
const EXPOSED = 'label_replace(bw_in_allowance_exceeded, "node", "$1", "exported_node", "(.+)")';
const AGENTS = `group by (instance, node) (${EXPOSED})`;
const ON_TARGET = 'on (job, instance, scrape_node)';
/** The same query with the cluster's label. */
const ofClusters = (query: string) =>
  query.replaceAll('(job', '(cluster, job').replaceAll('(node)', '(cluster, node)').replaceAll('on ()', 'on (cluster)');

const SPACING =
  '((timestamp(up) - timestamp(up offset 10m)) / count_over_time(up[10m]) or ' +
  '(timestamp(up) - timestamp(up offset 1m)) / count_over_time(up[1m]))';
const PODS = (series: string) =>
  `group by (namespace, pod, node) (label_replace(label_replace(label_replace(${series}, ` +
  '"pod", "$1", "exported_pod", "(.+)"), "namespace", "$1", "exported_namespace", "(.+)"), "node", "$1", "exported_node", "(.+)"))';
const RUNNING = scrapesAsRunning({ window: '5m' }, {});

describe('queries for an inventory of agents', () => {
  it.each([
    [silentAgents(), `group by (node) (${agentsUp()} == 0)`],
    [agentsUp(), `max by (node) (${TARGETS} * ${ON_TARGET} group_left () max by (job, instance, scrape_node) (up))`],
    [
      scrapersPerAgent(),
      `max by (node) (${AGENTS} * on (instance) group_left () ` +
        `(count by (instance) (up{instance=~".+:[0-9]+"}) - (count by (instance) (${AGENTS}) - 1)) ` +
        `or count by (node, eni) (${EXPOSED}))`,
    ],
    [scrapeIntervalSeconds(), `quantile (0.5, ${SPACING} and ${ON_TARGET} ${TARGETS})`],
    [
      nodesWithoutAgent(),
      'group by (node) (kube_node_info{node!~"fargate-.*", os_image!~".*Windows.*", provider_id!~"eks-hybrid:.*|.*/fargate-.*"}) ' +
        'unless on (node) (max by (node) (kube_node_status_condition{condition="Ready", status="true"}) == 0) ' +
        `unless on (node) kube_node_deletion_timestamp unless on (node) ${agents('5m')} ` +
        `unless on (node) (${TARGETS} and ${ON_TARGET} up)`,
    ],
    [
      frozenPods('by-change'),
      `count (${PODS('ingress_bytes and (min_over_time(ingress_bytes[15m]) == max_over_time(ingress_bytes[15m]) > 0 and count_over_time(ingress_bytes[15m]) >= 10)')})`,
    ],
    [frozenPods('kube-state-metrics'), `count (${PODS('ingress_bytes')} unless on (namespace, pod, node) ${RUNNING})`],
    [
      frozenPodsByNode(),
      `count by (node) (${PODS('ingress_bytes')} unless on (namespace, pod, node) ${RUNNING}) and on (node) group by (node) (kube_node_info)`,
    ],
    [
      noAgents('10m', { clusterLabel: 'cluster' }),
      '(group by (cluster) (last_over_time(bw_in_allowance_exceeded[1h])) or ' +
        'last_over_time(group by (cluster) (bw_in_allowance_exceeded)[1d:1h])) ' +
        'unless on (cluster) last_over_time(bw_in_allowance_exceeded[10m]) ' +
        'or on () absent_over_time(bw_in_allowance_exceeded[10m])',
    ],
    [exposedPods(), `count (${PODS('ingress_bytes')})`],
    [silentAgents({ clusterLabel: 'cluster' }), ofClusters(silentAgents())],
    [
      scrapeIntervalSeconds({ clusterLabel: 'cluster' }),
      ofClusters(scrapeIntervalSeconds()).replace('quantile (', 'quantile by (cluster) ('),
    ],
  ])('include %s', (query, expected) => {
    expect(query).toBe(expected);
  });
});
