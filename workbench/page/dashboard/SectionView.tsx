import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { clearButtonStyles, Icon, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { useWorkbench } from '../services/context';
import { type Section } from '../model/dashboard';
import { PanelGrid } from './PanelGrid';

/** A row of a dashboard with its panels. The panels of a collapsed row are unmounted and send no queries. */
export function SectionView({ section: { row, panels } }: { section: Section }) {
  const styles = useStyles2(getStyles);
  const clear = useStyles2(clearButtonStyles);
  const { templateSrv } = useWorkbench().services;
  const [open, setOpen] = useState(!row?.collapsed);
  return (
    <section>
      {row !== undefined && (
        <button
          type="button"
          className={`${clear} ${styles.row}`}
          aria-expanded={open}
          data-testid={`row-${row.id}`}
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? 'angle-down' : 'angle-right'} />
          <span className={styles.title}>{templateSrv.replace(row.title, {}, 'text')}</span>
          {!open && (
            <span className={styles.count}>({panels.length === 1 ? '1 panel' : `${panels.length} panels`})</span>
          )}
        </button>
      )}
      {open && <PanelGrid panels={panels} />}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    alignItems: 'center',
    color: theme.colors.text.primary,
    display: 'flex',
    gap: theme.spacing(1),
    minHeight: 38,
    width: '100%',
  }),
  title: css({ fontSize: theme.typography.h5.fontSize, fontWeight: theme.typography.fontWeightMedium }),
  count: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
