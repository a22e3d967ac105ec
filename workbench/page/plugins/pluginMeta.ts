import { type PanelPluginMeta, type PluginMeta, PluginType } from '@grafana/data';

/** A manifest for what Grafana has built in and the workbench stands in for. */
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

export function panelMeta(id: string, name: string): PanelPluginMeta {
  return { ...builtInMeta(id, name, PluginType.panel), sort: 0 };
}

/** The server hands out plugin.json as it is; Grafana adds where the plugin is served from, relative to the sub path. */
export function servedMeta(manifest: PluginMeta): PluginMeta {
  const baseUrl = `public/plugins/${manifest.id}`;
  return { ...manifest, baseUrl, module: `${baseUrl}/module.js` };
}
