import { type DataSourceInstanceSettings, LoadingState, PluginType } from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import { builtInMeta } from '../plugins/pluginMeta';
import { HOUR, request } from '../testing/request';
import { type Answer, registerFakeServices } from '../testing/services';
import { PrometheusDataSource } from './PrometheusDataSource';
import { type PromOptions, type PromQuery } from './types';

const settings: DataSourceInstanceSettings<PromOptions> = {
  id: 1,
  uid: 'prom',
  type: 'prometheus',
  name: 'Prometheus',
  url: '/proxy',
  access: 'proxy',
  readOnly: true,
  jsonData: { timeInterval: '15s' },
  meta: builtInMeta('prometheus', 'Prometheus', PluginType.datasource),
};

const matrix = (metric: object, values: Array<[number, string]>) => ({
  resultType: 'matrix',
  result: [{ metric, values }],
});
const vector = (...metrics: object[]) => ({
  resultType: 'vector',
  result: metrics.map((metric) => ({ metric, value: [10, '1'] })),
});
const success = (data: unknown, extra: object = {}) => ({ status: 200, body: { status: 'success', data, ...extra } });

function run(answer: Answer, ...targets: Array<Partial<PromQuery>>) {
  const requests = registerFakeServices(answer);
  const full = targets.map((target, index) => ({ refId: 'ABC'[index] ?? 'Z', expr: 'up', ...target }));
  const response = lastValueFrom(new PrometheusDataSource(settings).query(request({ targets: full })));
  const forms = () => requests.map(({ url, data }) => [url, Object.fromEntries(new URLSearchParams(data))]);
  return { response, forms };
}

it('runs a range query aligned to its step, with macros filled in', async () => {
  const { response, forms } = run(() => success(matrix({}, [])), { expr: 'rate(x[$__rate_interval])', range: true });
  await response;
  expect(forms()).toEqual([
    ['/proxy/api/v1/query_range', { query: 'rate(x[60s])', start: '1699999995', end: '1700003595', step: '15' }],
  ]);
});

it('runs an instant query at the end of the range', async () => {
  const { response, forms } = run(() => success(vector({})), { instant: true, range: false });
  await response;
  expect(forms()).toEqual([['/proxy/api/v1/query', { query: 'up', time: '1700003600' }]]);
});

it('returns one frame per series with labels and the name from the legend', async () => {
  const { response } = run(
    () =>
      success(
        matrix({ job: 'a' }, [
          [10, '1'],
          [25, 'NaN'],
          [40, '-Inf'],
        ])
      ),
    { legendFormat: '{{job}}' }
  );
  const [frame] = (await response).data;
  expect(frame).toMatchObject({ refId: 'A', meta: { executedQueryString: 'Expr: up\nStep: 15s' } });
  expect(frame.fields[0]).toMatchObject({
    name: 'Time',
    values: [10_000, 25_000, 40_000],
    config: { interval: 15_000 },
  });
  expect(frame.fields[1]).toMatchObject({
    name: 'Value',
    labels: { job: 'a' },
    values: [1, NaN, -Infinity],
    config: { displayNameFromDS: 'a' },
  });
});

it('returns a table with one column per label, and the refId in the value column if there are several tables', async () => {
  const table = { format: 'table', instant: true, range: false } as const;
  const { response } = run(() => success(vector({ job: 'a' }, { pod: 'p' })), table, table);
  const [first, second] = (await response).data;
  expect(first.fields.map(({ name }: { name: string }) => name)).toEqual(['Time', 'job', 'pod', 'Value #A']);
  expect(second.fields.at(-1)?.name).toBe('Value #B');
  expect(first.fields[1]?.values).toEqual(['a', '']);
});

it("reports an error in Prometheus' words and keeps the results of other targets", async () => {
  const bad = { status: 400, body: { status: 'error', errorType: 'bad_data', error: 'parse error' } };
  const { response } = run(
    ({ data }) => (data.includes('bad') ? bad : success(vector({ job: 'a' }))),
    { instant: true },
    { expr: 'bad' }
  );
  const { data, state, error, errors } = await response;
  expect(state).toBe(LoadingState.Error);
  expect(data).toHaveLength(1);
  expect(error).toMatchObject({ refId: 'B', status: 400, message: 'bad_data: parse error' });
  expect(errors).toHaveLength(1);
});

it('reports a transport error with its status', async () => {
  const { response } = run(() => ({ status: 502, body: '' }), {});
  expect((await response).error?.message).toBe('Failed to reach Prometheus: Bad Gateway (502)');
});

it('adds warnings and infos to the first frame', async () => {
  const { response } = run(() => success(vector({}), { warnings: ['w'], infos: ['i'] }), { instant: true });
  expect((await response).data[0]?.meta?.notices).toEqual([
    { severity: 'warning', text: 'w' },
    { severity: 'info', text: 'i' },
  ]);
});

it.each([
  ['label_values(job)', '/proxy/api/v1/label/job/values', undefined],
  ['label_values(up{a="1", b="2"}, job)', '/proxy/api/v1/label/job/values', 'up{a="1", b="2"}'],
  ['label_names()', '/proxy/api/v1/labels', undefined],
])('finds %s', async (query, url, match) => {
  const requests = registerFakeServices(() => success(['x', 'y']));
  const found = await new PrometheusDataSource(settings).metricFindQuery({ query }, { range: HOUR });
  expect(found).toEqual([{ text: 'x' }, { text: 'y' }]);
  expect(requests[0]).toMatchObject({
    url,
    params: { start: '1700000000', end: '1700003600', ...(match && { 'match[]': match }) },
  });
});

it('returns query results as lines', async () => {
  registerFakeServices(() => success(vector({ __name__: 'up', job: 'a' })));
  const found = await new PrometheusDataSource(settings).metricFindQuery('query_result(up)');
  expect(found).toEqual([{ text: 'up{job="a"} 1 10000' }]);
});
