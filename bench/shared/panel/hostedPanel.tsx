import {
  createTheme,
  type DataFrame,
  dateTime,
  EventBusSrv,
  type FieldConfigSource,
  LoadingState,
  type PanelData,
  type TimeRange,
  ThemeContext,
} from '@grafana/data';
import { GlobalStyles } from '@grafana/ui';
import React from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { FlowGraphPanel } from '../../../src/flowgraph/FlowGraphPanel';
import { type Size } from '../../../src/flowgraph/layout/geometry';
import { type FlowGraphOptions } from '../../../src/flowgraph/model/options';

export interface HostedPanelProps {
  /** Undefined for a panel without data. */
  frame: DataFrame | undefined;
  options: FlowGraphOptions;
  /** The size of the whole panel, in CSS pixels. */
  size: Size;
  mode: 'dark' | 'light';
}

/** The id of the panel, which is part of its parameter in the URL. */
export const PANEL_ID = 1;

const RANGE: TimeRange = { from: dateTime(0), to: dateTime(1), raw: { from: 'now-1h', to: 'now' } };
const FIELD_CONFIG: FieldConfigSource = { defaults: {}, overrides: [] };
const THEMES = { dark: createTheme({ colors: { mode: 'dark' } }), light: createTheme({ colors: { mode: 'light' } }) };
const EVENTS = new EventBusSrv();
const nothing = () => undefined;

/** The panel as Grafana shows it: with React, toolbar, legend, caption, and the accessible list. */
export class HostedPanel {
  private readonly root: Root;

  constructor(container: HTMLElement) {
    this.root = createRoot(container);
  }

  show({ frame, options, size, mode }: HostedPanelProps): void {
    const data: PanelData = { state: LoadingState.Done, series: frame ? [frame] : [], timeRange: RANGE };
    flushSync(() =>
      this.root.render(
        <ThemeContext.Provider value={THEMES[mode]}>
          <GlobalStyles />
          <FlowGraphPanel
            id={PANEL_ID}
            title="Benchmark"
            data={data}
            options={options}
            fieldConfig={FIELD_CONFIG}
            timeRange={RANGE}
            timeZone="utc"
            transparent={false}
            renderCounter={0}
            eventBus={EVENTS}
            replaceVariables={(text) => text}
            onOptionsChange={nothing}
            onFieldConfigChange={nothing}
            onChangeTimeRange={nothing}
            {...size}
          />
        </ThemeContext.Provider>
      )
    );
  }

  destroy(): void {
    this.root.unmount();
  }
}
