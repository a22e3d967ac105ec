/** @jest-environment node */
import { exchange } from '../testing/httpExchange';
import { listen, runApi, type RunningApi } from '../testing/runningApi';

let api: RunningApi;
let controlPort: number;
let closeControl: () => Promise<void>;
beforeEach(async () => {
  api = await runApi();
  ({ port: controlPort, close: closeControl } = await listen(api.controlHandler));
});
afterEach(async () => {
  await closeControl();
  await api.close();
});

async function control(method: string, changes?: unknown) {
  const body = typeof changes === 'string' ? changes : JSON.stringify(changes);
  const { status, text } = await exchange(controlPort, { method, path: '/control/flow-api', body });
  return { status, state: JSON.parse(text) };
}

it('returns options, faults and statistics', async () => {
  await api.call('ListMonitors');
  const { status, state } = await control('GET');
  expect(status).toBe(200);
  expect(state).toMatchObject({
    options: { apiGeneration: '2026-11', queryLatencyMs: 2_000, throttleRequestsPerSecond: null },
    faults: [],
    statistics: { requests: 1, queries: { started: 0 } },
  });
});

it('changes the given options and replaces the faults', async () => {
  await api.call('ListMonitors');
  api.control.addFault({ kind: 'hang' });
  const faults = [
    { kind: 'error', status: 409, errorType: 'ConflictException', operation: 'ListMonitors', count: 1 },
    { kind: 'failedQuery', destinationCategory: 'INTER_AZ' },
    { kind: 'missingMembers', members: ['monitors'] },
  ];
  const { status, state } = await control('POST', { options: { ingestionLagMs: 0 }, faults, resetStatistics: true });
  expect(status).toBe(200);
  expect(state.options).toMatchObject({ ingestionLagMs: 0, queryLatencyMs: 2_000 });
  expect(new Set(state.faults)).toEqual(new Set(faults));
  expect(state.statistics.requests).toBe(0);
  expect((await api.call('ListMonitors')).status).toBe(409);
  expect((await control('POST', { faults: [] })).state.faults).toEqual([]);
  expect((await control('GET')).state.options.ingestionLagMs).toBe(0);
});

it('changes the keys that may sign requests', async () => {
  const accessKeys = [{ accessKeyId: 'a', secretAccessKey: 's', sessionToken: 't', expiresAtMs: 5 }];
  expect((await control('POST', { options: { accessKeys } })).state.options.accessKeys).toEqual(accessKeys);
  expect((await api.call('ListMonitors')).status).toBe(403);
  await control('POST', { options: { accessKeys: null } });
  expect((await api.call('ListMonitors')).status).toBe(200);
});

it.each([
  ['no JSON', '{', /must be JSON/],
  ['an unknown member', { fault: [] }, /optional members options, faults, resetStatistics/],
  ['an unknown option', { options: { speed: 1 } }, /Unknown option: speed. Options: apiGeneration, /],
  ['an unknown generation', { options: { apiGeneration: '2027-01' } }, /must be 2026-10 or 2026-11/],
  ['a negative latency', { options: { queryLatencyMs: -1 } }, /queryLatencyMs must be a number that is not negative/],
  ['a negative lag', { options: { ingestionLagSpread: 1.1 } }, /ingestionLagSpread must be a number from 0 to 1/],
  ['empty pages', { options: { defaultPageSize: 0 } }, /defaultPageSize must be at least 1/],
  ['keys that are not a list', { options: { accessKeys: {} } }, /accessKeys must be a list or null/],
  ['a key without a secret', { options: { accessKeys: [{ accessKeyId: 'a' }] } }, /must have .* a secretAccessKey/],
  ['an unknown kind of fault', { faults: [{ kind: 'fire' }] }, /Unknown kind of fault: fire. Kinds: error, /],
  ['an unknown operation', { faults: [{ kind: 'hang', operation: 'ListAll' }] }, /Unknown operation: ListAll/],
  ['a fractional count', { faults: [{ kind: 'hang', count: 0.5 }] }, /count must be a whole number/],
])('rejects %s and changes nothing', async (_, changes, message) => {
  const before = (await control('GET')).state;
  const { status, state } = await control('POST', changes);
  expect(status).toBe(400);
  expect(state.message).toMatch(message);
  expect((await control('GET')).state).toEqual(before);
});

it('knows GET and POST only', async () => {
  expect((await control('DELETE')).status).toBe(405);
});
