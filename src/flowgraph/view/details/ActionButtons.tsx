import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type Action } from './actions';

/** Buttons for the actions on the selection. */
export function ActionButtons({ actions }: { actions: readonly Action[] }) {
  const styles = useStyles2(getStyles);
  return actions.length === 0 ? null : (
    <div className={styles.actions}>
      {actions.map(({ label, icon, onClick }) => (
        <Button key={label} size="sm" variant="secondary" fill="outline" icon={icon} onClick={onClick}>
          {label}
        </Button>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5), marginBottom: theme.spacing(1) }),
});
