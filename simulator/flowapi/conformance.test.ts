/** @jest-environment node */
import { STATUS_BY_ERROR_TYPE } from './model/apiError';
import { monitorArn, scopeArn } from './model/arns';
import { type JsonObject } from './http/input';
import { CHANGING_OPERATIONS, OPERATIONS, READ_OPERATIONS } from './model/operations';
import { modelErrors, modelOperation, modelOperations } from './testing/apiModel';
import { cluster, mirrorOf, podEndpoint, report } from './testing/flowReports';
import { findingsIn } from './testing/modelValidator';
import { isoTime, MONITOR_NAME, NOW_MS, runApi, type RunningApi, topQuery } from './testing/runningApi';

const lossy = report({ retransmissionsEstablished: 3, timeoutsSyn: 1, roundTripTimeMicroseconds: 812.5 });
const internet = report({
  remote: { ip: '203.0.113.7' },
  category: 'INTERNET',
  network: { asName: 'EXAMPLE-AS', asNumber: 64500 },
  clientLocation: { city: '', subdivision: 'Bavaria', country: 'Germany' },
  constructs: [{ componentId: 'igw-0123456789abcdef0', componentType: 'AWS::EC2::InternetGateway' }, {}],
});
const otherRegion = report({ category: 'INTER_REGION', remote: { ip: '10.9.0.1', region: 'eu-west-1' } });
const reports = [
  lossy,
  mirrorOf(lossy),
  internet,
  otherRegion,
  report({ remote: podEndpoint('cache', 2, '10.2.0.1') }),
];

const window = { startTime: isoTime(NOW_MS - 3_600_000), endTime: isoTime(NOW_MS) };
const scope = { scopeId: cluster.scopeId };
const arn = monitorArn(cluster, MONITOR_NAME);

const plainReads: Array<[string, JsonObject]> = [
  ['ListMonitors', {}],
  ['ListMonitors', { maxResults: 1, monitorStatus: 'ACTIVE' }],
  ['GetMonitor', { monitorName: MONITOR_NAME }],
  ['ListScopes', {}],
  ['GetScope', scope],
  ['ListTagsForResource', { resourceArn: arn }],
  ['ListTagsForResource', { resourceArn: scopeArn(cluster) }],
  ['GetMonitorScopeSuggestions', { monitorArn: arn, maxResults: 1 }],
  ['GetMonitorScopeSuggestions', { monitorArn: monitorArn(cluster, 'test-next-monitor') }],
  ['ListPerformanceMonitors', { monitorType: 'VPC' }],
  ['GetPerformanceMonitor', { monitorName: 'test-paths' }],
];

/** The suffix of the four operations' names, the input that starts the query, and the input of the other operations. */
const queries: Array<[string, JsonObject, JsonObject]> = [
  ...['DATA_TRANSFERRED', 'RETRANSMISSIONS', 'TIMEOUTS', 'ROUND_TRIP_TIME'].map(
    (metricName): [string, JsonObject, JsonObject] => [
      'MonitorTopContributors',
      topQuery({ metricName, limit: 500 }),
      { monitorName: MONITOR_NAME },
    ]
  ),
  ['MonitorTopContributors', topQuery({ destinationCategory: 'INTERNET' }), { monitorName: MONITOR_NAME }],
  [
    'WorkloadInsightsTopContributors',
    { ...scope, ...window, metricName: 'DATA_TRANSFERRED', destinationCategory: 'INTER_AZ', limit: 5 },
    scope,
  ],
  [
    'WorkloadInsightsTopContributorsData',
    { ...scope, ...window, metricName: 'RETRANSMISSIONS', destinationCategory: 'INTER_AZ' },
    scope,
  ],
  [
    'PerformanceMonitor',
    { monitorName: 'test-paths', ...window, queryType: 'TOP_PATHS', limit: 10 },
    { monitorName: 'test-paths' },
  ],
];

describe('the flow API against the model of the AWS API', () => {
  let api: RunningApi;
  beforeEach(async () => {
    api = await runApi(reports, { defaultPageSize: 1 });
  });
  afterEach(() => api.close());

  async function callAndCheck(operation: string, input: JsonObject): Promise<JsonObject> {
    const { status, body, headers } = await api.call(operation, input);
    expect(status).toBe(modelOperation(operation).http.responseCode);
    expect(headers['content-type']).toBe('application/json');
    expect(findingsIn(operation, body)).toEqual([]);
    return body;
  }

  it.each(plainReads)('%s %j', async (operation, input) => {
    await callAndCheck(operation, input);
  });

  it.each(queries)('answers queries of %s %j', async (name, start, owner) => {
    const { queryId } = await callAndCheck(`StartQuery${name}`, start);
    const query = { ...owner, queryId };
    api.advance(1_000);
    expect(await callAndCheck(`GetQueryStatus${name}`, query)).toEqual({ status: 'RUNNING' });
    api.advance(1_000);
    expect(await callAndCheck(`GetQueryStatus${name}`, query)).toEqual({ status: 'SUCCEEDED' });
    const results = await callAndCheck(`GetQueryResults${name}`, { ...query, maxResults: 2 });
    const rows = results.topContributors ?? results.datapoints ?? results.data;
    expect(rows).not.toHaveLength(0);
    expect(await callAndCheck(`StopQuery${name}`, query)).toEqual({});
  });

  it('has called every read operation in the tests above', () => {
    const started = queries.flatMap(([name]) =>
      ['StartQuery', 'GetQueryStatus', 'GetQueryResults', 'StopQuery'].map((verb) => `${verb}${name}`)
    );
    const called = new Set([...plainReads.map(([operation]) => operation), ...started]);
    expect([...called].sort()).toEqual(Object.keys(READ_OPERATIONS).sort());
  });

  it.each(Object.keys(CHANGING_OPERATIONS))('denies %s', async (operation) => {
    const { status, headers, body } = await api.call(operation, {
      monitorName: MONITOR_NAME,
      ...scope,
      resourceArn: arn,
      tagKeys: 'team',
    });
    expect([status, headers['x-amzn-errortype']]).toEqual([403, 'AccessDeniedException']);
    expect(body.message).toContain(`networkflowmonitor:${operation}`);
  });
});

describe('bindings', () => {
  it('has every operation of the model with its HTTP binding', () => {
    const bound = Object.entries(OPERATIONS).map(([name, { method, uri }]) => [name, method, uri]);
    const expected = Object.entries(modelOperations).map(([name, { http }]) => [name, http.method, http.requestUri]);
    expect(bound.sort()).toEqual(expected.sort());
  });

  it('gives every error of the model its status', () => {
    const expected = Object.fromEntries(modelErrors.map(({ errorType, status }) => [errorType, status]));
    expect(STATUS_BY_ERROR_TYPE).toEqual(expected);
  });
});
