import { type PanelPlugin, type PluginMeta } from '@grafana/data';
import { loadPlugin } from '../plugins/loadPlugin';
import { servedMeta } from '../plugins/pluginMeta';
import { builtInPanels } from './builtIns';

/**
 * The panel of a type: a replacement for one of Grafana's own, or a plugin of the built bundle. Rejects for other
 * types.
 */
export async function loadPanel(type: string, manifests: PluginMeta[]): Promise<PanelPlugin> {
  const builtIn = builtInPanels.get(type);
  if (builtIn !== undefined) {
    return builtIn;
  }
  const manifest = manifests.find(({ id }) => id === type);
  if (manifest === undefined) {
    const known = [...builtInPanels.keys()].join(', ');
    throw new Error(
      `The workbench has no panel of type "${type}". Available types are ${known} and those of the built bundle.`
    );
  }
  return loadPlugin<PanelPlugin>(servedMeta(manifest));
}
