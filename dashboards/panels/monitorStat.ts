import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
  VizOrientation,
} from '@grafana/grafana-foundation-sdk/common';
import { type Threshold, ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { CLOUDWATCH_DATASOURCE } from '../cloudWatch';
import { NAMED_BY_MONITOR } from './byMonitor';

interface MonitorStatFacts {
  title: string;
  description: string;
  unit: string;
  decimals?: number;
  /** The value, from which on it is of that colour. */
  steps?: Threshold[];
  /** Of the 24 columns of the grid. */
  width: number;
  queries: Array<Builder<Dataquery>>;
}

/** One number for each monitor, of the whole range. */
export function monitorStat({ title, description, unit, decimals, steps = [], width, queries }: MonitorStatFacts) {
  const panel = new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(CLOUDWATCH_DATASOURCE.ref)
    .span(width)
    .height(5)
    .unit(unit)
    .colorMode(steps.length === 0 ? BigValueColorMode.None : BigValueColorMode.Value)
    .graphMode(BigValueGraphMode.None)
    .textMode(BigValueTextMode.ValueAndName)
    // One under the other: names of monitors are long.
    .orientation(VizOrientation.Horizontal)
    .wideLayout(true)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .thresholds(
      new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([{ value: null, color: 'green' }, ...steps])
    )
    .targets(queries)
    .withTransformation(NAMED_BY_MONITOR);
  return decimals === undefined ? panel : panel.decimals(decimals);
}
