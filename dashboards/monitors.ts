import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { type Threshold } from '@grafana/grafana-foundation-sdk/dashboard';
import { type MonitorMetric } from '../src/core/cloudwatch/monitorMetrics';
import { MIN_EVENTS } from '../src/core/graph/loss';
import { cloudWatchMonitorsVariable, cloudWatchVariable, monitorSeries, regionVariable } from './cloudWatch';
import { math, reduce } from './expressions';
import { finish } from './json';
import { dashboardBuilder } from './dashboardBuilder';
import { monitorChart } from './panels/monitorChart';
import { monitorHealth } from './panels/monitorHealth';
import { monitorStat } from './panels/monitorStat';

const REVISION = 6;

/** Grafana's unit of bytes with decimal prefixes, as AWS bills them. */
const BYTES = 'decbytes';

/**
 * The limits of the workload alerts, for full segments of 1,448 bytes: one loss in a thousand and one in a hundred
 * are about 700 and 7,000 per GB. A tenth as many timeouts do as much harm.
 */
const RETRANSMISSIONS_STEPS: Threshold[] = [
  { value: 700, color: 'orange' },
  { value: 7_000, color: 'red' },
];
const TIMEOUTS_STEPS: Threshold[] = [
  { value: 70, color: 'orange' },
  { value: 700, color: 'red' },
];

const PERIOD =
  'The period is 1 minute for ranges of up to a day, 15 minutes for a week and 1 hour for a month; it is longer for old data.';

/** What the stats of losses say about few events. */
const UNKNOWN_IF_FEW = `The value is unknown if fewer than ${MIN_EVENTS.severe} events would turn it orange, which can be chance.`;

