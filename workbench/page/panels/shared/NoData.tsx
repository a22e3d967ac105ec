import { css } from '@emotion/css';
import { type FieldConfigSource, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

/** What Grafana's panels show instead of data, if the query failed or returned nothing. */
export function NoData({ fieldConfig }: { fieldConfig: FieldConfigSource }) {
  const styles = useStyles2(getStyles);
  return <div className={styles}>{fieldConfig.defaults.noValue ?? 'No data'}</div>;
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
