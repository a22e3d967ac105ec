/** @jest-environment node */
import { type JsonObject } from '../http/input';
import { mirrorOf, podEndpoint, report } from '../testing/flowReports';
import { isoTime, NOW_MS, runApi, type RunningApi } from '../testing/runningApi';

const measured = { roundTripTimeMicroseconds: 500, segmentsDelivered: 100 };
const healthy = report({ ...measured, bytesReceived: 90_000 });
const lossy = report({ ...measured, remote: podEndpoint('cache', 2, '10.2.0.1'), retransmissionsEstablished: 3 });
const slower = report({ ...lossy, roundTripTimeMicroseconds: 1_500, segmentsDelivered: 300, serverPort: 6379 });
const unmeasured = report({ remote: { ip: '10.9.0.1', region: 'eu-west-1' }, category: 'INTER_REGION' });
const withinZone = report({ ...measured, remote: podEndpoint('near', 0, '10.0.0.8'), category: 'INTRA_AZ' });
const reports = [
  healthy,
  mirrorOf(healthy, { bytesReceived: 0, bytesDelivered: 1 }),
  lossy,
  slower,
  unmeasured,
  withinZone,
];

const filter = (field: string, operator: string, ...values: string[]) => ({ field, operator, values });

let api: RunningApi;
beforeEach(async () => {
  api = await runApi(reports, { ingestionLagMs: 0 });
});
afterEach(() => api.close());

async function start(changes: JsonObject = {}) {
  const monitorName = changes.monitorName ?? 'test-paths';
  const startTime = isoTime(NOW_MS - 600_000);
  const input = { monitorName, startTime, endTime: isoTime(NOW_MS), queryType: 'TOP_PATHS', ...changes };
  const { status, body } = await api.call('StartQueryPerformanceMonitor', input);
  return { status, query: { monitorName, queryId: body.queryId } };
}

/** Rows as objects, by the names in `fields`. */
async function paths(changes: JsonObject = {}): Promise<Array<Record<string, string | null>>> {
  const { query } = await start(changes);
  api.advance(2_000);
  const { fields, data } = (await api.call('GetQueryResultsPerformanceMonitor', query)).body;
  if (!Array.isArray(fields) || !Array.isArray(data)) {
    throw new Error('No table');
  }
  return data.map((row: Array<string | null>) =>
    Object.fromEntries(fields.map(({ name }, column) => [name, row[column] ?? null]))
  );
}

const ends = async (changes?: JsonObject) =>
  (await paths(changes)).map(({ local_az_id, remote_az_id }) => `${local_az_id} ${remote_az_id}`);

it('ranks paths by impact, then by traffic, with paths without impact data last', async () => {
  expect(await paths()).toMatchObject([
    {
      local_az_id: 'use1-az1',
      remote_az_id: 'use1-az4',
      impact_score: '15.00',
      impact_level: 'MEDIUM',
      traffic_bytes: String(20 * 20_000),
      round_trip_time_us: '1250.00',
    },
    { local_az_id: 'use1-az1', remote_az_id: 'use1-az2', impact_level: 'NONE', traffic_bytes: String(20 * 91_000) },
    { local_az_id: 'use1-az2', remote_az_id: 'use1-az1', impact_level: 'NONE', traffic_bytes: '20' },
    {
      local_az_id: 'use1-az1',
      remote_az_id: null,
      remote_region: 'eu-west-1',
      impact_score: null,
      impact_level: null,
      round_trip_time_us: null,
    },
  ]);
});

it('breaks a path down by subnet pair', async () => {
  const [path] = await paths();
  const pairs = JSON.parse(path?.subnet_pairs ?? '');
  expect(pairs).toEqual([
    { local_subnet_id: lossy.local.subnetId, remote_subnet_id: lossy.remote.subnetId, traffic_bytes: 400_000 },
  ]);
});

it.each([
  [[filter('local_az_id', 'EQUALS', 'use1-az2')], ['use1-az2 use1-az1']],
  [[filter('remote_az_id', 'IN', 'use1-az1', 'use1-az4')], ['use1-az1 use1-az4', 'use1-az2 use1-az1']],
  [[filter('remote_az_id', 'CONTAINS', 'az4')], ['use1-az1 use1-az4']],
  [[filter('impact_level', 'NOT_EQUALS', 'NONE')], ['use1-az1 use1-az4']],
  [[filter('impact_level', 'NOT_EQUALS', 'MEDIUM')], ['use1-az1 use1-az2', 'use1-az2 use1-az1']],
  [[filter('impact_level', 'EQUALS', 'NONE'), filter('local_az_id', 'EQUALS', 'use1-az1')], ['use1-az1 use1-az2']],
])('filters by %j', async (filterParameters, expected) => {
  expect(await ends({ filterParameters })).toEqual(expected);
});

it.each([
  ['an unknown field', { filterParameters: [filter('color', 'EQUALS', 'red')] }],
  ['an unknown operator', { filterParameters: [filter('impact_level', 'LIKE', 'x')] }],
  ['no values', { filterParameters: [filter('impact_level', 'IN')] }],
  ['two values for EQUALS', { filterParameters: [filter('impact_level', 'EQUALS', 'LOW', 'HIGH')] }],
  ['eleven values', { filterParameters: [filter('impact_level', 'IN', ...'abcdefghijk')] }],
  ['eleven filters', { filterParameters: Array(11).fill(filter('impact_level', 'EQUALS', 'LOW')) }],
  ['another type of query', { queryType: 'BOTTOM_PATHS' }],
  ['a limit of 501', { limit: 501 }],
])('rejects %s', async (_, changes) => {
  expect((await start(changes)).status).toBe(400);
});

it('respects the limit, and returns nothing for a monitor that is not active', async () => {
  expect(await ends({ limit: 1 })).toEqual(['use1-az1 use1-az4']);
  expect(await ends({ monitorName: 'test-all-vpcs-paths' })).toEqual([]);
});

it('rejects pages of more than 500', async () => {
  const { query } = await start();
  api.advance(2_000);
  const pageOf = (maxResults: number) => api.call('GetQueryResultsPerformanceMonitor', { ...query, maxResults });
  expect([(await pageOf(500)).status, (await pageOf(501)).status]).toEqual([200, 400]);
});
