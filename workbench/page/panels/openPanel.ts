import { type FieldConfigSource, getPanelOptionsWithDefaults, type PanelPlugin, type PluginMeta } from '@grafana/data';
import { type Panel } from '../model/dashboard';
import { loadPanel } from './loadPanel';

/** A panel plugin with its effective options: the saved ones, migrated, with the plugin's defaults. */
export interface OpenedPanel {
  plugin: PanelPlugin;
  options: Record<string, unknown>;
  fieldConfig: FieldConfigSource;
}

/** Loads the plugin of a panel and applies its defaults and migrations. */
export async function openPanel(panel: Panel, manifests: PluginMeta[]): Promise<OpenedPanel> {
  const plugin = await loadPanel(panel.type, manifests);
  const migrated = await migrate(panel, plugin);
  const { options, fieldConfig } = getPanelOptionsWithDefaults({
    plugin,
    currentOptions: migrated,
    currentFieldConfig: panel.fieldConfig,
    isAfterPluginChange: false,
  });
  return { plugin, options, fieldConfig };
}

/** Migrates options that were saved by another version of the plugin, as Grafana does. */
async function migrate(panel: Panel, plugin: PanelPlugin): Promise<Record<string, unknown>> {
  const { id, type, title, options, fieldConfig, pluginVersion, targets } = panel;
  if (plugin.onPanelMigration === undefined || pluginVersion === plugin.meta.info?.version) {
    return options;
  }
  return plugin.onPanelMigration({ id, type, title, options, fieldConfig, pluginVersion, targets });
}
