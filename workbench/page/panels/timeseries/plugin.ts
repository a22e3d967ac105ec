import { FieldColorModeId, FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { LegendDisplayMode } from '@grafana/schema';
import { customFields, panelOptions } from '../shared/customFields';
import { FIELD_DEFAULTS } from './options';
import { TimeSeriesPanel } from './TimeSeriesPanel';

/** The time series panel as a panel plugin. */
export const timeSeriesPlugin = new PanelPlugin(TimeSeriesPanel)
  .setPanelOptions(
    panelOptions({
      legend: { displayMode: LegendDisplayMode.List, placement: 'bottom', showLegend: true, calcs: [] },
      tooltip: { mode: 'single', sort: 'none' },
    })
  )
  .useFieldConfig({
    standardOptions: { [FieldConfigProperty.Color]: { defaultValue: { mode: FieldColorModeId.PaletteClassic } } },
    useCustomConfig: customFields(FIELD_DEFAULTS),
  });
