import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

interface NoDataProps {
  message?: string;
}

/** What a panel shows when there is nothing to draw. */
export function NoData({ message = 'No data' }: NoDataProps) {
  const styles = useStyles2(getStyles);
  return <div className={styles}>{message}</div>;
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    alignItems: 'center',
    color: theme.colors.text.secondary,
    display: 'flex',
    fontSize: theme.typography.h5.fontSize,
    height: '100%',
    justifyContent: 'center',
    textAlign: 'center',
    width: '100%',
  });
