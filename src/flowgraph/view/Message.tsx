import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type StateMessage } from '../../core/dataState';

interface Props {
  message: Pick<StateMessage, 'severity' | 'title'> & { text?: string };
  /** What the button does; undefined if the panel can do nothing. */
  action: MessageAction | undefined;
}

export interface MessageAction {
  label: string;
  onClick: () => void;
}

/** A message in place of the graph: why there is none, and one button for the next step. It fills its parent. */
export function Message({ message: { severity, title, text }, action }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.frame} role={severity === 'error' ? 'alert' : 'status'}>
      <Icon
        name={severity === 'error' ? 'exclamation-triangle' : 'info-circle'}
        size="xl"
        className={styles[severity]}
      />
      <div className={styles.title}>{title}</div>
      {text !== undefined && <div className={styles.text}>{text}</div>}
      {action && (
        <Button className={styles.button} size="sm" variant="secondary" onClick={action.onClick}>
          {action.label}
        </Button>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'safe center',
    height: '100%',
    overflow: 'auto',
    padding: theme.spacing(2),
    textAlign: 'center',
  }),
  info: css({ color: theme.colors.text.secondary }),
  error: css({ color: theme.colors.error.text }),
  title: css({ marginTop: theme.spacing(1), fontSize: theme.typography.h5.fontSize, color: theme.colors.text.primary }),
  text: css({
    marginTop: theme.spacing(0.5),
    maxWidth: 560,
    color: theme.colors.text.secondary,
    overflowWrap: 'anywhere',
  }),
  button: css({ marginTop: theme.spacing(1.5) }),
});
