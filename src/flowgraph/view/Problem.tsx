import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Alert, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type FlowGraphViewProps } from './FlowGraphView';
import { formatWindow } from './format';

/** What went wrong since the data that are shown came; nothing where nothing has. */
export function Problem({ content, timeZone }: Pick<FlowGraphViewProps, 'content' | 'timeZone'>) {
  const styles = useStyles2(getStyles);
  const window = content.kind === 'flows' ? content.window : undefined;
  return content.problem === undefined ? null : (
    <div className={styles.problem}>
      <Alert severity="error" title={window ? `Still showing ${formatWindow(window, timeZone)}` : 'Not up to date'}>
        {content.problem}
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
