import { css } from '@emotion/css';
import { type GrafanaTheme2, locationUtil } from '@grafana/data';
import { hasPermission, PluginPage } from '@grafana/runtime';
import { Alert, LinkButton, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import React, { useEffect, useState } from 'react';
import { NETWORK_OVERVIEW_UID } from '../common/dashboards';
import dataSourceManifest from '../datasource/plugin.json';
import { checkDataSources, type DataSourceState } from './checkDataSources';
import { CHECKING_DATA_SOURCES, NO_DATA_SOURCE, PURPOSE } from './messages';

/** The start page of the app: the state of the data sources, and links to the dashboards and settings. */
export default function OverviewPage() {
  const styles = useStyles2(getStyles);
  const states = useDataSourceStates();
  return (
    <PluginPage>
      <p className={styles.lead}>{PURPOSE}</p>
      <LinkButton icon="apps" href={locationUtil.assureBaseUrl(`/d/${NETWORK_OVERVIEW_UID}`)}>
        Network overview
      </LinkButton>
      <h3 className={styles.heading}>Data sources</h3>
      {states === undefined && <LoadingPlaceholder text={CHECKING_DATA_SOURCES} />}
      {states?.length === 0 && <NoDataSource />}
      {states?.map((state) => (
        <DataSourceCard key={state.uid} state={state} />
      ))}
    </PluginPage>
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
  lead: css({ maxWidth: 720, color: theme.colors.text.secondary }),
  heading: css({ marginTop: theme.spacing(4) }),
  details: css({ whiteSpace: 'pre-wrap' }),
  // Grafana's links look like the text around them.
  link: css({ color: theme.colors.text.link, textDecoration: 'underline' }),
});
