import { css } from '@emotion/css';
import { createDataFrame, FieldType, type GrafanaTheme2 } from '@grafana/data';
import { Sparkline, useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type TimeSeries, type Trend, TREND_METRICS, type TrendMetric } from '../../queries/trend';
import { type RequestState } from './useRequest';
import { formatBytes, formatCount } from '../../model/format';

const LABELS: Record<TrendMetric, string> = { DATA_TRANSFERRED: 'Data', RETRANSMISSIONS: 'Retransmissions' };
const FORMATS: Record<TrendMetric, (perSecond: number) => string> = {
  DATA_TRANSFERRED: (perSecond) => `${formatBytes(perSecond)}/s`,
  RETRANSMISSIONS: (perSecond) => `${formatCount(Math.round(perSecond * 100) / 100)}/s`,
};
const HEIGHT = 36;

interface Props {
  trends: RequestState<Trend[]>;
  /** What the two directions are called. */
  names: { outgoing: string; incoming: string };
  width: number;
}

/** How it went over the dashboard's range, from the agents' series. */
export function Trends({ trends, names, width }: Props) {
  const styles = useStyles2(getStyles);
  if (trends.state === 'asking') {
    return <div className={styles.note}>Asking Prometheus…</div>;
  }
  if (trends.state === 'failed') {
    return <div className={styles.note}>{`No trend: ${trends.problem}`}</div>;
  }
  const rows = TREND_METRICS.flatMap((metric) => {
    const trend = trends.answer.find((one) => one.metric === metric);
    return (['outgoing', 'incoming'] as const).flatMap((direction) => {
      const series = trend?.[direction];
      return series && series.values.some((value) => value > 0) ? [{ metric, direction, series }] : [];
    });
  });
  if (rows.length === 0) {
    return <div className={styles.note}>Not among the largest of the agents’ series in this range.</div>;
  }
  return (
    <>
      {rows.map(({ metric, direction, series }) => (
        <TrendLine
          key={`${metric} ${direction}`}
          label={`${LABELS[metric]} ${names[direction]}`}
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
  const most = format(max);
  const last = format(values[values.length - 1] ?? 0);
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
    <div role="img" aria-label={`${label}: at most ${most}, last ${last}`}>
      <div className={styles.label}>
        <span>{label}</span>
        <span className={styles.note}>{`most ${most}, last ${last}`}</span>
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
