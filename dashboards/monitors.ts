import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { type Threshold } from '@grafana/grafana-foundation-sdk/dashboard';
import { type MonitorMetric } from '../src/core/cloudwatch/monitorMetrics';
import { MIN_EVENTS } from '../src/core/graph/loss';
import { cloudWatchMonitorsVariable, cloudWatchVariable, monitorSeries, regionVariable } from './cloudWatch';
import { math, reduce } from './expressions';
import { finish } from './json';
import { page } from './page';
import { monitorChart } from './panels/monitorChart';
import { monitorHealth } from './panels/monitorHealth';
import { monitorStat } from './panels/monitorStat';

const REVISION = 3;

/** Grafana's decimal prefixes for bytes, as AWS bills them. */
const BYTES = 'decbytes';

/**
 * What the alerts about workloads take for much, of full segments of 1,448 bytes: one lost of a thousand and of a
 * hundred is some 700 and 7,000 per GB. Of timeouts a tenth of it hurts as much.
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
  'A period is a minute in ranges of up to a day, 15 minutes in a week, an hour in a month; those of long ago are longer.';

/** Weeks and months of whole monitors: whether the AWS network was degraded, and whether losses grew. */
export function monitors() {
  const dashboard = page('monitors', {
    title: 'Monitors',
    description:
      'What CloudWatch keeps of Network Flow Monitors for 15 months, all of their flows together: whether the AWS network was degraded, and what was moved and lost.',
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
          'AWS’ own network health indicator of each monitor. Red: the AWS network between the monitor’s ends was impaired, so look at AWS Health and keep traffic within a zone until it is over. Green with losses below: it is not AWS’ network, so look at nodes and pods.',
      })
    )
    .withPanel(
      monitorStat({
        title: 'Time degraded',
        description:
          'For how much of the range the AWS network was degraded: 1 % of a week is 100 minutes, of an hour 36 seconds. Red: see above when it was, and below whether losses rose with it.',
        unit: 'percentunit',
        decimals: 1,
        steps: [{ value: 0.0001, color: 'red' }],
        width: 5,
        queries: [
          monitorSeries('health', 'HealthIndicator', 'Average').hide(true),
          // A share, not minutes: how often the indicator is published is not documented.
          reduce('share', 'health', 'mean'),
        ],
      })
    )
    .withPanel(
      monitorStat({
        title: 'Data transferred',
        description:
          'Payload of all flows in the range, both ways. Half of what it was: look whether agents or the monitor’s scope lost nodes, before you think that traffic fell.',
        unit: BYTES,
        width: 5,
        queries: [monitorSeries('bytes', 'DataTransferred').hide(true), reduce('total', 'bytes', 'sum')],
      })
    )
    .withPanel(
      monitorStat({
        title: 'Retransmissions per GB',
        description:
          'Of the whole range. Orange is about one segment of a thousand sent again, red one of a hundred: see below when it was, then look at the flow graph of that time. Unknown where fewer than ten would be orange: that is chance.',
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
        description:
          'Of the whole range: each stalls a connection for 200 ms or more. Orange or red: see below when it was, then look for pods that are not ready, policies, and connection tracking exceeded. Unknown where fewer than ten would be orange: that is chance.',
        unit: 'none',
        decimals: 1,
        steps: TIMEOUTS_STEPS,
        width: 5,
        queries: perGbOfRange('Timeouts', TIMEOUTS_STEPS),
      })
    )
    .withPanel(
      monitorStat({
        title: 'Round-trip time, mean',
        description:
          'Of the periods that have one. Far from what it was: look whether traffic moved to other zones, or whether paths are congested.',
        unit: 'µs',
        decimals: 1,
        width: 4,
        queries: [monitorSeries('times', 'RoundTripTime').hide(true), reduce('mean', 'times', 'mean')],
      })
    )
    .withPanel(
      monitorChart({
        title: 'Retransmissions per GB over time',
        description: `Segments sent again per GB of payload in each period. A rise while health is degraded is AWS’ network; without it, look at the allowances of nodes at that time. ${PERIOD}`,
        unit: 'none',
        queries: perGbOverTime('Retransmissions'),
      })
    )
    .withPanel(
      monitorChart({
        title: 'Timeouts per GB over time',
        description: `Sends that nobody answered, per GB of payload in each period. A rise without retransmissions is connections that cannot be opened: look at readiness, policies and connection tracking. ${PERIOD}`,
        unit: 'none',
        queries: perGbOverTime('Timeouts'),
      })
    )
    .withPanel(
      monitorChart({
        title: 'Data transferred per period',
        description: `Bytes of payload in each period, both ways, not per second. A sudden step: compare with rollouts; a gap: nothing was published, so look at the monitor and its agents. ${PERIOD}`,
        unit: BYTES,
        queries: [monitorSeries('bytes', 'DataTransferred')],
      })
    )
    .withPanel(
      monitorChart({
        title: 'Round-trip time',
        description: `Mean of each period that has one: it is measured for few flows. A step up that stays: traffic crosses zones that it did not cross. ${PERIOD}`,
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

/** The ratio of the sums: a mean of ratios would give quiet hours the weight of busy ones. */
function perGbOfRange(metric: Losses, steps: Threshold[]): Array<Builder<Dataquery>> {
  return [
    monitorSeries('events', metric).hide(true),
    monitorSeries('bytes', 'DataTransferred').hide(true),
    reduce('eventsTotal', 'events', 'sum').hide(true),
    reduce('bytesTotal', 'bytes', 'sum').hide(true),
    math('perGb', unlessChance('$eventsTotal / $bytesTotal * 1e9', steps)),
  ];
}

/** Not a number where few events reach a step by chance: 0 / 0, because Grafana's expressions have no condition. */
function unlessChance(perGb: string, steps: Threshold[]): string {
  const lowest = Math.min(...steps.map(({ value }) => value ?? 0));
  const isKnown = `($eventsTotal >= ${MIN_EVENTS.severe} || ${perGb} < ${lowest})`;
  return `${perGb} * ${isKnown} / ${isKnown}`;
}
