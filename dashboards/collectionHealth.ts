import {
  BigValueColorMode,
  BigValueGraphMode,
  ReduceDataOptionsBuilder,
  TableCellDisplayMode,
} from '@grafana/grafana-foundation-sdk/common';
import {
  MappingType,
  type Threshold,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as StatPanel } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TablePanel } from '@grafana/grafana-foundation-sdk/table';
import {
  agentsUp,
  frozenPodsByNode,
  nodesWithoutAgent,
  scrapeIntervalSeconds,
  scrapersPerAgent,
  silentAgents,
} from '../src/core/promql/agents';
import { KUBE_STATE_COUNTS } from '../src/core/promql/collection';
import { HAS_FLOW_SERIES } from '../src/core/promql/flowSeries';
import { restartedAgents } from '../src/core/promql/runningPods';
import { finish } from './json';
import { linkToNodeOfRow } from './links';
import { page } from './page';
import { lineChart } from './panels/lineChart';
import {
  asNumbers,
  asTable,
  CHART_WINDOW,
  CLUSTER_LABEL,
  clusterVariable,
  inChosenCluster,
  overTime,
  PROMETHEUS,
  prometheusVariable,
} from './prometheus';

const REVISION = 2;
const SCOPE = { clusterLabel: CLUSTER_LABEL };

const NODES = `count(${inChosenCluster(`group by (${CLUSTER_LABEL}, node) (kube_node_info)`)})`;

const GOOD_AT_ZERO: Threshold[] = [
  { value: null, color: 'green' },
  { value: 1, color: 'red' },
];

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
        expr: `sum(${inChosenCluster(agentsUp(SCOPE))})`,
        description: 'Of the nodes below. Fewer than nodes: see the table for which, and why.',
        none: 'none',
        steps: [
          { value: null, color: 'red' },
          { value: 1, color: 'green' },
        ],
      })
    )
    .withPanel(
      count({
        title: 'Nodes',
        expr: NODES,
        description: 'As kube-state-metrics tells, those of Fargate included, which have no agent.',
        none: 'not known',
        steps: [{ value: null, color: 'blue' }],
      })
    )
    .withPanel(
      count({
        title: 'Agents that do not answer',
        expr: `count(${inChosenCluster(silentAgents(SCOPE))})`,
        description:
          'Prometheus knows of them and gets no answer: look at their pods in amazon-network-flow-monitor, and at the nodes’ security group.',
        none: '0',
      })
    )
    .withPanel(
      count({
        title: 'Nodes without agent',
        expr: `count(${inChosenCluster(nodesWithoutAgent(SCOPE))})`,
        description:
          'kube-state-metrics knows them, and no agent told anything of them within the last hour: look at taints that the DaemonSet does not tolerate.',
        none: '0',
      })
    )
    .withPanel(
      count({
        title: 'Agents scraped twice',
        expr: `count(${inChosenCluster(scrapersPerAgent(SCOPE))} > 1)`,
        description:
          'Each scrape takes away from the others what it gets: values are too low in every one of them. Leave one scraper.',
        none: '0',
      })
    )
    .withPanel(
      count({
        title: 'Scrape interval',
        expr: `max(${inChosenCluster(scrapeIntervalSeconds(SCOPE))})`,
        description:
          'As it really is. The Prometheus data source must be told the same one (its setting “Scrape interval”), or charts have gaps.',
        none: 'not known',
        unit: 's',
        steps: [
          { value: null, color: 'green' },
          { value: 61, color: 'orange' },
        ],
      })
    )
    .withPanel(
      count({
        title: 'Pods in kube-state-metrics',
        expr: KUBE_STATE_COUNTS.pods,
        description:
          'It tells which pods run, in which zone, for which workload. Without it, dashboards without our data source stay empty, and in the others the guards are weaker.',
        none: 'missing',
        steps: [{ value: null, color: 'green' }],
      })
    )
    .withPanel(
      count({
        title: 'Flow series',
        expr: HAS_FLOW_SERIES,
        description:
          'The agents’ nfm_* series, if they send them to Prometheus: what the charts of losses, zones and services over time are made of. None is no fault.',
        none: 'none',
        steps: [{ value: null, color: 'green' }],
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
        .decimals(0)
        .axisSoftMax(5)
        .withTarget(
          overTime({
            expr: `count(${inChosenCluster(restartedAgents({ window: CHART_WINDOW.window, seconds: '60' }, SCOPE))}) or vector(0)`,
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
  expr: string;
  /** What it says where there is no sample. */
  none: string;
  unit?: string;
  steps?: Threshold[];
}

function count({ title, description, expr, none, unit = 'none', steps = GOOD_AT_ZERO }: CountFacts) {
  return new StatPanel()
    .title(title)
    .description(description)
    .datasource(PROMETHEUS.ref)
    .span(6)
    .height(3)
    .unit(unit)
    .decimals(0)
    .noValue(none)
    .colorMode(BigValueColorMode.Value)
    .graphMode(BigValueGraphMode.None)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps))
    .withTarget(asNumbers({ expr }));
}

function byNode() {
  return new TablePanel()
    .title('Node by node')
    .description('All nodes that the agents or kube-state-metrics know of, what is wrong first.')
    .datasource(PROMETHEUS.ref)
    .span(24)
    .height(10)
    .filterable(true)
    .withTarget(asTable({ expr: inChosenCluster(agentStates()), refId: 'state' }))
    .withTarget(asTable({ expr: inChosenCluster(scrapersPerAgent(SCOPE)), refId: 'scrapers' }))
    .withTarget(asTable({ expr: inChosenCluster(frozenPodsByNode(SCOPE)), refId: 'frozen' }))
    .transformations([
      { id: 'merge', options: {} },
      {
        id: 'organize',
        options: {
          excludeByName: { Time: true, match_0: true },
          indexByName: { cluster: 0, node: 1, 'Value #state': 2, 'Value #scrapers': 3, 'Value #frozen': 4 },
          renameByName: {
            cluster: 'Cluster',
            node: 'Node',
            'Value #state': 'Agent',
            'Value #scrapers': 'Scraped by',
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
