import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type CaptionFact } from '../model/captionFacts';

/** What the graph shows and omits, with actions. */
export function Caption({ facts }: { facts: readonly CaptionFact[] }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.caption}>
      {facts.map(({ text, title, action }, index) => (
        <React.Fragment key={text ?? action?.label}>
          {index > 0 && <span aria-hidden="true">·</span>}
          {text !== undefined && <span title={title}>{text}</span>}
          {action && (
            <button type="button" className={styles.button} onClick={action.onClick}>
              {action.label}
            </button>
          )}
        </React.Fragment>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  caption: css({
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: theme.spacing(0.75),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
  }),
  button: css({
    padding: 0,
    border: 'none',
    background: 'none',
    color: theme.colors.text.link,
    font: 'inherit',
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
});
