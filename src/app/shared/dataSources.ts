import { type DataSourceApi } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { DATASOURCE_ID } from '../../common/pluginIds';
import { type FlowDataSource } from '../../datasource/DataSource';

/** What pages use of a data source. */
export type AppDataSource = DataSourceApi &
  Pick<
    FlowDataSource,
    | 'alertSeries'
    | 'diagnose'
    | 'facts'
    | 'flowSnapshots'
    | 'metricFindQuery'
    | 'namedNetworks'
    | 'podUrlTemplate'
    | 'prometheusUid'
  >;

/** The Eastwest data sources. */
export function listDataSources(): Array<{ uid: string; name: string }> {
  // Grafana's filter by type also returns its built-in data sources.
  return getDataSourceSrv()
    .getList({ type: DATASOURCE_ID })
    .filter(({ type }) => type === DATASOURCE_ID)
    .map(({ uid, name }) => ({ uid, name }));
}

/** The data source is part of this bundle, so it has the same version. */
export async function loadDataSource(uid: string): Promise<AppDataSource> {
  return (await getDataSourceSrv().get(uid)) as AppDataSource;
}
