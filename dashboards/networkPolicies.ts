import { ReduceDataOptionsBuilder } from '@grafana/grafana-foundation-sdk/common';
import { type Threshold } from '@grafana/grafana-foundation-sdk/dashboard';
import { countOrZero } from '../src/core/prometheus/countOrZero';
import {
  type DropMetric,
  drops,
  dropsPerSecond,
  hasDrops,
  policyAgentsUp,
} from '../src/core/prometheus/policyAgent/drops';
import { dashboardBuilder } from './dashboardBuilder';
import { newPolicies } from './newPolicies';
import { finish } from './json';
import { linksToNodeOfRow, linksToNodeOfSeries } from './links';
import { NO_DROPS } from './noData';
import { lineChart } from './panels/lineChart';
import { deniedGraph, deniedTable } from './panels/denied';
import { GOOD_AT_ZERO, stat } from './panels/stat';
import { table } from './panels/table';
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
  RANGE_AT_END,
  WHOLE_RANGE,
} from './prometheus';
import { eksClusterVariable, flowsVariable, namespacesOfFlows } from './variables';

const REVISION = 5;

const SCOPE = { clusterLabel: CLUSTER_LABEL };
/** The number of lines: more could not be distinguished. */
const SHOWN = 15;

const AGENTS = inChosenCluster(policyAgentsUp(SCOPE));
/** Without any drop in the range, it is unknown whether policy event logs are on. */
const IS_KNOWN = `count(${inChosenCluster(hasDrops(WHOLE_RANGE, SCOPE))})`;

const UNTIL_FIRST_DROP =
  'Unknown if no agent counted a drop in the time range: without policy event logs (enablePolicyEventLogs), agents count nothing.';
const DIRECTIONS =
  'Egress is what the policies of the sending pod drop, and ingress is what those of the receiving pod drop.';

/** What network policies deny: drops of the agents on the nodes, and connections in their logs. */
export function networkPolicies() {
  const dashboard = dashboardBuilder('networkPolicies', {
    title: 'Network policies',
    description:
      'What network policies deny: packets that the network policy agents of Amazon VPC CNI drop, and the connections in their logs.',
    from: 'now-1h',
    shared: ['flows'],
  })
    .withVariable(flowsVariable())
    .withVariable(prometheusVariable())
    .withVariable(clusterVariable())
    .withVariable(eksClusterVariable())
    .withVariable(namespacesOfFlows())
    .annotation(newPolicies())
    .withPanel(
      number({
        title: 'Policy agents',
        description:
          'Network policy agents that respond to Prometheus (port 8162). If this is unknown, Prometheus scrapes none: add the scrape job. Nodes of EKS Auto Mode have no such agent.',
        expr: `sum(${AGENTS})`,
        steps: [
          { value: 0, color: 'red' },
          { value: 1, color: 'blue' },
        ],
      })
    )
    .withPanel(
      number({
        title: 'Unresponsive policy agents',
        description:
          'Agents that Prometheus scrapes without getting a response. Drops on their nodes are missing here. Check the pods of the DaemonSet aws-node, and the security group of the nodes.',
        expr: countOrZero(`count(${AGENTS} == 0)`, `count(${AGENTS})`),
        steps: GOOD_AT_ZERO,
      })
    )
    .withPanel(
      number({
        title: 'Dropped packets',
        description: `Packets that network policies dropped in the time range. If they rise after you apply a policy, find the connections below and add a rule, or remove the policy. ${UNTIL_FIRST_DROP}`,
        expr: totalOf('packets'),
        steps: DROPS,
      })
    )
    .withPanel(
      number({
        title: 'Dropped bytes',
        description: `Bytes of the dropped packets, with headers. A connection that is denied transfers nothing: these are repeated attempts to open it, and UDP. ${UNTIL_FIRST_DROP}`,
        expr: totalOf('bytes'),
        unit: 'decbytes',
        steps: DROPS,
      })
    )
    .withPanel(
      lineChart({
        title: 'Dropped packets by direction',
        description: `Packets per second. ${DIRECTIONS} If a step up follows an apply, the new policy denies what worked before.`,
        width: 10,
        interval: '30s',
      })
        .datasource(PROMETHEUS.ref)
        .noValue(NO_DROPS)
        .unit('pps')
        .withTarget(overTime({ expr: `sum by (direction) (${perSecond()})`, legend: '{{direction}}' }))
    )
    .withPanel(
      lineChart({
        title: 'Dropped packets by node',
        description: `Packets per second on the ${SHOWN} nodes with the most in the time range. If one node stands out, its pods are those of one workload, or a policy is not yet programmed there.`,
        width: 14,
        interval: '30s',
      })
        .datasource(PROMETHEUS.ref)
        .noValue(NO_DROPS)
        .unit('pps')
        .dataLinks(linksToNodeOfSeries([]))
        .withTarget(overTime({ expr: ofTopNodes(), legend: '{{node}} {{direction}}' }))
    )
    .withPanel(
      deniedGraph({
        title: 'Denied connections',
        description:
          'Attempts in the time range that policies denied, from the logs of the policy agents in CloudWatch. Edges carried nothing, and their timeouts are the denied packets. If an edge is one that you need, add a rule for it: npm run policies -- --check names the rule that is missing.',
        height: 16,
      })
    )
    .withPanel(
      deniedTable({
        title: 'Denied connections by workload',
        description:
          'Pairs of workloads, most attempts first. An attempt repeats its packets. At the node of the client, the server is the Service by way of which it connects. The log names neither the direction nor the policy.',
        height: 11,
      })
    )
    .withPanel(dropsByNode())
    .build();
  return finish(dashboard, REVISION);
}

