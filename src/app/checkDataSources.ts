import { type DataSourceApi, type TestDataSourceResponse } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { DATASOURCE_ID } from '../common/pluginIds';
import { type FlowDataSource } from '../datasource/DataSource';

export interface DataSourceState {
  uid: string;
  name: string;
  status: 'success' | 'warning' | 'error';
  message: string;
  /** A line for each part that was looked at. */
  details?: string;
}

/** Asks every data source of ours whether it works; a data source that cannot even start is told as failed. */
export function checkDataSources(): Promise<DataSourceState[]> {
  // The filter by type lets Grafana's built-in data sources through.
  const ours = getDataSourceSrv()
    .getList({ type: DATASOURCE_ID })
    .filter(({ type }) => type === DATASOURCE_ID);
  return Promise.all(ours.map(({ uid, name }) => check(uid, name)));
}

type OurDataSource = DataSourceApi & Pick<FlowDataSource, 'testConnections'>;

async function check(uid: string, name: string): Promise<DataSourceState> {
  try {
    // It is of this bundle, and so of this version.
    const dataSource = (await getDataSourceSrv().get(uid)) as OurDataSource;
    const result = await dataSource.testConnections();
    const { message, details } = result;
    return { uid, name, status: statusOf(result), message, details: details?.verboseMessage };
  } catch (failure) {
    return { uid, name, status: 'error', message: failure instanceof Error ? failure.message : String(failure) };
  }
}

function statusOf({ status }: TestDataSourceResponse): DataSourceState['status'] {
  return status === 'success' || status === 'warning' ? status : 'error';
}