/** Weeks and months of whole monitors: whether the AWS network was degraded, and whether losses increased. */
export function monitors() {
  const dashboard = dashboardBuilder('monitors', {
    title: 'Monitors',
    description:
      'Metrics of Network Flow Monitors that CloudWatch keeps for 15 months, over all flows of a monitor: AWS network health, traffic and losses.',
    from: 'now-7d',
    refresh: '5m',
    about: 'aws',
  })
    .withVariable(cloudWatchVariable())
    .withVariable(regionVariable())
    .withVariable(cloudWatchMonitorsVariable())
    .withPanel(
      monitorHealth({
        description:
          "AWS' own network health indicator of each monitor. If red, the AWS network between the endpoints of the monitor was impaired: check AWS Health and keep traffic within a zone until it recovers. If green with losses below, the cause is not the AWS network: check nodes and pods.",
      })
    )
    .withPanel(
      monitorStat({
        title: 'Time degraded',
        description:
          'Share of the time range in which the AWS network was degraded. 1 % of a week is 100 minutes; 1 % of an hour is 36 seconds. If red, see above when it was degraded, and below whether losses rose at that time.',
        unit: 'percentunit',
        decimals: 1,
        steps: [{ value: 0.0001, color: 'red' }],
        width: 5,
        queries: [
          monitorSeries('health', 'HealthIndicator', 'Average').hide(true),
          // A share, not minutes, because AWS does not document how often it publishes the indicator.
          reduce('share', 'health', 'mean'),
        ],
      })
    )
    .withPanel(
      monitorStat({
        title: 'Data transferred',
        description:
          'Payload of all flows in the time range, both directions combined. If it drops to half, first check whether agents or the scope of the monitor lost nodes, before you conclude that traffic fell.',
        unit: BYTES,
        width: 5,
        queries: [monitorSeries('bytes', 'DataTransferred').hide(true), reduce('total', 'bytes', 'sum')],
      })
    )
    .withPanel(
      monitorStat({
        title: 'Retransmissions per GB',
        description: `Retransmissions over the whole time range. Orange is about one retransmitted segment in a thousand; red is one in a hundred. If orange or red, see below when they occurred, then open the flow graph for that time. ${UNKNOWN_IF_FEW}`,
        unit: 'none',
        decimals: 0,
        steps: RETRANSMISSIONS_STEPS,
        width: 5,
        queries: perGbOfRange('Retransmissions', RETRANSMISSIONS_STEPS),
      })
    )
    .withPanel(
      monitorStat({
        title: 'Timeouts per GB',
        description: `Retransmission timeouts over the whole time range. Each one stalls a connection for at least 200 ms. If orange or red, see below when they occurred, then check for pods that are not ready, network policies and exceeded connection tracking. ${UNKNOWN_IF_FEW}`,
        unit: 'none',
        decimals: 1,
        steps: TIMEOUTS_STEPS,
        width: 5,
        queries: perGbOfRange('Timeouts', TIMEOUTS_STEPS),
      })
    )
    .withPanel(
      monitorStat({
        title: 'Mean RTT',
        description:
          'Mean over the periods with a measurement. If it changed a lot, check whether traffic moved to other zones or paths are congested.',
        unit: 'µs',
        decimals: 1,
        width: 4,
        queries: [monitorSeries('times', 'RoundTripTime').hide(true), reduce('mean', 'times', 'mean')],
      })
    )
    .withPanel(
      monitorChart({
        title: 'Retransmissions per GB over time',
        description: `Retransmitted segments per GB of payload in each period. If they rise while health is degraded, the cause is the AWS network. Otherwise, check the allowances of nodes at that time. ${PERIOD}`,
        unit: 'none',
        queries: perGbOverTime('Retransmissions'),
      })
    )
    .withPanel(
      monitorChart({
        title: 'Timeouts per GB over time',
        description: `Timeouts of segments that were not acknowledged, per GB of payload in each period. If they rise without retransmissions, connections cannot be opened: check readiness, network policies and connection tracking. ${PERIOD}`,
        unit: 'none',
        queries: perGbOverTime('Timeouts'),
      })
    )
    .withPanel(
      monitorChart({
        title: 'Data transferred per period',
        description: `Bytes of payload in each period, both directions combined, not per second. For a sudden step, compare with rollouts. A gap means that no data was published: check the monitor and its agents. ${PERIOD}`,
        unit: BYTES,
        queries: [monitorSeries('bytes', 'DataTransferred')],
      })
    )
    .withPanel(
      monitorChart({
        title: 'Round-trip time',
        description: `Mean of each period with a measurement: round-trip times are measured for few flows. A lasting step up means that traffic now crosses zones that it did not cross before. ${PERIOD}`,
        unit: 'µs',
        queries: [monitorSeries('times', 'RoundTripTime')],
      })
    )
    .build();
  return finish(dashboard, REVISION);
}

type Losses = Extract<MonitorMetric, 'Retransmissions' | 'Timeouts'>;

function perGbOverTime(metric: Losses): Array<Builder<Dataquery>> {
  return [
    monitorSeries('events', metric).hide(true),
    monitorSeries('bytes', 'DataTransferred').hide(true),
    math('perGb', '$events / $bytes * 1e9'),
  ];
}

/** The ratio of the sums: a mean of ratios would give quiet hours the same weight as busy ones. */
function perGbOfRange(metric: Losses, steps: Threshold[]): Array<Builder<Dataquery>> {
  return [
    monitorSeries('events', metric).hide(true),
    monitorSeries('bytes', 'DataTransferred').hide(true),
    reduce('eventsTotal', 'events', 'sum').hide(true),
    reduce('bytesTotal', 'bytes', 'sum').hide(true),
    math('perGb', unlessChance('$eventsTotal / $bytesTotal * 1e9', steps)),
  ];
}

/** NaN if few events reach a step by chance. It is written as 0 / 0, because Grafana's expressions have no condition. */
function unlessChance(perGb: string, steps: Threshold[]): string {
  const lowest = Math.min(...steps.map(({ value }) => value ?? 0));
  const isKnown = `($eventsTotal >= ${MIN_EVENTS.severe} || ${perGb} < ${lowest})`;
  return `${perGb} * ${isKnown} / ${isKnown}`;
}
