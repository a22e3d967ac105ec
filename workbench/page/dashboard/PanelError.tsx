import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

interface PanelErrorProps {
  panelId: number;
  message: string;
  /**
   * False if the panel still shows data: the icon in the header is then enough, and this text is for screen readers.
   */
  visible: boolean;
}

/** The reason why a panel shows no data. */
export function PanelError({ panelId, message, visible }: PanelErrorProps) {
  const styles = useStyles2(getStyles);
  return (
    <div role="alert" className={cx(visible ? styles.box : styles.unseen)} data-testid={`panel-${panelId}-error`}>
      <Icon name="exclamation-triangle" size="xl" className={styles.icon} />
      <span className={styles.text}>{message}</span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    alignItems: 'center',
    color: theme.colors.text.secondary,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    height: '100%',
    justifyContent: 'center',
    overflow: 'auto',
    padding: theme.spacing(1),
    textAlign: 'center',
  }),
  unseen: css({ clipPath: 'inset(50%)', height: 1, overflow: 'hidden', position: 'absolute', width: 1 }),
  icon: css({ color: theme.colors.error.text, flexShrink: 0 }),
  text: css({ maxWidth: 640, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }),
});
