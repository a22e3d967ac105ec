import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { Alert, LinkButton, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import React, { useEffect, useState } from 'react';
import { NETWORK_OVERVIEW_UID } from '../common/dashboards';
import { DATASOURCE_ID } from '../common/pluginIds';
import { checkDataSources, type DataSourceState } from './checkDataSources';

/** Where the app opens: what is set up, what is missing, and the way to the dashboards. */
export default function OverviewPage() {
  const styles = useStyles2(getStyles);
  const states = useDataSourceStates();
  return (
    <PluginPage>
      <p className={styles.lead}>
        Who talks to whom in the cluster, how well, and at what cost: from the network agents’ metrics and the
        network-flow API.
      </p>
      <LinkButton icon="apps" href={`/d/${NETWORK_OVERVIEW_UID}`}>
        Network overview
      </LinkButton>
      <h3 className={styles.heading}>Data sources</h3>
      {states === undefined && <LoadingPlaceholder text="Asking the data sources…" />}
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
      {message} <a href={`/connections/datasources/edit/${uid}`}>Settings</a>
      {details && <details className={styles.details}>{details}</details>}
    </Alert>
  );
}

function NoDataSource() {
  return (
    <Alert severity="info" title="There is no data source yet">
      Add one, tell it where the flow API and the Prometheus with the agents’ metrics are, and come back.{' '}
      <a href={`/connections/datasources/${DATASOURCE_ID}`}>Add a data source</a>
    </Alert>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  lead: css({ maxWidth: 720, color: theme.colors.text.secondary }),
  heading: css({ marginTop: theme.spacing(4) }),
  details: css({ whiteSpace: 'pre-wrap' }),
});
