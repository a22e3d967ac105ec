import { MONITORS_UID, NETWORK_OVERVIEW_UID } from '../src/common/dashboards';
import { MONITOR_ID, type MonitorMetric } from '../src/core/cloudwatch/monitorMetrics';
import { type AlertRule, type MonitorNumber, type MonitorQuery } from './rule';

const MINUTE_SECONDS = 60;
const WEEK_SECONDS = 7 * 24 * 3_600;

/**
 * Of the datapoints of a quarter of an hour: two of three, if one is published in five minutes. How often
 * it is, is not documented; a mean is right for any.
 */
const MOST = 0.5;

/** Fewer in half an hour are chance, whatever the ratio: a monitor without traffic has none worth a call. */
const MIN_EVENTS = 100;
/** Beyond the noise of an ordinary day, and less than a path that fails makes of it. */
const TIMES_LAST_WEEK = 3;
/**
 * Per GB. Below them nobody feels anything, be it many times the usual. Ours, as nobody gives limits:
 * 100 retransmissions are one of some seven thousand full segments, and a timeout hurts more.
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

/** What CloudWatch tells of monitors: whether the AWS network or something else loses what they watch. */
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
      above: MOST,
      forSeconds: 0,
      summary: '{monitor}: the AWS network was degraded for {value} of the last quarter of an hour',
      description:
        'It is not in the cluster: AWS says so of its own network. Find the zones between which it loses in the flow graph, and keep traffic within the others until it is over.',
      valueFormat: 'humanizePercentage',
    },
    {
      ...COMMON,
      name: 'EastwestMonitorRetransmissions',
      title: 'Retransmissions far above the last week’s',
      uid: 'eastwest-monitor-retransmissions',
      query: lossesPerGb('Retransmissions'),
      above: MIN_PER_GB.Retransmissions,
      forSeconds: 10 * MINUTE_SECONDS,
      summary: '{monitor}: {value} retransmissions per GB in half an hour; three times the last week’s are too many',
      description:
        'Look first whether the AWS network is degraded. If it is not, it is the cluster: the flow graph tells which pairs lose, the allowances of their nodes why.',
      valueFormat: 'humanize',
    },
    {
      ...COMMON,
      name: 'EastwestMonitorTimeouts',
      title: 'Timeouts far above the last week’s',
      uid: 'eastwest-monitor-timeouts',
      query: lossesPerGb('Timeouts'),
      above: MIN_PER_GB.Timeouts,
      forSeconds: 10 * MINUTE_SECONDS,
      summary: '{monitor}: {value} timeouts per GB in half an hour; three times the last week’s are too many',
      description:
        'Something gets no answer at all. Look first whether the AWS network is degraded. If it is not, look for pods that are not ready, for policies that changed, and for connection tracking that is exceeded.',
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
 * Events per GB of half an hour, compared where they are many and far more than usual. Ratios of sums, so that
 * quiet hours count for little. The week has that half hour in it, so there is one even for a new monitor.
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
    compared: `$value * ($events >= ${MIN_EVENTS}) * ($value > ${TIMES_LAST_WEEK} * ${usual})`,
  };
}
