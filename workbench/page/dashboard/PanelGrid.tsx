import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type Panel } from '../model/dashboard';
import { PanelView } from './PanelView';

/** The height of a grid row and the gap between panels in Grafana, in px. */
const ROW_HEIGHT = 30;
const GAP = 8;
const COLUMNS = 24;

/** The panels in their positions on Grafana's grid of 24 columns; one below the other on narrow screens. */
export function PanelGrid({ panels }: { panels: Panel[] }) {
  const styles = useStyles2(getStyles);
  const top = Math.min(...panels.map(({ gridPos }) => gridPos.y));
  const ordered = [...panels].sort((a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x);
  return (
    <div className={styles.grid}>
      {ordered.map((panel) => (
        <div key={panel.id} className={styles.cell} style={placeOf(panel, top)}>
          <PanelView panel={panel} />
        </div>
      ))}
    </div>
  );
}

function placeOf({ gridPos: { x, y, w, h } }: Panel, top: number): React.CSSProperties {
  return {
    gridColumn: `${x + 1} / span ${w}`,
    gridRow: `${y - top + 1} / span ${h}`,
    minHeight: h * ROW_HEIGHT + (h - 1) * GAP,
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  grid: css({
    display: 'grid',
    gap: GAP,
    gridAutoRows: ROW_HEIGHT,
    gridTemplateColumns: `repeat(${COLUMNS}, minmax(0, 1fr))`,
    [theme.breakpoints.down('md')]: { display: 'flex', flexDirection: 'column' },
  }),
  // A positioned box of its own: the panel inside is measured and must not resize the cell.
  cell: css({ position: 'relative', minWidth: 0 }),
});
