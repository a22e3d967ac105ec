import {
  type AbsoluteTimeRange,
  CoreApp,
  DashboardCursorSync,
  type FieldConfigSource,
  type PanelData,
  type PanelProps,
  useFieldOverrides,
} from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { ErrorBoundary, type PanelContext, PanelContextProvider, useTheme2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { type OpenedPanel } from '../panels/openPanel';
import { useWorkbench } from '../services/context';
import { type Panel } from '../model/dashboard';
import { PanelError } from './PanelError';

interface PanelContentProps {
  panel: Pick<Panel, 'id' | 'title' | 'transparent'>;
  opened: OpenedPanel;
  data: PanelData;
  timeZone: string;
  width: number;
  height: number;
}

/** The plugin's component with all props that Grafana passes to it. */
export function PanelContent({ panel, opened, data, timeZone, width, height }: PanelContentProps) {
  const { services } = useWorkbench();
  const { plugin } = opened;
  const [options, setOptions] = useState(opened.options);
  const [fieldConfig, setFieldConfig] = useState<FieldConfigSource>(opened.fieldConfig);
  const replace = services.templateSrv.replace;
  const displayed = useFieldOverrides(plugin, fieldConfig, data, timeZone, useTheme2(), replace) ?? data;
  const renderCounter = useCounter(displayed);
  const context = usePanelContextValue();
  const Component = plugin.panel;
  if (Component === null || width <= 0 || height <= 0) {
    return null;
  }
  const props: PanelProps = {
    id: panel.id,
    title: panel.title,
    data: displayed,
    timeRange: displayed.timeRange,
    timeZone,
    options,
    onOptionsChange: setOptions,
    fieldConfig,
    onFieldConfigChange: setFieldConfig,
    width,
    height,
    transparent: panel.transparent,
    renderCounter,
    eventBus: context.eventBus,
    replaceVariables: replace,
    onChangeTimeRange: zoomTo,
  };
  return (
    <ErrorBoundary dependencies={[data]} boundaryName={`panel-${panel.id}`}>
      {({ error }) =>
        error === null ? (
          <PanelContextProvider value={context}>
            <Component {...props} />
          </PanelContextProvider>
        ) : (
          <PanelError panelId={panel.id} message={error.message} visible={true} />
        )
      }
    </ErrorBoundary>
  );
}

function usePanelContextValue(): PanelContext {
  const { eventBus } = useWorkbench().services;
  return useMemo(
    () => ({ eventsScope: 'global', eventBus, app: CoreApp.Dashboard, sync: () => DashboardCursorSync.Off }),
    [eventBus]
  );
}

/** Counts how many times `value` has changed. */
function useCounter(value: unknown): number {
  const [counted, setCounted] = useState({ value, count: 0 });
  if (counted.value !== value) {
    setCounted({ value, count: counted.count + 1 });
  }
  return counted.count;
}

function zoomTo({ from, to }: AbsoluteTimeRange): void {
  locationService.partial({ from: Math.round(from), to: Math.round(to) });
}
