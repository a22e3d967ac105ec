import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { type ColorStep } from '../../canvas/visualEncoding';
import { directionLabels } from '../../messages/problems';
import { type Direction } from '../../model/timeSeries';

interface Props {
  /** From 1. */
  rank: number;
  name: string;
  /** Where both ends are, to distinguish ends of the same name. */
  title: string;
  value: string;
  colorStep: ColorStep;
  /** Undefined if it is not known, or neither. */
  direction: Direction | undefined;
  /** Since when, as text; undefined if it is not known. */
  since: string | undefined;
  isSelected: boolean;
  onPoint: () => void;
  onSelect: () => void;
}

/** An edge in one row: its place, its ends, and its value. What is loaded later follows the value, so that nothing moves. */
export function ProblemRow({ rank, name, title, value, direction, since, isSelected, ...props }: Props) {
  const { colorStep, onPoint, onSelect } = props;
  const styles = useStyles2(getStyles);
  return (
    <button
      type="button"
      className={cx(styles.row, isSelected && styles.selected)}
      aria-pressed={isSelected}
      title={title}
      onMouseEnter={onPoint}
      onFocus={onPoint}
      onClick={onSelect}
    >
      {colorStep.rank > 0 ? <Badge rank={rank} color={colorStep.color} /> : <span className={styles.rank}>{rank}</span>}
      <span className={styles.name}>{name}</span>
      {colorStep.rank > 0 ? <span /> : <Swatch {...colorStep} />}
      <span className={styles.facts}>
        {value}
        {direction && (
          <span role="img" aria-label={directionLabels[direction]} title={directionLabels[direction]}>
            {direction === 'rising' ? ' ↑' : ' ↓'}
          </span>
        )}
        {since !== undefined && <span className={styles.since}>{` · ${since}`}</span>}
      </span>
    </button>
  );
}

/** The place of a problem, in its color, as in the map. */
function Badge({ rank, color }: { rank: number; color: string }) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.badge} style={{ background: color, color: theme.colors.getContrastText(color) }}>
      {rank}
    </span>
  );
}

/** The line of an edge that needs no attention. */
function Swatch({ color, isDashed }: ColorStep) {
  const styles = useStyles2(getStyles);
  return (
    <svg width={12} height={12} className={styles.swatch} aria-hidden="true">
      <path d="M0 6 H12" stroke={color} strokeWidth={4} strokeDasharray={isDashed ? '4 2' : undefined} />
    </svg>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'grid',
    gridTemplateColumns: '20px 1fr',
    columnGap: theme.spacing(0.5),
    width: '100%',
    padding: theme.spacing(0.5, 1),
    border: 'none',
    background: 'none',
    fontSize: 'inherit',
    textAlign: 'left',
    lineHeight: '18px',
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  selected: css({ background: theme.colors.action.selected }),
  rank: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums', textAlign: 'right' }),
  badge: css({
    justifySelf: 'end',
    minWidth: 18,
    height: 18,
    borderRadius: 9,
    fontSize: 11,
    fontWeight: theme.typography.fontWeightMedium,
    fontVariantNumeric: 'tabular-nums',
    textAlign: 'center',
  }),
  name: css({
    fontWeight: theme.typography.fontWeightMedium,
    display: '-webkit-box',
    WebkitLineClamp: 2,
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
    overflowWrap: 'anywhere',
  }),
  swatch: css({ alignSelf: 'center', justifySelf: 'end' }),
  facts: css({
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
  }),
  since: css({ color: theme.colors.text.secondary }),
});
