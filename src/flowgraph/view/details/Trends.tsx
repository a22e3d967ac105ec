import { css } from '@emotion/css';
import { createDataFrame, FieldType, type GrafanaTheme2 } from '@grafana/data';
import { Sparkline, useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type TimeSeries } from '../../model/timeSeries';
import { type Trend, TREND_METRICS, type TrendMetric } from '../../queries/trend';
import { type RequestState } from './useRequest';
import { formatBytes, formatCount } from '../../model/format';
import * as messages from '../../messages/details';

const FORMATS: Record<TrendMetric, (perSecond: number) => string> = {
  DATA_TRANSFERRED: (perSecond) => messages.perSecond(formatBytes(perSecond)),
  RETRANSMISSIONS: (perSecond) => messages.perSecond(formatCount(Math.round(perSecond * 100) / 100)),
};
const HEIGHT = 36;

interface Props {
  trends: RequestState<Trend[]>;
  /** Names of the two directions. */
  names: { outgoing: string; incoming: string };
  width: number;
}

/** The selection over the dashboard's time range, from the agents' series. */
export function Trends({ trends, names, width }: Props) {
  const styles = useStyles2(getStyles);
  if (trends.state === 'loading') {
    return <div className={styles.note}>{messages.loadingTrend}</div>;
  }
  if (trends.state === 'failed') {
    return <div className={styles.note}>{messages.trendUnavailable(trends.problem)}</div>;
  }
  const rows = TREND_METRICS.flatMap((metric) => {
    const trend = trends.result.find((one) => one.metric === metric);
    return (['outgoing', 'incoming'] as const).flatMap((direction) => {
      const series = trend?.[direction];
      return series && series.values.some((value) => value > 0) ? [{ metric, direction, series }] : [];
    });
  });
  if (rows.length === 0) {
    return <div className={styles.note}>{messages.noTrend}</div>;
  }
  return (
    <>
      {rows.map(({ metric, direction, series }) => (
        <TrendLine
          key={`${metric} ${direction}`}
          label={messages.trendName(metric, names[direction])}
          series={series}
          format={FORMATS[metric]}
          width={width}
        />
      ))}
    </>
  );
}

interface LineProps {
  label: string;
  series: TimeSeries;
  format: (perSecond: number) => string;
  width: number;
}

function TrendLine({ label, series, format, width }: LineProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { timesMs, values } = series;
  const max = Math.max(...values);
  const range = messages.trendRange(format(max), format(values[values.length - 1] ?? 0));
  const sparkline = useMemo(() => {
    const { fields } = createDataFrame({
      fields: [
        { name: 'Time', type: FieldType.time, values: timesMs },
        { name: label, type: FieldType.number, values },
      ],
    });
    const [x, y] = fields;
    return x && y && { x, y: { ...y, state: { range: { min: 0, max, delta: max } } } };
  }, [timesMs, values, label, max]);
  return (
    <div role="img" aria-label={`${label}: ${range}`}>
      <div className={styles.label}>
        <span>{label}</span>
        <span className={styles.note}>{range}</span>
      </div>
      {sparkline && timesMs.length > 1 && (
        <Sparkline theme={theme} width={width} height={HEIGHT} sparkline={sparkline} />
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({ color: theme.colors.text.secondary }),
  label: css({ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: theme.spacing(1) }),
});
