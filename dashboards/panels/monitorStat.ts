import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { BigValueTextMode, ReduceDataOptionsBuilder, VizOrientation } from '@grafana/grafana-foundation-sdk/common';
import { type Threshold } from '@grafana/grafana-foundation-sdk/dashboard';
import { CLOUDWATCH_DATASOURCE } from '../cloudWatch';
import { NAMED_BY_MONITOR } from './byMonitor';
import { stat } from './stat';

interface MonitorStatFacts {
  title: string;
  description: string;
  unit: string;
  decimals?: number;
  /** The color from each value on; below the first value, the color is green. */
  steps?: Threshold[];
  /** Of the 24 columns of the grid. */
  width: number;
  queries: Array<Builder<Dataquery>>;
}

/** One number for each monitor, over the whole range. */
export function monitorStat({ decimals, steps = [], queries, ...facts }: MonitorStatFacts) {
  const colored = steps.length === 0 ? [] : [{ value: 0, color: 'green' }, ...steps];
  const panel = stat({ ...facts, height: 5, steps: colored })
    .datasource(CLOUDWATCH_DATASOURCE.ref)
    .textMode(BigValueTextMode.ValueAndName)
    // Vertically stacked, because names of monitors are long.
    .orientation(VizOrientation.Horizontal)
    .wideLayout(true)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .targets(queries)
    .withTransformation(NAMED_BY_MONITOR);
  return decimals === undefined ? panel : panel.decimals(decimals);
}
