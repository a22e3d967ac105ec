import { type DataSourceApi, type TestDataSourceResponse } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { DATASOURCE_ID } from '../common/pluginIds';
import { type FlowDataSource } from '../datasource/DataSource';

export interface DataSourceState {
  uid: string;
  name: string;
  status: 'success' | 'warning' | 'error';
  message: string;
  /** A line for each check. */
  details?: string;
}

/** Tests all Eastwest data sources. A data source that cannot be loaded counts as failed. */
export function checkDataSources(): Promise<DataSourceState[]> {
  // Grafana's filter by type also returns its built-in data sources.
  const ours = getDataSourceSrv()
    .getList({ type: DATASOURCE_ID })
    .filter(({ type }) => type === DATASOURCE_ID);
  return Promise.all(ours.map(({ uid, name }) => check(uid, name)));
}

type OurDataSource = DataSourceApi & Pick<FlowDataSource, 'testConnections'>;

async function check(uid: string, name: string): Promise<DataSourceState> {
  try {
    // The data source is part of this bundle, so it has the same version.
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
