import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Alert, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type TimeWindow } from '../../core/time';
import { formatWindow } from '../model/format';
import { retry as retryLabel } from '../messages/panel';
import * as messages from '../messages/overlays';

interface Props {
  problem: string;
  /** Window of the data that is shown. */
  window: TimeWindow | undefined;
  timeZone: string;
  retry: (() => void) | undefined;
}

/** An error that occurred after the data that is shown was loaded. */
export function Problem({ problem, window, timeZone, retry }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.problem}>
      <Alert
        severity="error"
        title={window ? messages.showingDataFrom(formatWindow(window, timeZone)) : messages.outOfDate}
        {...(retry && { buttonContent: retryLabel, onRemove: retry })}
      >
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
    // Alerts are translucent, and a message on top of a graph would be illegible.
    background: theme.colors.background.primary,
    '& > div': { margin: 0 },
  }),
});
