import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { type FlowFilter } from '../../src/core/flow/filter';
import { QUERY_VERSION } from '../../src/core/query/savedQuery';
import { flowsDatasourceQuery } from '../query';
import { lineChart } from './lineChart';

interface LossChartFacts {
  title: string;
  description: string;
  metric: 'RETRANSMISSIONS' | 'TIMEOUTS';
  filters: FlowFilter[];
}

/** Losses per second between pairs of workloads, over time. */
export function lossChart({ title, description, metric, filters }: LossChartFacts): PanelBuilder {
  // Agents report flows every 30 seconds.
  return lineChart({ title, description, width: 12, interval: '30s' }).withTarget(
    flowsDatasourceQuery({
      version: QUERY_VERSION,
      queryType: 'flows',
      monitor: '$monitor',
      metrics: [metric],
      filters,
      format: 'timeSeries',
      groupBy: ['clientName', 'serverName'],
    })
  );
}
