import { css } from '@emotion/css';
import { type GrafanaTheme2, locationUtil } from '@grafana/data';
import { Badge, IconButton, Tooltip, useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { useWorkbench } from '../services/context';
import { Logo } from './Logo';

/** The bar at the top: it shows that this is not Grafana, and switches the theme. */
export function TopBar() {
  const styles = useStyles2(getStyles);
  const { isDark } = useTheme2();
  const { grafanaVersion } = useWorkbench().workbench;
  const other = isDark ? 'light' : 'dark';
  return (
    <header className={styles.bar} data-testid="workbench-bar">
      <a href={locationUtil.assureBaseUrl('/')} className={styles.brand}>
        <Logo />
        Eastwest workbench
      </a>
      <span className={styles.hint}>
        Not Grafana. This page runs the built plugins with Grafana&apos;s own libraries.
      </span>
      <span className={styles.spacer} />
      <Tooltip content={`@grafana/data, ui and runtime ${grafanaVersion}`}>
        <span>
          <Badge color="blue" text={`libraries ${grafanaVersion}`} />
        </span>
      </Tooltip>
      <IconButton
        name="adjust-circle"
        tooltip={`Switch to the ${other} theme`}
        data-testid="theme-switch"
        onClick={() => switchTheme(other)}
      />
    </header>
  );
}

/** Reloads the page with the theme, because libraries read it when they are loaded. */
function switchTheme(theme: string): void {
  const url = new URL(window.location.href);
  url.searchParams.set('theme', theme);
  window.location.assign(url);
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    alignItems: 'center',
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    display: 'flex',
    gap: theme.spacing(2),
    height: 40,
    padding: theme.spacing(0, 2),
  }),
  brand: css({
    alignItems: 'center',
    display: 'flex',
    flexShrink: 0,
    fontWeight: theme.typography.fontWeightMedium,
    gap: theme.spacing(1),
    whiteSpace: 'nowrap',
  }),
  hint: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    [theme.breakpoints.down('sm')]: { display: 'none' },
  }),
  spacer: css({ flexGrow: 1 }),
});
