import { type DataSourceInstanceSettings, FieldType, LoadingState, PluginType } from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import { builtInMeta } from '../plugins/pluginMeta';
import { request } from '../testing/request';
import { type Answer, registerFakeServices } from '../testing/services';
import { CloudWatchDataSource } from './CloudWatchDataSource';

const settings: DataSourceInstanceSettings<{ defaultRegion: string }> = {
  id: 1,
  uid: 'cloudwatch',
  type: 'cloudwatch',
  name: 'CloudWatch',
  url: '/proxy',
  access: 'proxy',
  readOnly: true,
  jsonData: { defaultRegion: 'us-east-1' },
  meta: builtInMeta('cloudwatch', 'CloudWatch', PluginType.datasource),
};
const QUERY = { refId: 'A', queryMode: 'Logs', expression: 'stats count(*)', logGroupNames: ['/aws/eks/demo/cluster'] };

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

async function run(answer: Answer, target: object = QUERY) {
  const requests = registerFakeServices(answer);
  const response = lastValueFrom(
    new CloudWatchDataSource(settings).query(request({ targets: [{ ...QUERY, ...target }] }))
  );
  await jest.advanceTimersByTimeAsync(10_000);
  return { requests, response: await response };
}

const row = (values: Record<string, string>) => Object.entries(values).map(([field, value]) => ({ field, value }));

it('runs a Logs Insights query as Grafana does: starts it, and polls until it is complete', async () => {
  let polls = 0;
  const results = [
    row({ 'bin(1m)': '2026-11-24 16:00:00.000', count: '2', node: 'n', mixed: '1', '@ptr': 'x' }),
    row({ 'bin(1m)': '2026-11-24 16:01:00.000', count: '3', mixed: 'a' }),
  ];
  const { requests, response } = await run(({ headers = {} }) => {
    const isStart = String(headers['X-Amz-Target']).endsWith('.StartQuery');
    return {
      status: 200,
      body: isStart
        ? { queryId: 'q' }
        : polls++ === 0
          ? { status: 'Running', results: [] }
          : { status: 'Complete', results },
    };
  });
  expect(requests.map(({ url }) => url)).toEqual(['/proxy/us-east-1', '/proxy/us-east-1', '/proxy/us-east-1']);
  expect(requests[0]?.data).toEqual({
    startTime: 1_700_000_000,
    endTime: 1_700_003_600,
    queryLanguage: 'CWLI',
    logGroupNames: ['/aws/eks/demo/cluster'],
    queryString: expect.stringMatching(/^fields @timestamp,ltrim\(@log\) as \w+,.*\|stats count\(\*\)$/),
  });
  const [frame] = response.data;
  expect([response.state, frame.refId, frame.meta.custom.Status]).toEqual([LoadingState.Done, 'A', 'Complete']);
  const fields = frame.fields.map(({ name, type, values }: Record<string, unknown>) => [name, type, values]);
  expect(fields).toEqual([
    ['bin(1m)', FieldType.time, ['2026-11-24T16:00:00Z', '2026-11-24T16:01:00Z'].map((time) => Date.parse(time))],
    ['count', FieldType.number, [2, 3]],
    ['node', FieldType.string, ['n', null]],
    ['mixed', FieldType.string, ['1', 'a']],
  ]);
});

it('reports errors of CloudWatch in the words of Grafana', async () => {
  const body = { __type: 'ResourceNotFoundException', message: 'Log group does not exist.' };
  const { response } = await run(() => ({ status: 400, body }), { region: 'eu-west-1' });
  expect(response.errors?.map(({ message }) => message)).toEqual([
    'failed to execute log action with subtype: StartQuery: operation error CloudWatch Logs: StartQuery, https response error StatusCode: 400, ResourceNotFoundException: Log group does not exist.',
  ]);
});
