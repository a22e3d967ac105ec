import {
  agentsUp,
  frozenPods,
  frozenPodsByNode,
  noAgents,
  nodesWithoutAgent,
  printedPods,
  scrapeIntervalSeconds,
  scrapersPerAgent,
  silentAgents,
} from './agents';
import { scrapesAsRunning } from './runningPods';

const TARGETS =
  'group by (job, instance, node) (label_replace(last_over_time(bw_in_allowance_exceeded[1h]), "node", "$1", "exported_node", "(.+)"))';

const SPACING =
  '((timestamp(up) - timestamp(up offset 10m)) / count_over_time(up[10m]) or ' +
  '(timestamp(up) - timestamp(up offset 1m)) / count_over_time(up[1m]))';
const PODS = (series: string) =>
  `group by (namespace, pod, node) (label_replace(label_replace(label_replace(${series}, ` +
  '"pod", "$1", "exported_pod", "(.+)"), "namespace", "$1", "exported_namespace", "(.+)"), "node", "$1", "exported_node", "(.+)"))';
const RUNNING = scrapesAsRunning({ window: '5m' }, {});

describe('queries for an inventory of agents', () => {
  it.each([
    [silentAgents(), `group by (node) (${TARGETS} and on (job, instance) (up == 0))`],
    [agentsUp(), `max by (node) (${TARGETS} * on (job, instance) group_left () max by (job, instance) (up))`],
    [
      scrapersPerAgent(),
      'max by (node) (count by (node, eni) (label_replace(bw_in_allowance_exceeded, "node", "$1", "exported_node", "(.+)")))',
    ],
    [scrapeIntervalSeconds(), `quantile (0.5, ${SPACING} and on (job, instance) ${TARGETS})`],
    [nodesWithoutAgent(), `group by (node) (kube_node_info{node!~"fargate-.*"}) unless on (node) ${TARGETS}`],
    [
      frozenPods('by-change'),
      `count (${PODS('(ingress_bytes > 0 and changes(ingress_bytes[15m]) == 0 and count_over_time(ingress_bytes[15m]) >= 10)')})`,
    ],
    [frozenPods('kube-state-metrics'), `count (${PODS('ingress_bytes')} unless on (namespace, pod, node) ${RUNNING})`],
    [
      frozenPodsByNode(),
      `count by (node) (${PODS('ingress_bytes')} unless on (namespace, pod, node) ${RUNNING}) and on (node) group by (node) (kube_node_info)`,
    ],
    [noAgents('10m'), 'absent_over_time(bw_in_allowance_exceeded[10m])'],
    [printedPods(), `count (${PODS('ingress_bytes')})`],
    [
      silentAgents({ clusterLabel: 'cluster' }),
      `group by (cluster, node) (${TARGETS.replace('(job', '(cluster, job')} and on (cluster, job, instance) (up == 0))`,
    ],
    [
      scrapeIntervalSeconds({ clusterLabel: 'cluster' }),
      `quantile by (cluster) (0.5, ${SPACING} and on (cluster, job, instance) ${TARGETS.replace('(job', '(cluster, job')})`,
    ],
  ])('%s', (query, expected) => {
    expect(query).toBe(expected);
  });
});
