import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { type LabelFilter } from '../../src/core/prometheus/matcher';
import { type AgentMetric, agentMetric } from '../../src/core/prometheus/agent/catalog';
import { type MetricGrouping } from '../../src/core/prometheus/agent/deltaGauge';
import { QUERY_VERSION } from '../../src/core/query/savedQuery';
import { flowsDatasourceQuery } from '../query';
import { lineChart } from './lineChart';

interface MetricChartFacts {
  /** A metric of the agent; its title and description are the defaults. */
  metric: string;
  title?: string;
  description?: string;
  groupBy?: MetricGrouping;
  top?: number;
  /** Only series with these labels. */
  filters: LabelFilter[];
  /** Of the 24 columns of the grid. */
  width: number;
}

/** One metric of the agents, per second, over time. */
export function metricChart({
  metric,
  title,
  description,
  groupBy,
  top,
  filters,
  width,
}: MetricChartFacts): PanelBuilder {
  const entry = knownMetric(metric);
  return lineChart({
    title: title ?? entry.title,
    description: description ?? entry.description,
    width,
    // The scrape interval of the agents: points between two scrapes would repeat the previous one.
    interval: '15s',
  }).withTarget(
    flowsDatasourceQuery({
      version: QUERY_VERSION,
      queryType: 'metric',
      metric,
      groupBy,
      top,
      calculation: 'rate',
      filters,
    })
  );
}

/** @throws for a metric that the agent does not export, which is a bug in a dashboard */
export function knownMetric(metric: string): AgentMetric {
  const entry = agentMetric(metric);
  if (!entry) {
    throw new Error(`The agent has no metric "${metric}".`);
  }
  return entry;
}
