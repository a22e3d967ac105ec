import { LoadingState, PluginContextProvider } from '@grafana/data';
import { type PanelRendererProps } from '@grafana/runtime';
import React from 'react';
import { PanelContent } from '../dashboard/PanelContent';
import { useLoaded } from '../hooks/useLoaded';
import { toPanel } from '../model/dashboard';
import { useWorkbench } from '../services/context';
import { openPanel } from './openPanel';

/** A panel on the page of an app, with data of the page. Panels have the ID 1 there, as in Grafana 12.4. */
export function PanelRenderer({ pluginId, title, data, options = {}, width, height }: PanelRendererProps) {
  const { workbench } = useWorkbench();
  const panel = toPanel({ type: pluginId, title, options: { ...options } }, 1);
  const { value: opened, error } = useLoaded(() => openPanel(panel, workbench.plugins), pluginId);
  if (error !== undefined) {
    return <div>Failed to load plugin: {error}</div>;
  }
  return opened === undefined || data === undefined ? (
    <div data-panel-state={LoadingState.Loading}>Loading plugin panel...</div>
  ) : (
    <PluginContextProvider meta={opened.plugin.meta}>
      <PanelContent panel={panel} opened={opened} data={data} timeZone="browser" width={width} height={height} />
    </PluginContextProvider>
  );
}
