import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Alert, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type TimeWindow } from '../../core/time';
import { formatWindow } from '../model/format';

interface Props {
  problem: string;
  /** Of the data that are shown. */
  window: TimeWindow | undefined;
  timeZone: string;
}

/** What went wrong since the data that are shown came. */
export function Problem({ problem, window, timeZone }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.problem}>
      <Alert severity="error" title={window ? `Still showing ${formatWindow(window, timeZone)}` : 'Not up to date'}>
        {problem}
      </Alert>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  problem: css({
    position: 'absolute',
    zIndex: 2,
    left: theme.spacing(1),
    right: theme.spacing(1),
    bottom: 0,
    // Alerts are translucent, and nobody reads a message through a graph.
    background: theme.colors.background.primary,
    '& > div': { margin: 0 },
  }),
});
