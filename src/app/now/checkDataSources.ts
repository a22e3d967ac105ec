import { type DataSourceApi, type TestDataSourceResponse } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { type FlowDataSource } from '../../datasource/DataSource';
import { listDataSources } from '../shared/dataSources';

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
  return Promise.all(listDataSources().map(({ uid, name }) => check(uid, name)));
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
