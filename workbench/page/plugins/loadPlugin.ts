import {
  type AppPlugin,
  type DataSourceApi,
  type DataSourcePlugin,
  locationUtil,
  type PanelPlugin,
  type PluginMeta,
} from '@grafana/data';

/** What a plugin's module.js exports as `plugin`. */
export type LoadedPlugin = PanelPlugin | DataSourcePlugin<DataSourceApi> | AppPlugin;

const loading = new Map<string, Promise<LoadedPlugin>>();

/** Loads a built plugin once, from the folder of its own ID at the address that Grafana uses. */
export function loadPlugin<T extends LoadedPlugin>(meta: PluginMeta): Promise<T> {
  const running = loading.get(meta.id) ?? importPlugin(meta);
  loading.set(meta.id, running);
  // The manifest's `type` determines which of the three the module exports.
  return running as Promise<T>;
}

async function importPlugin(meta: PluginMeta): Promise<LoadedPlugin> {
  const module = await window.System.import(
    locationUtil.assureBaseUrl(`/${meta.module}?_cache=${encodeURI(meta.info.version)}`)
  );
  const { plugin } = module;
  if (typeof plugin !== 'object' || plugin === null) {
    throw new Error(`${meta.id}/module.js does not export "plugin".`);
  }
  return Object.assign(plugin as LoadedPlugin, { meta });
}
