/**
 * The metrics that Network Flow Monitor publishes to CloudWatch for each monitor, over all of its flows (CloudWatch user
 * guide, Network Flow Monitor metrics), and their queries in Grafana's CloudWatch data source.
 */

const NAMESPACE = 'AWS/NetworkFlowMonitor';

/** The dimension of all metrics, and the label of their series in Grafana. The value is the monitor's ARN. */
export const MONITOR_ID = 'MonitorId';

/** In this order: payload bytes, a count, a count, microseconds (sparse), and 0 for healthy or 1 for degraded. */
export type MonitorMetric = 'DataTransferred' | 'Retransmissions' | 'Timeouts' | 'RoundTripTime' | 'HealthIndicator';

export type Statistic = 'Sum' | 'Average' | 'Maximum';

/** The statistic of a period: counts add up, round-trip times are averaged, and health is the worst value. */
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
  /** The period in seconds, or "auto" for the shortest that the time range allows. */
  period: string;
  /** A Region, or "default" for that of the data source. */
  region: string;
  /** An ARN, a dashboard variable, or "*" for all monitors of the Region. */
  monitor: string;
}

/**
 * A query as Grafana saves it. The label is only the ARN, so that series of two metrics have the same labels and expressions
 * can divide one by the other. A wildcard becomes a search, with a series for each monitor.
 */
export function monitorMetricQuery({ metric, statistic = USUAL_STATISTIC[metric], ...scope }: MonitorMetricRequest) {
  const { period, region, monitor } = scope;
  return {
    queryMode: 'Metrics',
    // A metric search instead of SQL, in the builder instead of the code editor.
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

/** The query of a dashboard variable for the ARNs of a Region's monitors. */
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

/** A regular expression for the part of a monitor's ARN before its name. */
export const BEFORE_MONITOR_NAME = '.*:monitor/';
