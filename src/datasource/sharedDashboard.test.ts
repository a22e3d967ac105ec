import { type DataQueryRequest, type DataSourceInstanceSettings, LoadingState } from '@grafana/data';
import { type BackendSrv, config, setBackendSrv } from '@grafana/runtime';
import { lastValueFrom, toArray } from 'rxjs';
import { NOT_IN_SHARED_DASHBOARDS } from '../core/dataState';
import { FlowDataSource } from './DataSource';
import { type FlowDataQuery, type FlowDataSourceOptions } from './options';

const fetch = jest.fn();

beforeAll(() => {
  setBackendSrv({ fetch } as unknown as BackendSrv);
  config.publicDashboardAccessToken = 'a-token';
});

afterAll(() => {
  config.publicDashboardAccessToken = undefined;
});

it('says of every query of an externally shared dashboard that it is not supported there, and requests nothing', async () => {
  const settings = { uid: 'flows', jsonData: { flowApiUrl: 'http://gateway:8080' } };
  const source = new FlowDataSource(settings as DataSourceInstanceSettings<FlowDataSourceOptions>);
  const targets: FlowDataQuery[] = [
    { refId: 'A', version: 2, queryType: 'flows', monitor: '$monitor' },
    { refId: 'B', version: 2, queryType: 'metric', metric: 'ingress_bytes' },
  ];
  const answers = await lastValueFrom(source.query({ targets } as DataQueryRequest<FlowDataQuery>).pipe(toArray()));
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
