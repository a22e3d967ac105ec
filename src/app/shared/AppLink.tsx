import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

interface AppLinkProps {
  href: string;
  /** Whether it leads to another site, which opens in a new tab. */
  isExternal?: boolean;
  children: ReactNode;
}

/** A link within text. Grafana follows links within itself without loading the page again. */
export function AppLink({ href, isExternal = false, children }: AppLinkProps) {
  const styles = useStyles2(getStyles);
  return (
    <a className={styles.link} href={href} {...(isExternal && { target: '_blank', rel: 'noreferrer' })}>
      {children}
    </a>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  link: css({
    color: theme.colors.text.link,
    overflowWrap: 'anywhere',
    // Weaker than the text, because a sentence has several links.
    textDecoration: 'underline dotted 1px',
    textUnderlineOffset: '3px',
    '&:hover': { textDecoration: 'underline solid 1px' },
  }),
});
