import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { type CaptionFact } from '../model/captionFacts';

/** What the graph shows and omits, with actions. */
export function Caption({ facts }: { facts: Array<CaptionFact | undefined> }) {
  const styles = useStyles2(getStyles);
  const shown = facts.filter((fact) => fact !== undefined);
  return (
    <div className={styles.caption}>
      {shown.map(({ text, onClick, title }, index): ReactNode => (
        <React.Fragment key={text}>
          {index > 0 && <span aria-hidden="true">·</span>}
          {onClick ? (
            <button type="button" className={styles.button} onClick={onClick} title={title}>
              {text}
            </button>
          ) : (
            <span title={title}>{text}</span>
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
