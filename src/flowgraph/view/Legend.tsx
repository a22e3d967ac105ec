import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type ColorScale, formatValue, type GraphEncoding } from '../model/encoding';
import { formatBytes } from '../model/format';
import { type ZoneBars } from '../model/zoneBars';
import * as messages from '../messages/panel';
import { verdictLabels } from '../messages/shared';

/** The meaning of width and color, from the same scales that the graph is drawn with. */
export function Legend({ encoding: { width, color }, bars }: { encoding: GraphEncoding; bars: ZoneBars }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.legend}>
      <span className={styles.group}>
        <span>{messages.widthHeading(width.measure.label)}</span>
        {width.scale.samples.map(({ value, width: pixels }) => (
          <span key={value} className={styles.item}>
            <Line color={neutralOf(color)} width={pixels} />
            {formatValue(width.measure, value)}
          </span>
        ))}
      </span>
      <span className={styles.group}>
        <span>{headingOf(color)}</span>
        {stepsOf(color).map(({ label, color: stepColor, isDashed }) => (
          <span key={label} className={styles.item}>
            <Line color={stepColor} width={4} isDashed={isDashed} />
            {label}
          </span>
        ))}
      </span>
      {bars.mostBytes > 0 && (
        <span className={styles.group}>
          <span className={styles.bar} />
          {messages.barMeaning(formatBytes(bars.mostBytes))}
        </span>
      )}
    </div>
  );
}

interface LegendStep {
  label: string;
  color: string;
  isDashed?: boolean;
}

function headingOf(color: ColorScale): string {
  return color.kind === 'verdict'
    ? messages.verdictHeading
    : messages.colorHeading(color.kind === 'change' ? messages.changeLabel : color.measure.label);
}

function stepsOf(scale: ColorScale): LegendStep[] {
  if (scale.kind === 'change') {
    return scale.changes.map(({ change, color }) => ({
      label: messages.changeLabels[change],
      color,
      isDashed: change === 'gone',
    }));
  }
  if (scale.kind === 'verdict') {
    return scale.states.map(({ state, color, isDashed }) => ({ label: verdictLabels[state], color, isDashed }));
  }
  const { measure, steps } = scale;
  return steps.map(({ from, color }) => ({
    color,
    label:
      from !== undefined
        ? messages.fromLimit(formatValue(measure, from))
        : steps.length > 1
          ? messages.belowLimits
          : messages.noLimits,
  }));
}

function neutralOf(scale: ColorScale): string {
  const colors = stepsOf(scale).map(({ color }) => color);
  return (scale.kind === 'change' ? colors[colors.length - 1] : colors[0]) ?? 'currentColor';
}

function Line({ color, width, isDashed = false }: { color: string; width: number; isDashed?: boolean }) {
  return (
    <svg width={20} height={10} aria-hidden="true">
      <line
        x1={0}
        x2={20}
        y1={5}
        y2={5}
        stroke={color}
        strokeWidth={width}
        strokeDasharray={isDashed ? '6 3' : undefined}
      />
    </svg>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  legend: css({
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: theme.spacing(3),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
  }),
  bar: css({
    alignSelf: 'center',
    width: 20,
    height: 3,
    background: theme.visualization.getColorByName(theme.isDark ? 'blue' : 'dark-blue'),
  }),
  group: css({ display: 'inline-flex', flexWrap: 'wrap', columnGap: theme.spacing(1.5) }),
  item: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5), whiteSpace: 'nowrap' }),
});
