import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { CLOUDWATCH_DATASOURCE } from '../cloudWatch';
import { NO_MONITOR_DATA } from '../noData';
import { NAMED_BY_MONITOR } from './byMonitor';
import { lineChart } from './lineChart';

interface MonitorChartFacts {
  title: string;
  description: string;
  unit: string;
  queries: Array<Builder<Dataquery>>;
}

/** A line for each monitor. Gaps of up to half an hour are connected, because data points can be rare. */
export function monitorChart({ title, description, unit, queries }: MonitorChartFacts): PanelBuilder {
  return lineChart({ title, description, width: 12, interval: '1m' })
    .datasource(CLOUDWATCH_DATASOURCE.ref)
    .unit(unit)
    .spanNulls(30 * 60_000)
    .targets(queries)
    .noValue(NO_MONITOR_DATA)
    .withTransformation(NAMED_BY_MONITOR);
}
