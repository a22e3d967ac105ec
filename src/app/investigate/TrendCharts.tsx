import { css } from '@emotion/css';
import {
  type AbsoluteTimeRange,
  createDataFrame,
  type DataFrame,
  dateTime,
  FieldType,
  type GrafanaTheme2,
  LoadingState,
  type PanelData,
} from '@grafana/data';
import { PanelRenderer } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type Trends } from '../../core/diagnosis/trends';
import { type ClusterEvent } from '../../core/events/event';
import { eventsFrame } from '../../frames/eventsFrame';
import { useWidth } from '../shared/useWidth';
import * as messages from './messages';

const HEIGHT_PX = 150;

interface TrendChartsProps {
  trends: Trends;
  /** Marked in all charts. */
  events: readonly ClusterEvent[];
  onRange: (range: AbsoluteTimeRange) => void;
}

/** Charts of one time axis. Dragging over any of them selects a time span. */
export function TrendCharts({ trends, events, onRange }: TrendChartsProps) {
  const styles = useStyles2(getStyles);
  const { timesMs, bytesPerSecond, losses, exceededPackets } = trends;
  const charts = [
    { title: messages.TRAFFIC_TITLE, values: bytesPerSecond, unit: 'Bps' },
    { title: messages.LOSSES_TITLE, values: losses, unit: 'short' },
    ...(exceededPackets ? [{ title: messages.EXCEEDED_TITLE, values: exceededPackets, unit: 'short' }] : []),
  ];
  return (
    <div className={styles.charts}>
      {charts.map((chart) => (
        <TrendChart key={chart.title} {...chart} timesMs={timesMs} events={events} onRange={onRange} />
      ))}
    </div>
  );
}

interface TrendChartProps extends Pick<TrendChartsProps, 'events' | 'onRange'> {
  title: string;
  timesMs: readonly number[];
  values: readonly number[];
  unit: string;
}

/** Grafana's time series without a legend: the title names the only line. */
const OPTIONS = {
  legend: { showLegend: false, displayMode: 'hidden', placement: 'bottom', calcs: [] },
  tooltip: { mode: 'single', sort: 'none' },
};

function TrendChart({ title, timesMs, values, unit, events, onRange }: TrendChartProps) {
  const styles = useStyles2(getStyles);
  const [ref, widthPx] = useWidth();
  const data = useMemo(
    (): PanelData => ({
      state: LoadingState.Done,
      series: [trendFrame(title, timesMs, values)],
      annotations: [eventsFrame(events)],
      timeRange: rangeOf(timesMs),
    }),
    [title, timesMs, values, events]
  );
  const fieldConfig = useMemo(
    () => ({
      defaults: { unit, min: 0, custom: { fillOpacity: 15, lineWidth: 1, showPoints: 'never' } },
      overrides: [],
    }),
    [unit]
  );
  return (
    <figure ref={ref} className={styles.chart}>
      <figcaption className={styles.title}>{title}</figcaption>
      {widthPx > 0 && (
        <PanelRenderer
          title={title}
          pluginId="timeseries"
          data={data}
          options={OPTIONS}
          fieldConfig={fieldConfig}
          onChangeTimeRange={onRange}
          width={widthPx}
          height={HEIGHT_PX}
        />
      )}
    </figure>
  );
}

function trendFrame(title: string, timesMs: readonly number[], values: readonly number[]): DataFrame {
  return createDataFrame({
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: [...timesMs] },
      { name: title, type: FieldType.number, config: {}, values: [...values] },
    ],
  });
}

function rangeOf(timesMs: readonly number[]): PanelData['timeRange'] {
  const range = { from: dateTime(timesMs[0] ?? 0), to: dateTime(timesMs.at(-1) ?? 0) };
  return { ...range, raw: range };
}

const getStyles = (theme: GrafanaTheme2) => ({
  charts: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 360px), 1fr))',
    gap: theme.spacing(2),
  }),
  chart: css({ margin: 0, minWidth: 0 }),
  title: css({ ...theme.typography.bodySmall, fontWeight: theme.typography.fontWeightMedium }),
});
