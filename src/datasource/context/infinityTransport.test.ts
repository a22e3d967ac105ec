import { type DataSourceInstanceSettings } from '@grafana/data';
import { type BackendSrv, setBackendSrv } from '@grafana/runtime';
import { NEVER, Observable, of, throwError } from 'rxjs';
import { FlowDataSource } from '../DataSource';
import { type TransportFailure } from '../../flowapi/transport';
import { type FlowDataSourceOptions } from '../settings/options';
import { infinityTransport } from './infinityTransport';

const fetch = jest.fn();
const backendSrv = { fetch } as unknown as BackendSrv;
const transport = infinityTransport(backendSrv, { uid: 'infinity', apiUrl: 'https://api' });
const request = { method: 'GET', path: '/monitors', parameters: { maxResults: '5' } } as const;

beforeEach(() => fetch.mockReset());

it('is used if an Infinity data source is selected, with the flow API URL', async () => {
  setBackendSrv(backendSrv);
  fetch.mockReturnValue(NEVER);
  const jsonData: FlowDataSourceOptions = { flowApiUrl: 'https://api', infinityUid: 'infinity' };
  const settings = { uid: 'flows', jsonData } as DataSourceInstanceSettings<FlowDataSourceOptions>;
  void new FlowDataSource(settings).metricFindQuery('monitors');
  expect(fetch).toHaveBeenCalledWith(
    expect.objectContaining({
      url: '/api/ds/query',
      data: expect.objectContaining({
        queries: [
          expect.objectContaining({
            datasource: { type: 'yesoreyeram-infinity-datasource', uid: 'infinity' },
            url: 'https://api/monitors',
          }),
        ],
      }),
    })
  );
});

it('ends a request that is no longer needed', () => {
  const end = jest.fn();
  fetch.mockReturnValue(new Observable(() => end));
  transport(request).subscribe().unsubscribe();
  expect(end).toHaveBeenCalledTimes(1);
});

it.each<[string, unknown, Partial<TransportFailure>]>([
  [
    'Grafana does not know the Infinity data source',
    throwError(() => ({ status: 404, data: { message: 'data source not found' } })),
    { status: 404, message: 'data source not found', refusal: 'infinity-missing' },
  ],
  [
    'Grafana is unreachable',
    throwError(() => new Error('Failed to fetch')),
    { status: undefined, message: 'Failed to fetch', refusal: undefined },
  ],
  [
    'Infinity does not send it',
    of({ data: { results: { A: { error: 'requested URL not allowed' } } } }),
    { status: undefined, message: 'requested URL not allowed', refusal: 'infinity-failed' },
  ],
  [
    'the response has another format',
    of({ data: { results: {} } }),
    { status: undefined, message: '', refusal: 'infinity-failed' },
  ],
])('fails if %s', (_, response, expected) => {
  fetch.mockReturnValue(response);
  const error = jest.fn();
  transport(request).subscribe({ error });
  expect(error).toHaveBeenCalledWith(expect.objectContaining(expected));
});
