/**
 * What Network Flow Monitor publishes to CloudWatch of each monitor, all of its flows together (CloudWatch
 * user guide, Network Flow Monitor metrics), and how Grafana's own CloudWatch data source is asked for it.
 */

const NAMESPACE = 'AWS/NetworkFlowMonitor';

/** The dimension of all of them, and the label of their series in Grafana: the monitor's ARN. */
export const MONITOR_ID = 'MonitorId';

/** Payload bytes, counts, counts, microseconds (sparse), and 0 for healthy or 1 for degraded. */
export type MonitorMetric = 'DataTransferred' | 'Retransmissions' | 'Timeouts' | 'RoundTripTime' | 'HealthIndicator';

export type Statistic = 'Sum' | 'Average' | 'Maximum';

/** What is told of a period: counts add up, round-trip times have a mean, and health is as bad as it was at worst. */
export const USUAL_STATISTIC: Record<MonitorMetric, Statistic> = {
  DataTransferred: 'Sum',
  Retransmissions: 'Sum',
  Timeouts: 'Sum',
  RoundTripTime: 'Average',
  HealthIndicator: 'Maximum',
};

interface MonitorMetricRequest {
  metric: MonitorMetric;
  statistic?: Statistic;
  /** Seconds, or "auto" for what the range allows. */
  period: string;
  /** "default" is the data source's own. */
  region: string;
  /** An ARN, a variable of a dashboard, or "*" for all monitors of the Region. */
  monitor: string;
}

/**
 * A query as Grafana saves it. The label is the ARN alone, so that series of two metrics have the same labels
 * and expressions can divide one by the other; a wildcard becomes a search, with a series for each monitor.
 */
export function monitorMetricQuery({ metric, statistic = USUAL_STATISTIC[metric], ...scope }: MonitorMetricRequest) {
  const { period, region, monitor } = scope;
  return {
    queryMode: 'Metrics',
    // A search rather than SQL, by the builder rather than by code.
    metricQueryType: 0,
    metricEditorMode: 0,
    region,
    namespace: NAMESPACE,
    metricName: metric,
    statistic,
    dimensions: { [MONITOR_ID]: monitor },
    matchExact: true,
    period,
    label: `\${PROP('Dim.${MONITOR_ID}')}`,
    id: '',
    expression: '',
  };
}

/** What the variable of a dashboard asks for: the ARNs of a Region's monitors. */
export function monitorsQuery(region: string) {
  return {
    refId: 'monitors',
    queryType: 'dimensionValues',
    region,
    namespace: NAMESPACE,
    metricName: 'DataTransferred' satisfies MonitorMetric,
    dimensionKey: MONITOR_ID,
    dimensionFilters: {},
  };
}

/** What the ARN of a monitor has before its name, as a regular expression. */
export const BEFORE_MONITOR_NAME = '.*:monitor/';
