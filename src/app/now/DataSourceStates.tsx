import { css } from '@emotion/css';
import { type GrafanaTheme2, locationUtil } from '@grafana/data';
import { hasPermission } from '@grafana/runtime';
import { Alert, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import React, { useEffect, useState } from 'react';
import dataSourceManifest from '../../datasource/plugin.json';
import { checkDataSources, type DataSourceState } from './checkDataSources';
import { Section } from '../shared/Section';
import { CHECKING_DATA_SOURCES, DATA_SOURCES_TITLE, NO_DATA_SOURCE } from './messages';

/** The state of the data sources, and what to do if there is none. */
export function DataSourceStates() {
  const states = useDataSourceStates();
  return (
    <Section title={DATA_SOURCES_TITLE}>
      {states === undefined && <LoadingPlaceholder text={CHECKING_DATA_SOURCES} />}
      {states?.length === 0 && <NoDataSource />}
      {states?.map((state) => (
        <DataSourceCard key={state.uid} state={state} />
      ))}
    </Section>
  );
}

function useDataSourceStates(): DataSourceState[] | undefined {
  const [states, setStates] = useState<DataSourceState[]>();
  useEffect(() => {
    let isShown = true;
    void checkDataSources().then((checked) => isShown && setStates(checked));
    return () => {
      isShown = false;
    };
  }, []);
  return states;
}

function DataSourceCard({ state: { uid, name, status, message, details } }: { state: DataSourceState }) {
  const styles = useStyles2(getStyles);
  return (
    <Alert severity={status} title={name}>
      {message}{' '}
      {hasPermission('datasources:write') && (
        <a className={styles.link} href={locationUtil.assureBaseUrl(`/connections/datasources/edit/${uid}`)}>
          Settings
        </a>
      )}
      {details && <details className={styles.details}>{details}</details>}
    </Alert>
  );
}

/** Grafana's page of all data source types. Plugins that are nested in an app have no page of their own. */
const ADD_DATA_SOURCE = '/connections/datasources/new';

function NoDataSource() {
  const styles = useStyles2(getStyles);
  return (
    <Alert severity="info" title={NO_DATA_SOURCE}>
      {hasPermission('datasources:create') ? (
        <>
          <a className={styles.link} href={locationUtil.assureBaseUrl(ADD_DATA_SOURCE)}>
            Add a data source
          </a>{' '}
          of the type <em>{dataSourceManifest.name}</em>. Enter the URL of the flow API, and select the Prometheus data
          source with the network agents&apos; metrics.
        </>
      ) : (
        <>
          Ask your Grafana administrator to add a data source of the type <em>{dataSourceManifest.name}</em>.
        </>
      )}
    </Alert>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  details: css({ whiteSpace: 'pre-wrap' }),
  // Grafana's links look like the text around them.
  link: css({ color: theme.colors.text.link, textDecoration: 'underline' }),
});
