import { type PanelPlugin } from '@grafana/data';
import { panelMeta } from '../plugins/pluginMeta';
import { barGaugePlugin } from './bargauge/plugin';
import { statPlugin } from './stat/plugin';
import { tablePlugin } from './table/plugin';
import { textPlugin } from './text/plugin';
import { timeSeriesPlugin } from './timeseries/plugin';

const replacements: Array<[id: string, name: string, plugin: PanelPlugin]> = [
  ['bargauge', 'Bar gauge', barGaugePlugin],
  ['stat', 'Stat', statPlugin],
  ['table', 'Table', tablePlugin],
  ['text', 'Text', textPlugin],
  ['timeseries', 'Time series', timeSeriesPlugin],
];

/** The workbench's replacements for Grafana's own panels, by panel type. */
export const builtInPanels: ReadonlyMap<string, PanelPlugin> = new Map(
  replacements.map(([id, name, plugin]) => [id, Object.assign(plugin, { meta: panelMeta(id, name) })])
);
