import { PanelPlugin } from '@grafana/data';
import { panelOptions } from '../shared/customFields';
import { BigValueColorMode, BigValueGraphMode, BigValueJustifyMode, BigValueTextMode } from '@grafana/ui';
import { REDUCED_DEFAULTS } from '../shared/reduced';
import { StatPanel } from './StatPanel';

/** The stat panel as a panel plugin. */
export const statPlugin = new PanelPlugin(StatPanel)
  .setPanelOptions(
    panelOptions({
      ...REDUCED_DEFAULTS,
      colorMode: BigValueColorMode.Value,
      graphMode: BigValueGraphMode.Area,
      justifyMode: BigValueJustifyMode.Auto,
      textMode: BigValueTextMode.Auto,
      wideLayout: true,
    })
  )
  .useFieldConfig()
  .setNoPadding();
