import { PanelPlugin } from '@grafana/data';
import { panelOptions } from '../shared/customFields';
import { BarGaugeDisplayMode, BarGaugeNamePlacement, BarGaugeValueMode } from '@grafana/schema';
import { REDUCED_DEFAULTS } from '../shared/reduced';
import { BarGaugePanel } from './BarGaugePanel';

/** The bar gauge as a panel plugin. */
export const barGaugePlugin = new PanelPlugin(BarGaugePanel)
  .setPanelOptions(
    panelOptions({
      ...REDUCED_DEFAULTS,
      displayMode: BarGaugeDisplayMode.Gradient,
      valueMode: BarGaugeValueMode.Color,
      namePlacement: BarGaugeNamePlacement.Auto,
      showUnfilled: true,
      minVizWidth: 8,
      minVizHeight: 16,
      maxVizHeight: 300,
    })
  )
  .useFieldConfig();
