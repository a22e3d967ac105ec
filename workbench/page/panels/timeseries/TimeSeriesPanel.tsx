import { type PanelProps } from '@grafana/data';
import {
  EventBusPlugin,
  type PanelContext,
  PanelContextProvider,
  SeriesVisibilityChangeMode,
  TimeSeries,
  TooltipPlugin2,
  usePanelContext,
} from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { NoData } from '../shared/NoData';
import { graphableFrames } from './graphable';
import { type TimeSeriesOptions } from './options';
import { SeriesTooltip } from './SeriesTooltip';
import { hideOthers, type Isolated, nextIsolated, seriesNames } from './visibility';

/** Replaces Grafana's time series panel, with the same uPlot wrapper of @grafana/ui. */
export function TimeSeriesPanel(props: PanelProps<TimeSeriesOptions>) {
  const { data, timeRange, timeZone, width, height, options, onChangeTimeRange } = props;
  const { frames, context, visibilityKey } = useVisibleFrames(props);
  if (frames.length === 0) {
    return <NoData fieldConfig={props.fieldConfig} />;
  }
  const { legend, tooltip } = options;
  return (
    <PanelContextProvider value={context}>
      <TimeSeries
        key={visibilityKey}
        frames={frames}
        structureRev={data.structureRev}
        timeRange={timeRange}
        timeZone={[timeZone]}
        width={width}
        height={height}
        legend={{ ...legend, showLegend: legend.showLegend && legend.displayMode !== 'hidden' }}
        options={options}
      >
        {(config, aligned) => (
          <>
            <EventBusPlugin config={config} eventBus={context.eventBus} frame={aligned} />
            <TooltipPlugin2
              config={config}
              hoverMode={tooltip.mode === 'multi' ? 1 : 0}
              queryZoom={onChangeTimeRange}
              clientZoom={true}
              render={(_plot, rows, nearest) => (
                <SeriesTooltip frame={aligned} rows={rows} nearest={nearest} options={tooltip} timeZone={timeZone} />
              )}
            />
          </>
        )}
      </TimeSeries>
    </PanelContextProvider>
  );
}

/**
 * The frames without the series that the legend has hidden, and the context through which the legend reports clicks.
 */
function useVisibleFrames({ data }: PanelProps<TimeSeriesOptions>) {
  const parent = usePanelContext();
  const [isolated, setIsolated] = useState<Isolated>();
  const all = useMemo(() => graphableFrames(data.series), [data.series]);
  const frames = useMemo(() => hideOthers(all, isolated), [all, isolated]);
  const context = useMemo<PanelContext>(
    () => ({
      ...parent,
      onToggleSeriesVisibility: (label, mode) =>
        setIsolated((current) =>
          nextIsolated(current, label, mode === SeriesVisibilityChangeMode.AppendToSelection, seriesNames(all))
        ),
    }),
    [parent, all]
  );
  return { frames, context, visibilityKey: isolated === undefined ? '' : [...isolated].sort().join('\n') };
}
