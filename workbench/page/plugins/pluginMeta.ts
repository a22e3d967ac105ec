import { type PanelPluginMeta, type PluginMeta, PluginType } from '@grafana/data';

/** A manifest for a built-in plugin of Grafana that the workbench replaces. */
export function builtInMeta(id: string, name: string, type: PluginType): PluginMeta {
  return {
    id,
    name,
    type,
    module: `core:plugin/${id}`,
    baseUrl: `public/plugins/${id}`,
    info: {
      author: { name: 'Grafana Labs' },
      description: '',
      links: [],
      logos: { small: '', large: '' },
      screenshots: [],
      updated: '',
      version: '',
    },
  };
}

/** A manifest for a built-in panel. */
export function panelMeta(id: string, name: string): PanelPluginMeta {
  return { ...builtInMeta(id, name, PluginType.panel), sort: 0 };
}

/**
 * The manifest with the plugin's address, which Grafana adds relative to the sub path; the server returns plugin.json
 * unchanged.
 */
export function servedMeta(manifest: PluginMeta): PluginMeta {
  const baseUrl = `public/plugins/${manifest.id}`;
  return { ...manifest, baseUrl, module: `${baseUrl}/module.js` };
}
