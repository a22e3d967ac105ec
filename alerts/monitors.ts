import { MONITORS_UID, NETWORK_OVERVIEW_UID } from '../src/common/dashboards';
import { MONITOR_ID, type MonitorMetric } from '../src/core/cloudwatch/monitorMetrics';
import { TIMES_USUAL } from '../src/core/diagnosis/limits';
import { type AlertRule, type MonitorNumber, type MonitorQuery } from './rule';

const MINUTE_SECONDS = 60;
const WEEK_SECONDS = 7 * 24 * 3_600;

/**
 * Share of the datapoints of 15 minutes above which the network counts as degraded: two of three, if one datapoint is
 * published every five minutes. The publishing interval is not documented; a mean is correct for any interval.
 */
const MAX_DEGRADED_SHARE = 0.5;

/** Fewer events in 30 minutes count as chance, at any ratio: a monitor with hardly any traffic is not worth an alert. */
const MIN_EVENTS = 100;
/**
 * Per GB. Rates below these limits have no noticeable effect, even if they are many times the baseline. AWS documents no
 * limits, so these are our own: 100 retransmissions per GB are one in about 7,000 full segments, and a timeout does more harm.
 */
const MIN_PER_GB = { Retransmissions: 100, Timeouts: 10 };

const COMMON = {
  severity: 'warning',
  runbook: 'monitors',
  links: {
    dashboard_url: { uid: MONITORS_UID, variables: { monitor: `{${MONITOR_ID}}` } },
    flow_graph_url: { uid: NETWORK_OVERVIEW_UID, variables: { monitor: '{monitor}' } },
  },
} as const;

/** Rules about the CloudWatch metrics of monitors: whether the AWS network or something else causes losses in the monitored flows. */
export function monitorRules(): Array<AlertRule<MonitorQuery>> {
  return [
    {
      ...COMMON,
      name: 'EastwestMonitorDegraded',
      title: 'AWS network degraded',
      uid: 'eastwest-monitor-degraded',
      query: {
        language: 'cloudwatch',
        numbers: { degraded: recent('HealthIndicator', 15, 1, 'mean') },
        value: '$degraded',
      },
      above: MAX_DEGRADED_SHARE,
      forSeconds: 0,
      summary: '{monitor}: the AWS network was degraded for {value} of the last 15 minutes',
      description:
        'AWS reports an impairment of its own network, so the cause is outside the cluster. In the flow graph, find the zones between which traffic is lost, and keep traffic within the other zones until the impairment ends.',
      valueFormat: 'humanizePercentage',
    },
    {
      ...COMMON,
      name: 'EastwestMonitorRetransmissions',
      title: 'Retransmissions well above the weekly baseline',
      uid: 'eastwest-monitor-retransmissions',
      query: lossesPerGb('Retransmissions'),
      above: MIN_PER_GB.Retransmissions,
      forSeconds: 10 * MINUTE_SECONDS,
      summary: '{monitor}: {value} retransmissions per GB in 30 minutes, more than 3 times the 7-day baseline',
      description:
        'First check whether the AWS network is degraded. If it is not, the cause is in the cluster: the flow graph shows the affected pairs, and the allowances of their nodes show why.',
      valueFormat: 'humanize',
    },
    {
      ...COMMON,
      name: 'EastwestMonitorTimeouts',
      title: 'Timeouts well above the weekly baseline',
      uid: 'eastwest-monitor-timeouts',
      query: lossesPerGb('Timeouts'),
      above: MIN_PER_GB.Timeouts,
      forSeconds: 10 * MINUTE_SECONDS,
      summary: '{monitor}: {value} timeouts per GB in 30 minutes, more than 3 times the 7-day baseline',
      description:
        'Some segments are never acknowledged. First check whether the AWS network is degraded. If it is not, check for pods that are not ready, changed network policies or security groups, and exceeded connection tracking.',
      valueFormat: 'humanize',
    },
  ];
}

function recent(
  metric: MonitorMetric,
  minutes: number,
  periodMinutes: number,
  reducer: MonitorNumber['reducer']
): MonitorNumber {
  return { metric, windowSeconds: minutes * MINUTE_SECONDS, periodSeconds: periodMinutes * MINUTE_SECONDS, reducer };
}

function ofLastWeek(metric: MonitorMetric): MonitorNumber {
  return { metric, windowSeconds: WEEK_SECONDS, periodSeconds: 3_600, reducer: 'sum' };
}

/**
 * Events per GB over 30 minutes, compared only if there are many of them, and far more than the baseline. The ratios are
 * ratios of sums, so that quiet hours count for little. The baseline week includes the 30 minutes, so that it exists for
 * a new monitor too.
 */
function lossesPerGb(metric: keyof typeof MIN_PER_GB): MonitorQuery {
  const usual = '($weekEvents / $weekBytes * 1e9)';
  return {
    language: 'cloudwatch',
    numbers: {
      events: recent(metric, 30, 5, 'sum'),
      bytes: recent('DataTransferred', 30, 5, 'sum'),
      weekEvents: ofLastWeek(metric),
      weekBytes: ofLastWeek('DataTransferred'),
    },
    value: '$events / $bytes * 1e9',
    compared: `$value * ($events >= ${MIN_EVENTS}) * ($value > ${TIMES_USUAL} * ${usual})`,
  };
}
