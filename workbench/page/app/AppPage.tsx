import { type AppPlugin, PluginContextProvider, type PluginMeta, urlUtil } from '@grafana/data';
import { Alert, LoadingPlaceholder } from '@grafana/ui';
import React from 'react';
import { useLocation } from 'react-router-dom-v5-compat';
import { useLoaded } from '../hooks/useLoaded';
import { loadPlugin } from '../plugins/loadPlugin';
import { servedMeta } from '../plugins/pluginMeta';
import { useWorkbench } from '../services/context';

/** The pages of an app plugin below `/a/<plugin id>`. */
export function AppPage({ pluginId }: { pluginId: string }) {
  const manifest = useWorkbench().workbench.plugins.find(({ id }) => id === pluginId);
  return manifest === undefined ? (
    <Failure pluginId={pluginId} text="The app is not in the built bundle." />
  ) : (
    <LoadedApp manifest={manifest} />
  );
}

function LoadedApp({ manifest }: { manifest: PluginMeta }) {
  const { pathname, search } = useLocation();
  const { value: plugin, error } = useLoaded(() => loadPlugin<AppPlugin>(servedMeta(manifest)), manifest.id);
  if (error !== undefined) {
    return <Failure pluginId={manifest.id} text={error} />;
  }
  if (plugin === undefined) {
    return <LoadingPlaceholder text="Loading app …" />;
  }
  if (plugin.root === undefined) {
    return <Failure pluginId={manifest.id} text="The app has no pages." />;
  }
  const { root: Root, meta } = plugin;
  return (
    <main data-testid={`app-${manifest.id}`} style={{ padding: 16 }}>
      <PluginContextProvider meta={meta}>
        <Root
          meta={meta}
          basename={`/a/${manifest.id}`}
          path={pathname}
          query={urlUtil.parseKeyValue(search.slice(1))}
          onNavChanged={() => undefined}
        />
      </PluginContextProvider>
    </main>
  );
}

function Failure({ pluginId, text }: { pluginId: string; text: string }) {
  return (
    <main style={{ padding: 16 }}>
      <Alert severity="error" title={`Failed to open the app "${pluginId}"`}>
        {text}
      </Alert>
    </main>
  );
}
