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
import { agentMetric, type MetricSubject } from '../../src/core/promql/catalogue';
import { type Grouping } from '../../src/core/promql/deltaGauge';
import { type LabelFilter } from '../../src/core/promql/selector';
import { QUERY_VERSION } from '../../src/core/query/savedQuery';
import { flowsDatasourceQuery } from '../query';
import { FLOWS_DATASOURCE } from '../variables';

interface MetricChartFacts {
  /** A metric of the agent; its title and description serve where none are given. */
  metric: string;
  title?: string;
  description?: string;
  groupBy?: Grouping;
  top?: number;
  /** Of the 24 columns of the grid. */
  width: number;
}

/** One metric of the agents per second, over time. */
export function metricChart({ metric, title, description, groupBy, top, width }: MetricChartFacts): PanelBuilder {
  const entry = agentMetric(metric);
  if (!entry) {
    throw new Error(`The agent has no metric "${metric}".`);
  }
  return (
    new PanelBuilder()
      .title(title ?? entry.title)
      .description(description ?? entry.description)
      .datasource(FLOWS_DATASOURCE.ref)
      .span(width)
      .height(8)
      .min(0)
      // As the agents are scraped: points between two scrapes repeat the one before.
      .interval('15s')
      .drawStyle(GraphDrawStyle.Line)
      .lineWidth(1)
      .fillOpacity(8)
      .showPoints(VisibilityMode.Never)
      // A pod that is gone has no traffic to draw a line through.
      .spanNulls(false)
      .legend(
        new VizLegendOptionsBuilder()
          .displayMode(LegendDisplayMode.List)
          .placement(LegendPlacement.Bottom)
          .showLegend(true)
      )
      .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
      .withTarget(
        flowsDatasourceQuery({
          version: QUERY_VERSION,
          queryType: 'metric',
          metric,
          groupBy,
          top,
          calculation: 'rate',
          filters: filtersOf(entry.subject),
        })
      )
  );
}

/** The dashboard's variables, as far as the metric has their labels. */
function filtersOf(subject: MetricSubject): LabelFilter[] {
  const node = { label: 'node', operator: '=~' as const, value: '$node' };
  return subject === 'pod' ? [{ label: 'namespace', operator: '=~', value: '$namespace' }, node] : [node];
}
