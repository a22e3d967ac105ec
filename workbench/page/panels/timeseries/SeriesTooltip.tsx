import { css } from '@emotion/css';
import {
  type DataFrame,
  dateTimeFormat,
  formattedValueToString,
  getFieldDisplayName,
  type GrafanaTheme2,
} from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type TimeSeriesOptions } from './options';

interface SeriesTooltipProps {
  frame: DataFrame;
  /** The row under the cursor for each field of the aligned frame; null if it has none. */
  rows: Array<number | null>;
  /** The field nearest to the cursor. */
  nearest: number | null;
  options: TimeSeriesOptions['tooltip'];
  timeZone: string;
}

interface Line {
  index: number;
  name: string;
  color: string;
  value: number;
  text: string;
}

/** The time and values under the cursor, of the nearest series or of all. */
export function SeriesTooltip({ frame, rows, nearest, options, timeZone }: SeriesTooltipProps) {
  const styles = useStyles2(getStyles);
  const row = rows.find((candidate) => candidate !== null) ?? 0;
  return (
    <div className={styles.wrapper}>
      <div className={styles.time}>{dateTimeFormat(frame.fields[0]?.values[row], { timeZone })}</div>
      {tooltipLines(frame, rows, nearest, options).map((line) => (
        <div key={line.index} className={line.index === nearest ? styles.nearest : styles.line}>
          <span className={styles.swatch} style={{ background: line.color }} />
          <span className={styles.name}>{line.name}</span>
          <span className={styles.value}>{line.text}</span>
        </div>
      ))}
    </div>
  );
}

function tooltipLines(
  frame: DataFrame,
  rows: Array<number | null>,
  nearest: number | null,
  { mode, sort }: TimeSeriesOptions['tooltip']
): Line[] {
  const lines = frame.fields.flatMap((field, index): Line[] => {
    const row = rows[index] ?? null;
    const value: unknown = row === null ? null : field.values[row];
    const shown = index > 0 && !field.config.custom?.hideFrom?.tooltip && (mode === 'multi' || index === nearest);
    if (!shown || typeof value !== 'number' || field.display === undefined) {
      return [];
    }
    const display = field.display(value);
    const color = field.state?.seriesIndex === undefined ? undefined : display.color;
    return [
      {
        index,
        name: getFieldDisplayName(field, frame),
        color: color ?? '',
        value,
        text: formattedValueToString(display),
      },
    ];
  });
  const direction = sort === 'asc' ? 1 : -1;
  return sort === 'none' ? lines : lines.sort((a, b) => direction * (a.value - b.value));
}

const getStyles = (theme: GrafanaTheme2) => {
  const line = { display: 'flex', alignItems: 'center', gap: theme.spacing(1), color: theme.colors.text.secondary };
  return {
    wrapper: css({ padding: theme.spacing(1), fontSize: theme.typography.bodySmall.fontSize, maxWidth: 480 }),
    time: css({ color: theme.colors.text.primary, fontWeight: 500, paddingBottom: theme.spacing(0.5) }),
    line: css(line),
    nearest: css({ ...line, color: theme.colors.text.primary, fontWeight: 500 }),
    swatch: css({ width: 14, height: 4, borderRadius: 2, flexShrink: 0 }),
    name: css({ flexGrow: 1, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
    value: css({ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap', paddingLeft: theme.spacing(2) }),
  };
};
