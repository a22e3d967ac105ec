import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

interface WideTableProps {
  label: string;
  /** The width below which it scrolls. */
  minWidthPx: number;
  children: ReactNode;
}

/** A table that scrolls sideways where the page is narrower, also with the keyboard. */
export function WideTable({ label, minWidthPx, children }: WideTableProps) {
  const styles = useStyles2(getStyles, minWidthPx);
  return (
    <div className={styles.frame} role="group" aria-label={label} tabIndex={0}>
      <div className={styles.table}>{children}</div>
    </div>
  );
}

const getStyles = (_: GrafanaTheme2, minWidthPx: number) => ({
  frame: css({ overflowX: 'auto' }),
  table: css({ minWidth: minWidthPx }),
});
