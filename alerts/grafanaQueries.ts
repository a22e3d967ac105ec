/** What a rule of Grafana asks and works out before it compares. */
import { monitorMetricQuery } from '../src/core/cloudwatch/monitorMetrics';
import { type AlertRule, type MonitorNumber, type MonitorQuery, type PromQlQuery } from './rule';

/** The data sources of provisioning/datasources. */
const PROMETHEUS_UID = 'eastwest-prometheus';
const CLOUDWATCH_UID = 'eastwest-cloudwatch';

const EXPRESSIONS = { type: '__expr__', uid: '__expr__' };

export interface QueryNode {
  refId: string;
  datasourceUid: string;
  relativeTimeRange?: { from: number; to: number };
  model: { refId: string };
}

export interface Worked {
  nodes: QueryNode[];
  /** The node of the alert's value; the last one is what is compared. */
  valueRefId: string;
}

export function workedOut({ query }: AlertRule): Worked {
  return query.language === 'promql' ? promQl(query) : ofMonitors(query);
}

/** One of Grafana's own expressions, over another node or, as math, over any. */
export function expressionNode(
  refId: string,
  type: 'math' | 'reduce' | 'threshold',
  expression: string,
  more: object = {}
): QueryNode {
  const model = { refId, type, expression, datasource: EXPRESSIONS, ...more };
  return { refId, datasourceUid: EXPRESSIONS.uid, model };
}

function promQl({ expr }: PromQlQuery): Worked {
  const refId = 'A';
  const model = { refId, expr, instant: true, range: false, intervalMs: 1_000, maxDataPoints: 43_200 };
  const node = { refId, relativeTimeRange: { from: 600, to: 0 }, datasourceUid: PROMETHEUS_UID, model };
  return { nodes: [node], valueRefId: refId };
}

function ofMonitors({ numbers, value, compared }: MonitorQuery): Worked {
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
  const asked = monitorMetricQuery({ metric, period: String(periodSeconds), region: 'default', monitor: '*' });
  return {
    refId,
    relativeTimeRange: { from: windowSeconds, to: 0 },
    datasourceUid: CLOUDWATCH_UID,
    model: { refId, ...asked },
  };
}