const DROPS: Threshold[] = [
  { value: 0, color: 'green' },
  { value: 1, color: 'orange' },
];

function query(metric: DropMetric) {
  return { metric, nodeName: 'kube-state-metrics', ...SCOPE } as const;
}

function perSecond(): string {
  const { window, windowSeconds } = CHART_WINDOW;
  return inChosenCluster(dropsPerSecond(query('packets'), { window, seconds: windowSeconds }));
}

/** All lines show the same nodes, ranked over the whole range. */
function ofTopNodes(): string {
  const ranking = `topk(${SHOWN}, ${inChosenCluster(drops(query('packets'), RANGE_AT_END))} > 0)`;
  return `sum by (${CLUSTER_LABEL}, node, direction) (${perSecond()} and on (${CLUSTER_LABEL}, node, direction) ${ranking})`;
}

function totalOf(metric: DropMetric): string {
  return countOrZero(`sum(${inChosenCluster(drops(query(metric), WHOLE_RANGE))})`, IS_KNOWN);
}

interface NumberFacts {
  title: string;
  description: string;
  /** Returns one sample, or none if the number is unknown. */
  expr: string;
  unit?: string;
  steps: Threshold[];
}

function number({ expr, unit = 'none', ...facts }: NumberFacts) {
  const panel = stat({ ...facts, unit, width: 6, height: 4 })
    .datasource(PROMETHEUS.ref)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .withTarget(asNumbers({ expr }));
  return unit === 'none' ? panel.decimals(0) : panel;
}

function dropsByNode() {
  const [packets, bytes] = (['packets', 'bytes'] as const).map((metric) =>
    asTable({ expr: inChosenCluster(drops(query(metric), WHOLE_RANGE)), refId: metric })
  );
  return table({
    title: 'Drops by node',
    description: `Nodes whose policies dropped packets in the time range, most first. ${DIRECTIONS} The counters have no pod: see the denied connections.`,
    noData: NO_DROPS,
    width: 24,
    height: 8,
  })
    .datasource(PROMETHEUS.ref)
    .filterable(true)
    .targets([packets, bytes].flatMap((target) => target ?? []))
    .transformations([
      { id: 'merge', options: {} },
      {
        id: 'organize',
        options: {
          excludeByName: { Time: true, match_0: true },
          indexByName: { cluster: 0, node: 1, direction: 2, 'Value #packets': 3, 'Value #bytes': 4 },
          renameByName: {
            cluster: 'Cluster',
            node: 'Node',
            direction: 'Direction',
            'Value #packets': 'Dropped packets',
            'Value #bytes': 'Dropped bytes',
          },
        },
      },
      { id: 'sortBy', options: { sort: [{ field: 'Dropped packets', desc: true }] } },
    ])
    .overrideByName('Node', [{ id: 'links', value: linksToNodeOfRow([]).map((link) => link.build()) }])
    .overrideByName('Dropped packets', [
      { id: 'decimals', value: 0 },
      { id: 'custom.width', value: 160 },
    ])
    .overrideByName('Dropped bytes', [
      { id: 'unit', value: 'decbytes' },
      { id: 'custom.width', value: 150 },
    ])
    .overrideByName('Direction', [{ id: 'custom.width', value: 110 }])
    .overrideByName('Cluster', [{ id: 'custom.width', value: 130 }]);
}
