import { ReduceDataOptionsBuilder, TableCellDisplayMode } from '@grafana/grafana-foundation-sdk/common';
import {
  MappingType,
  type Threshold,
  ThresholdsMode,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import {
  agentsUp,
  frozenPodsByNode,
  nodesWithoutAgent,
  scrapeIntervalSeconds,
  scrapersPerAgent,
  silentAgents,
} from '../src/core/prometheus/agent/agents';
import { interfacesNotRead, interfacesRead } from '../src/core/prometheus/agent/interfaceCoverage';
import { knownCount } from '../src/core/prometheus/knownCount';
import { flowSeriesCount } from '../src/core/prometheus/flowSeries/flowSeries';
import { restartedAgents } from '../src/core/prometheus/kubernetes/runningPods';
import { finish } from './json';
import { linkToNodeOfRow } from './links';
import { NO_COLLECTION } from './noData';
import { page } from './page';
import { lineChart } from './panels/lineChart';
import { GOOD_AT_ZERO, stat } from './panels/stat';
import { table } from './panels/table';
import {
  asNumbers,
  asTable,
  CHART_WINDOW,
  CLUSTER_LABEL,
  clusterVariable,
  FLOWS_IN_CLUSTER,
  inChosenCluster,
  overTime,
  PROMETHEUS,
  prometheusVariable,
} from './prometheus';

const REVISION = 3;
const SCOPE = { clusterLabel: CLUSTER_LABEL };

const NODES = `count(${inChosenCluster(`group by (${CLUSTER_LABEL}, node) (kube_node_info)`)})`;
const PODS = `count(${inChosenCluster(`group by (${CLUSTER_LABEL}, namespace, pod, uid) (kube_pod_info)`)})`;
/** How many agents are known: those that answered within the last hour. */
const AGENTS = `count(${inChosenCluster(agentsUp(SCOPE))})`;

/** Whether what the other dashboards show is all that there is. */
export function collectionHealth() {
  const dashboard = page('collectionHealth', {
    title: 'Collection health',
    description:
      'Whether each node’s agent answers, is scraped once and often enough, and what else the other dashboards need.',
    from: 'now-1h',
    shared: [],
  })
    .withVariable(prometheusVariable())
    .withVariable(clusterVariable())
    .withPanel(
      count({
        title: 'Agents that answer',
        expr: knownCount(`sum(${inChosenCluster(agentsUp(SCOPE))})`, NODES),
        description: 'Fewer than there are nodes: the table shows which nodes lack an agent that answers, and why.',
        steps: [
          { value: 0, color: 'red' },
          { value: 1, color: 'green' },
        ],
      })
    )
    .withPanel(
      count({
        title: 'Nodes',
        expr: NODES,
        description:
          'All nodes that kube-state-metrics reports, including Fargate nodes, which have no agent. Unknown: Prometheus holds no kube_node_info.',
        steps: [{ value: 0, color: 'blue' }],
      })
    )
    .withPanel(
      count({
        title: 'Agents that do not answer',
        expr: knownCount(`count(${inChosenCluster(silentAgents(SCOPE))})`, AGENTS),
        description:
          'Prometheus scrapes these agents and gets no answer. Check their pods in amazon-network-flow-monitor and the security group of their nodes. Unknown: Prometheus holds no metrics of agents.',
        steps: GOOD_AT_ZERO,
      })
    )
    .withPanel(
      count({
        title: 'Nodes without agent',
        expr: knownCount(`count(${inChosenCluster(nodesWithoutAgent(SCOPE))})`, NODES),
        description:
          'kube-state-metrics reports these nodes, and no agent reports from them. Check for taints that the DaemonSet does not tolerate. Nodes that cannot run an agent (Fargate, Windows, hybrid) or are not ready do not count. Unknown: Prometheus holds no kube_node_info.',
        steps: GOOD_AT_ZERO,
      })
    )
    .withPanel(
      count({
        title: 'Agents scraped twice',
        expr: knownCount(`count(${inChosenCluster(scrapersPerAgent(SCOPE))} > 1)`, AGENTS),
        description:
          'Several jobs or replicas of Prometheus have these agents among their targets. An agent serves one connection at a time: one scraper holds it, and the others get no answer, or each gets a part of the values. Keep a single scraper. Unknown: Prometheus holds no metrics of agents.',
        steps: GOOD_AT_ZERO,
      })
    )
    .withPanel(
      count({
        title: 'Scrape interval',
        expr: `max(${inChosenCluster(scrapeIntervalSeconds(SCOPE))})`,
        description:
          'The interval at which the agents are really scraped. Enter the same in the Prometheus data source (its setting “Scrape interval”), or charts have gaps.',
        unit: 's',
        steps: [
          { value: 0, color: 'green' },
          { value: 61, color: 'orange' },
        ],
      })
    )
    .withPanel(
      count({
        title: 'Pods in kube-state-metrics',
        expr: knownCount(PODS, AGENTS),
        description:
          'kube-state-metrics reports which pods run, in which zone, and for which workload. Missing: dashboards without our data source stay empty, and in the others the guards are weaker.',
        mappings: [zeroReads('Missing')],
        steps: [
          { value: 0, color: 'red' },
          { value: 1, color: 'green' },
        ],
      })
    )
    .withPanel(
      count({
        title: 'Flow series',
        expr: knownCount(flowSeriesCount([FLOWS_IN_CLUSTER]), AGENTS),
        description:
          'The nfm_* series that agents can send to Prometheus. The charts of losses, zones and services over time are made of them. They are optional.',
        mappings: [zeroReads('None')],
        steps: [
          { value: 0, color: 'blue' },
          { value: 1, color: 'green' },
        ],
      })
    )
    .withPanel(byNode())
    .withPanel(
      lineChart({
        title: 'Agents and nodes',
        description:
          'A dip: an upgrade of the add-on, or nodes that went away. What they moved meanwhile is missing everywhere.',
        width: 12,
        interval: '30s',
      })
        .datasource(PROMETHEUS.ref)
        .noValue(NO_COLLECTION)
        .decimals(0)
        .fillOpacity(0)
        .withTarget(overTime({ expr: `sum(${inChosenCluster(agentsUp(SCOPE))})`, legend: 'answer' }))
        .withTarget(
          overTime({
            expr: NODES,
            legend: 'nodes',
            refId: 'B',
          })
        )
    )
    .withPanel(
      lineChart({
        title: 'Agents started anew',
        description:
          'Their first sample holds all that a pod moved since its start: our queries take it out, hand-written ones show a spike.',
        width: 12,
        interval: '1m',
      })
        .datasource(PROMETHEUS.ref)
        .noValue(NO_COLLECTION)
        .decimals(0)
        .axisSoftMax(5)
        .withTarget(
          overTime({
            expr: knownCount(
              `count(${inChosenCluster(restartedAgents({ window: CHART_WINDOW.window, seconds: '60' }, SCOPE))})`,
              AGENTS
            ),
            legend: 'started anew',
          })
        )
    )
    .build();
  return finish(dashboard, REVISION);
}

interface CountFacts {
  title: string;
  description: string;
  /** One sample, or none where the count is unknown. */
  expr: string;
  unit?: string;
  steps: Threshold[];
  mappings?: ValueMapping[];
}

function count({ expr, unit = 'none', mappings = [], ...facts }: CountFacts) {
  return stat({ ...facts, unit, width: 6, height: 3 })
    .datasource(PROMETHEUS.ref)
    .decimals(0)
    .mappings(mappings)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .withTarget(asNumbers({ expr }));
}

function zeroReads(text: string): ValueMapping {
  return { type: MappingType.ValueToText, options: { '0': { text, index: 0 } } };
}

function byNode() {
  return table({
    title: 'Node by node',
    description:
      'All nodes that the agents or kube-state-metrics report, those with a problem first. An agent reads the allowances of the network interfaces that are there when it starts: restart it on nodes with interfaces without allowances. That column is empty where none can be proven to be missing: without kube-state-metrics, and if the pods could fit on fewer interfaces.',
    noData: NO_COLLECTION,
    width: 24,
    height: 10,
  })
    .datasource(PROMETHEUS.ref)
    .filterable(true)
    .withTarget(asTable({ expr: inChosenCluster(agentStates()), refId: 'state' }))
    .withTarget(asTable({ expr: inChosenCluster(scrapersPerAgent(SCOPE)), refId: 'scrapers' }))
    .withTarget(asTable({ expr: inChosenCluster(frozenPodsByNode(SCOPE)), refId: 'frozen' }))
    .withTarget(asTable({ expr: inChosenCluster(interfacesRead(SCOPE)), refId: 'interfaces' }))
    .withTarget(asTable({ expr: inChosenCluster(interfacesNotRead(SCOPE)), refId: 'unread' }))
    .transformations([
      { id: 'merge', options: {} },
      {
        id: 'organize',
        options: {
          excludeByName: { Time: true, match_0: true },
          indexByName: {
            cluster: 0,
            node: 1,
            'Value #state': 2,
            'Value #scrapers': 3,
            'Value #interfaces': 4,
            'Value #unread': 5,
            'Value #frozen': 6,
          },
          renameByName: {
            cluster: 'Cluster',
            node: 'Node',
            'Value #state': 'Agent',
            'Value #scrapers': 'Scraped by',
            'Value #interfaces': 'Interfaces with allowances',
            'Value #unread': 'Interfaces without, at least',
            'Value #frozen': 'Pods that ended and are still printed',
          },
        },
      },
      { id: 'sortBy', options: { sort: [{ field: 'Agent', desc: false }] } },
    ])
    .overrideByName('Agent', [
      { id: 'mappings', value: AGENT_STATES },
      { id: 'custom.cellOptions', value: { type: TableCellDisplayMode.ColorText } },
    ])
    .overrideByName('Scraped by', [
      { id: 'custom.cellOptions', value: { type: TableCellDisplayMode.ColorText } },
      { id: 'thresholds', value: { mode: ThresholdsMode.Absolute, steps: MORE_THAN_ONE } },
    ])
    .overrideByName('Node', [{ id: 'links', value: [linkToNodeOfRow([]).build()] }]);
}

const MORE_THAN_ONE: Threshold[] = [
  { value: null, color: 'green' },
  { value: 2, color: 'red' },
];

const AGENT_STATES = [
  {
    type: MappingType.ValueToText,
    options: {
      '1': { text: 'Answers', color: 'green', index: 0 },
      '0': { text: 'Does not answer', color: 'red', index: 1 },
      '-1': { text: 'No agent', color: 'orange', index: 2 },
    },
  },
];

/** 1 where a node's agent answers, 0 where it does not, -1 where there is none. */
function agentStates(): string {
  return `${agentsUp(SCOPE)} or (${nodesWithoutAgent(SCOPE)}) - 2`;
}
