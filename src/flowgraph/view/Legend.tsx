import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { LOSS_PER_GB, type LossLevel } from '../../core/graph/loss';
import { type Palette } from '../canvas/palette';
import { type WidthScale } from '../canvas/scale';
import { formatBytes, formatCount } from './format';

interface Props {
  palette: Palette;
  widths: WidthScale;
}

const LOSSES: Array<[LossLevel, string]> = [
  ['none', 'few or none'],
  ['some', `from ${formatCount(LOSS_PER_GB.some)}`],
  ['severe', `from ${formatCount(LOSS_PER_GB.severe)}`],
];

/** What width and colour mean, from the very scales that draw. */
export function Legend({ palette, widths }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.legend}>
      <span className={styles.group}>
        <span>Width: bytes</span>
        {widths.samples.map(({ bytes, width }) => (
          <span key={bytes} className={styles.item}>
            <Line color={palette.loss.none} width={width} />
            {formatBytes(bytes)}
          </span>
        ))}
      </span>
      <span className={styles.group}>
        <span>Colour: retransmissions and timeouts per GB</span>
        {LOSSES.map(([level, label]) => (
          <span key={level} className={styles.item}>
            <Line color={palette.loss[level]} width={4} />
            {label}
          </span>
        ))}
      </span>
    </div>
  );
}

function Line({ color, width }: { color: string; width: number }) {
  return (
    <svg width={20} height={10} aria-hidden="true">
      <line x1={0} x2={20} y1={5} y2={5} stroke={color} strokeWidth={width} />
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
  group: css({ display: 'inline-flex', flexWrap: 'wrap', columnGap: theme.spacing(1.5) }),
  item: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5), whiteSpace: 'nowrap' }),
});
