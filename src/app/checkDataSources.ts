import { type TestDataSourceResponse } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { DATASOURCE_ID } from '../common/pluginIds';

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

async function check(uid: string, name: string): Promise<DataSourceState> {
  try {
    const dataSource = await getDataSourceSrv().get(uid);
    const result = await dataSource.testDatasource();
    const { message, details } = result;
    return { uid, name, status: statusOf(result), message, details: details?.verboseMessage };
  } catch (failure) {
    return { uid, name, status: 'error', message: failure instanceof Error ? failure.message : String(failure) };
  }
}

function statusOf({ status }: TestDataSourceResponse): DataSourceState['status'] {
  return status === 'success' || status === 'warning' ? status : 'error';
}
