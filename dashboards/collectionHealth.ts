import { ReduceDataOptionsBuilder, TableCellDisplayMode } from '@grafana/grafana-foundation-sdk/common';
import {
  MappingType,
  RowBuilder,
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
import { countOrZero } from '../src/core/prometheus/countOrZero';
import { flowSeriesCount } from '../src/core/prometheus/flowSeries/flowSeries';
import { restartedAgents } from '../src/core/prometheus/kubernetes/runningPods';
import { finish } from './json';
import { linksToNodeOfRow } from './links';
import { UNKNOWN_WITHOUT_AGENT_METRICS, UNKNOWN_WITHOUT_NODE_INFO } from './messages';
import { NO_COLLECTION } from './noData';
import { dashboardBuilder } from './dashboardBuilder';
import { GATEWAY_ROW, gatewayLatencyChart, gatewayRequestsChart, gatewaysChart } from './panels/gateway';
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

const REVISION = 8;
const SCOPE = { clusterLabel: CLUSTER_LABEL };

const NODES = `count(${inChosenCluster(`group by (${CLUSTER_LABEL}, node) (kube_node_info)`)})`;
const PODS = `count(${inChosenCluster(`group by (${CLUSTER_LABEL}, namespace, pod, uid) (kube_pod_info)`)})`;
/** The number of known agents: those with data in the last hour. */
const AGENTS = `count(${inChosenCluster(agentsUp(SCOPE))})`;

/** Whether the data on the other dashboards is complete. */
export function collectionHealth() {
  const dashboard = dashboardBuilder('collectionHealth', {
    title: 'Collection health',
    description:
      'Checks that the agent on each node responds and is scraped exactly once and often enough, and that the other prerequisites of the dashboards are met.',
    from: 'now-1h',
    shared: [],
  })
    .withVariable(prometheusVariable())
    .withVariable(clusterVariable())
    .withPanel(
      count({
        title: 'Responding agents',
        expr: countOrZero(`sum(${inChosenCluster(agentsUp(SCOPE))})`, NODES),
        description:
          'Agents that respond to scrapes. If there are fewer agents than nodes, the table below shows the nodes without a responding agent, and why.',
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
        description: `All nodes that kube-state-metrics reports, including Fargate nodes, which have no agent. ${UNKNOWN_WITHOUT_NODE_INFO}`,
        steps: [{ value: 0, color: 'blue' }],
      })
    )
    .withPanel(
      count({
        title: 'Unresponsive agents',
        expr: countOrZero(`count(${inChosenCluster(silentAgents(SCOPE))})`, AGENTS),
        description: `Agents that Prometheus scrapes without getting a response. Check their pods in the namespace amazon-network-flow-monitor and the security group of their nodes. ${UNKNOWN_WITHOUT_AGENT_METRICS}`,
        steps: GOOD_AT_ZERO,
      })
    )
    .withPanel(
      count({
        title: 'Nodes without an agent',
        expr: countOrZero(`count(${inChosenCluster(nodesWithoutAgent(SCOPE))})`, NODES),
        description: `Nodes in kube-state-metrics from which no agent reports data. Check for taints that the DaemonSet does not tolerate. Nodes that cannot run an agent (Fargate, Windows, hybrid) and nodes that are not ready are not counted. ${UNKNOWN_WITHOUT_NODE_INFO}`,
        steps: GOOD_AT_ZERO,
      })
    )
    .withPanel(
      count({
        title: 'Multiple scrapers',
        expr: countOrZero(`count(${inChosenCluster(scrapersPerAgent(SCOPE))} > 1)`, AGENTS),
        description: `Agents that are targets of several Prometheus jobs or replicas. An agent serves one connection at a time: either one scraper holds it and the others get no response, or each scraper gets part of the values. Keep exactly one scraper. ${UNKNOWN_WITHOUT_AGENT_METRICS}`,
        steps: GOOD_AT_ZERO,
      })
    )
    .withPanel(
      count({
        title: 'Scrape interval',
        expr: `max(${inChosenCluster(scrapeIntervalSeconds(SCOPE))})`,
        description:
          'The interval at which the agents are actually scraped. Enter the same value as "Scrape interval" in the settings of the Prometheus data source; otherwise, charts have gaps.',
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
        expr: countOrZero(PODS, AGENTS),
        description:
          'Pods that kube-state-metrics reports, with their status, zone and workload. If they are missing, the dashboards for Grafana without the plugins stay empty, and the guards of the other dashboards are less accurate.',
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
        expr: countOrZero(flowSeriesCount([FLOWS_IN_CLUSTER]), AGENTS),
        description:
          'The nfm_* series that agents can send to Prometheus. The charts of losses, zones and services over time need them. They are optional.',
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
          'The number of responding agents and of nodes. A dip indicates an upgrade of the add-on or removed nodes. The traffic of these nodes during the dip is missing on all dashboards.',
        width: 12,
        interval: '30s',
      })
        .datasource(PROMETHEUS.ref)
        .noValue(NO_COLLECTION)
        .decimals(0)
        .fillOpacity(0)
        .withTarget(overTime({ expr: `sum(${inChosenCluster(agentsUp(SCOPE))})`, legend: 'responding agents' }))
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
        title: 'Agent restarts',
        description:
          'Agents that restarted. The first sample after a restart can contain all traffic since the start of the pod. Queries on these dashboards remove it; your own queries show a spike.',
        width: 12,
        interval: '1m',
      })
        .datasource(PROMETHEUS.ref)
        .noValue(NO_COLLECTION)
        .decimals(0)
        .axisSoftMax(5)
        .withTarget(
          overTime({
            expr: countOrZero(
              `count(${inChosenCluster(restartedAgents({ window: CHART_WINDOW.window, seconds: '60' }, SCOPE))})`,
              AGENTS
            ),
            legend: 'restarts',
          })
        )
    )
    .withRow(new RowBuilder(GATEWAY_ROW))
    .withPanel(gatewaysChart())
    .withPanel(gatewayRequestsChart())
    .withPanel(gatewayLatencyChart())
    .build();
  return finish(dashboard, REVISION);
}

