import { type DataQueryRequest, type DataSourceInstanceSettings, LoadingState } from '@grafana/data';
import { type BackendSrv, config, setBackendSrv } from '@grafana/runtime';
import { lastValueFrom, toArray } from 'rxjs';
import { NOT_IN_SHARED_DASHBOARDS } from '../core/dataState';
import { FlowDataSource } from './DataSource';
import { type FlowDataQuery, type FlowDataSourceOptions } from './settings/options';

const fetch = jest.fn();

beforeAll(() => {
  setBackendSrv({ fetch } as unknown as BackendSrv);
  config.publicDashboardAccessToken = 'a-token';
});

afterAll(() => {
  config.publicDashboardAccessToken = undefined;
});

function createSource(): FlowDataSource {
  const jsonData = { flowApiUrl: 'http://gateway:8080', prometheusUid: 'prometheus' };
  return new FlowDataSource({ uid: 'flows', jsonData } as DataSourceInstanceSettings<FlowDataSourceOptions>);
}

it('returns an error for every query of an externally shared dashboard, and sends no requests', async () => {
  const targets: FlowDataQuery[] = [
    { refId: 'A', version: 2, queryType: 'flows', monitor: '$monitor' },
    { refId: 'B', version: 2, queryType: 'metric', metric: 'ingress_bytes' },
  ];
  const answers = await lastValueFrom(
    createSource()
      .query({ targets } as DataQueryRequest<FlowDataQuery>)
      .pipe(toArray())
  );
  expect(answers).toEqual(
    ['A', 'B'].map((refId) => ({
      data: [],
      key: refId,
      state: LoadingState.Error,
      errors: [{ refId, message: NOT_IN_SHARED_DASHBOARDS }],
    }))
  );
  expect(fetch).not.toHaveBeenCalled();
});

it('requests no names for variables, which externally shared dashboards do not show', async () => {
  await expect(createSource().metricFindQuery('monitors')).resolves.toEqual([]);
  await expect(createSource().metricFindQuery('clusters')).resolves.toEqual([]);
  expect(fetch).not.toHaveBeenCalled();
});
