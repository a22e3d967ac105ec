import {
  GraphDrawStyle,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { NO_FLOWS_OR_METRICS } from '../noData';
import { FLOWS_DATASOURCE } from '../variables';

interface LineChartFacts {
  title: string;
  description: string;
  /** Of the 24 columns of the grid. */
  width: number;
  /** The shortest step with new data in each step. */
  interval: string;
}

/** A time series panel without queries. */
export function lineChart({ title, description, width, interval }: LineChartFacts): PanelBuilder {
  return (
    new PanelBuilder()
      .title(title)
      .description(description)
      .datasource(FLOWS_DATASOURCE.ref)
      .span(width)
      .height(8)
      .noValue(NO_FLOWS_OR_METRICS)
      .min(0)
      .interval(interval)
      .drawStyle(GraphDrawStyle.Line)
      .lineWidth(1)
      .fillOpacity(8)
      .showPoints(VisibilityMode.Never)
      // A terminated pod has no traffic, so its line must end.
      .spanNulls(false)
      .legend(
        new VizLegendOptionsBuilder()
          .displayMode(LegendDisplayMode.List)
          .placement(LegendPlacement.Bottom)
          .showLegend(true)
      )
      .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
  );
}