interface CountFacts {
  title: string;
  description: string;
  /** Returns one sample, or none if the count is unknown. */
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
    title: 'Agents by node',
    description:
      'All nodes that the agents or kube-state-metrics report, problems first. An agent reads only the allowances of the network interfaces that exist when it starts: restart it on nodes with interfaces that are not read. That column shows how many there are at least, and is empty if this cannot be proven: without kube-state-metrics, or if the pods fit on fewer interfaces. Terminated pods are those that the agent still exports.',
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
            'Value #scrapers': 'Scrapers',
            'Value #interfaces': 'Interfaces read',
            'Value #unread': 'Interfaces not read (min.)',
            'Value #frozen': 'Terminated pods',
          },
        },
      },
      { id: 'sortBy', options: { sort: [{ field: 'Agent', desc: false }] } },
    ])
    .overrideByName('Agent', [
      ...width(110),
      { id: 'mappings', value: AGENT_STATES },
      { id: 'custom.cellOptions', value: { type: TableCellDisplayMode.ColorText } },
    ])
    .overrideByName('Scrapers', [
      ...width(115),
      { id: 'custom.cellOptions', value: { type: TableCellDisplayMode.ColorText } },
      { id: 'thresholds', value: { mode: ThresholdsMode.Absolute, steps: MORE_THAN_ONE } },
    ])
    .overrideByName('Node', [{ id: 'links', value: linksToNodeOfRow([]).map((link) => link.build()) }])
    .overrideByName('Cluster', width(130))
    .overrideByName('Interfaces read', width(150))
    .overrideByName('Interfaces not read (min.)', width(215))
    .overrideByName('Terminated pods', width(155));
}

/** The width of a column in CSS pixels. The node's name gets the rest. */
function width(pixels: number) {
  return [{ id: 'custom.width', value: pixels }];
}

const MORE_THAN_ONE: Threshold[] = [
  { value: null, color: 'green' },
  { value: 2, color: 'red' },
];

const AGENT_STATES = [
  {
    type: MappingType.ValueToText,
    options: {
      '1': { text: 'Up', color: 'green', index: 0 },
      '0': { text: 'Down', color: 'red', index: 1 },
      '-1': { text: 'No agent', color: 'orange', index: 2 },
    },
  },
];

/** 1 if the agent of a node responds, 0 if it does not, -1 if the node has no agent. */
function agentStates(): string {
  return `${agentsUp(SCOPE)} or (${nodesWithoutAgent(SCOPE)}) - 2`;
}
