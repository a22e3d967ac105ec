import {
  LegendDisplayMode,
  LegendPlacement,
  VisibilityMode,
  VizLegendOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import {
  FieldColorBuilder,
  FieldColorModeId,
  MappingType,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/statetimeline';
import { CLOUDWATCH_DATASOURCE, monitorSeries } from '../cloudWatch';
import { MONITOR_HEALTH_TITLE, NO_MONITOR_HEALTH } from '../noData';
import { NAMED_BY_MONITOR } from './byMonitor';

const STATES: ValueMapping = {
  type: MappingType.ValueToText,
  options: {
    0: { text: 'Healthy', color: 'green', index: 0 },
    1: { text: 'Degraded', color: 'red', index: 1 },
  },
};

/** The times at which the AWS network was degraded, by monitor. */
export function monitorHealth({ description }: { description: string }): PanelBuilder {
  return (
    new PanelBuilder()
      .title(MONITOR_HEALTH_TITLE)
      .description(description)
      .datasource(CLOUDWATCH_DATASOURCE.ref)
      .span(24)
      .height(6)
      .mappings([STATES])
      // With thresholds, the panel would merge values into ranges and ignore the texts and colors of the mappings.
      .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassic))
      .disablePagination()
      .lineWidth(0)
      .fillOpacity(80)
      .rowHeight(0.8)
      .mergeValues(true)
      .showValue(VisibilityMode.Never)
      .legend(
        new VizLegendOptionsBuilder()
          .displayMode(LegendDisplayMode.List)
          .placement(LegendPlacement.Bottom)
          .showLegend(true)
      )
      .noValue(NO_MONITOR_HEALTH)
      .withTransformation(NAMED_BY_MONITOR)
      .withTarget(monitorSeries('health', 'HealthIndicator'))
  );
}
