import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

/** A table that scrolls sideways where the page is narrower, also with the keyboard. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.frame} role="group" aria-label={label} tabIndex={0}>
      <div className={styles.table}>{children}</div>
    </div>
  );
}

const getStyles = () => ({
  frame: css({ overflowX: 'auto' }),
  table: css({ minWidth: 640 }),
});
