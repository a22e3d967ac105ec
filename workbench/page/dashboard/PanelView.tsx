import { css } from '@emotion/css';
import { LoadingState, PluginContextProvider, type PanelData } from '@grafana/data';
import { PanelChrome } from '@grafana/ui';
import React, { useEffect } from 'react';
import { useLoaded } from '../hooks/useLoaded';
import { useObservable } from '../hooks/useObservable';
import { useSize } from '../hooks/useSize';
import { openPanel } from '../panels/openPanel';
import { type PanelRunner } from '../query/PanelRunner';
import { useWorkbench } from '../services/context';
import { useDashboard } from '../context/dashboardContext';
import { type Panel } from '../model/dashboard';
import { PanelContent } from './PanelContent';
import { PanelError } from './PanelError';
import { PanelMenu } from './PanelMenu';
import { PanelNotices } from './PanelNotices';

/** A panel in its frame. Tests read its state from `data-panel-state`, and which refresh it belongs to from the end of its time range. */
export function PanelView({ panel }: { panel: Panel }) {
  const { runners, state } = useDashboard();
  const runner = runners.get(panel.id);
  return runner === undefined ? null : <RunningPanel panel={panel} runner={runner} timeZone={state.timeZone} />;
}

function RunningPanel({ panel, runner, timeZone }: { panel: Panel; runner: PanelRunner; timeZone: string }) {
  const { workbench, services } = useWorkbench();
  const [ref, { width, height }] = useSize();
  const data = useObservable(runner.data);
  const { value: opened, error: loadError } = useLoaded(() => openPanel(panel, workbench.plugins), panel);
  useEffect(() => runner.width.next(width), [runner, width]);
  const error = loadError ?? errorOf(data);
  const state = error === undefined ? (data?.state ?? LoadingState.NotStarted) : LoadingState.Error;
  const title = services.templateSrv.replace(panel.title, {}, 'text');
  return (
    <div
      ref={ref}
      className={filling}
      data-testid={`panel-${panel.id}`}
      data-panel-state={state}
      data-panel-range-end={data?.timeRange.to.valueOf()}
      data-panel-title={title}
    >
      {width > 0 && (
        <PanelChrome
          title={title}
          description={
            panel.description === '' ? undefined : services.templateSrv.replace(panel.description, {}, 'text')
          }
          width={width}
          height={height}
          padding={opened?.plugin.noPadding ? 'none' : 'md'}
          displayMode={panel.transparent ? 'transparent' : 'default'}
          loadingState={opened === undefined && error === undefined ? LoadingState.Loading : state}
          statusMessage={error}
          titleItems={<PanelNotices panel={panel} data={data} />}
          menu={<PanelMenu panel={panel} />}
          hoverHeader={title === ''}
        >
          {(innerWidth, innerHeight) => (
            <>
              {error !== undefined && (
                <PanelError panelId={panel.id} message={error} visible={loadError !== undefined} />
              )}
              {opened !== undefined && data !== undefined && (
                <PluginContextProvider meta={opened.plugin.meta}>
                  <PanelContent
                    panel={panel}
                    opened={opened}
                    data={data}
                    timeZone={timeZone}
                    width={innerWidth}
                    height={innerHeight}
                  />
                </PluginContextProvider>
              )}
            </>
          )}
        </PanelChrome>
      )}
    </div>
  );
}

function errorOf(data: PanelData | undefined): string | undefined {
  const errors = data?.errors ?? (data?.error === undefined ? [] : [data.error]);
  const texts = errors.map(
    ({ message, data: body, statusText }) => message ?? body?.message ?? statusText ?? 'Query error'
  );
  return texts.length === 0 ? undefined : [...new Set(texts)].join('\n');
}

const filling = css({ position: 'absolute', inset: 0 });
