/** The queries and expressions of a Grafana rule, up to the value that it compares. */
import { monitorMetricQuery } from '../src/core/cloudwatch/monitorMetrics';
import { type AlertRule, type LogsQuery, type MonitorNumber, type MonitorQuery, type PromQlQuery } from './rule';

/** UIDs of the data sources in provisioning/datasources. */
const PROMETHEUS_UID = 'eastwest-prometheus';
const CLOUDWATCH_UID = 'eastwest-cloudwatch';

const EXPRESSIONS = { type: '__expr__', uid: '__expr__' };

export interface QueryNode {
  refId: string;
  datasourceUid: string;
  relativeTimeRange?: { from: number; to: number };
  model: { refId: string };
}

export interface QueryNodes {
  nodes: QueryNode[];
  /** refId of the alert's value. The last node is the one that is compared. */
  valueRefId: string;
}

export function queryNodesOf({ query }: AlertRule): QueryNodes {
  switch (query.language) {
    case 'promql':
      return promQl(query);
    case 'cloudwatch':
      return ofMonitors(query);
    case 'cloudwatch-logs':
      return ofLogs(query);
  }
}

/** One of Grafana's server-side expressions, over another node or, for math, over several. */
export function expressionNode(
  refId: string,
  type: 'math' | 'reduce' | 'threshold',
  expression: string,
  more: object = {}
): QueryNode {
  const model = { refId, type, expression, datasource: EXPRESSIONS, ...more };
  return { refId, datasourceUid: EXPRESSIONS.uid, model };
}

function promQl({ expr }: PromQlQuery): QueryNodes {
  const refId = 'A';
  const model = { refId, expr, instant: true, range: false, intervalMs: 1_000, maxDataPoints: 43_200 };
  const node = { refId, relativeTimeRange: { from: 600, to: 0 }, datasourceUid: PROMETHEUS_UID, model };
  return { nodes: [node], valueRefId: refId };
}

function ofLogs({ query, windowSeconds }: LogsQuery): QueryNodes {
  const refId = 'A';
  const node = {
    ...{ refId, relativeTimeRange: { from: windowSeconds, to: 0 }, datasourceUid: CLOUDWATCH_UID },
    model: { refId, ...query },
  };
  return { nodes: [node], valueRefId: refId };
}

function ofMonitors({ numbers, value, compared }: MonitorQuery): QueryNodes {
  const nodes = Object.entries(numbers).flatMap(([name, number]) => {
    const series = `${name}Series`;
    const { reducer } = number;
    return [
      metricNode(series, number),
      expressionNode(name, 'reduce', series, { reducer, settings: { mode: 'dropNN' } }),
    ];
  });
  nodes.push(expressionNode('value', 'math', value));
  if (compared !== undefined) {
    nodes.push(expressionNode('compared', 'math', compared));
  }
  return { nodes, valueRefId: 'value' };
}

function metricNode(refId: string, { metric, windowSeconds, periodSeconds }: MonitorNumber): QueryNode {
  const query = monitorMetricQuery({ metric, period: String(periodSeconds), region: 'default', monitor: '*' });
  return {
    refId,
    relativeTimeRange: { from: windowSeconds, to: 0 },
    datasourceUid: CLOUDWATCH_UID,
    model: { refId, ...query },
  };
}
