import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type Content } from '../model/flowsContent';

interface Props {
  content: Content;
  width: number;
  height: number;
}

/** A message in place of the graph: why there is none, and what to do. */
export function Message({ content, width, height }: Props) {
  const styles = useStyles2(getStyles);
  if (content.kind !== 'message') {
    return null;
  }
  const { severity, title, text } = content;
  return (
    <div className={styles.frame} style={{ width, height }} role={severity === 'error' ? 'alert' : 'status'}>
      <Icon
        name={severity === 'error' ? 'exclamation-triangle' : 'info-circle'}
        size="xl"
        className={styles[severity]}
      />
      <div className={styles.title}>{title}</div>
      <div className={styles.text}>{text}</div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'safe center',
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
});
