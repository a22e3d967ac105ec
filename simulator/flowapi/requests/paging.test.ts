/** @jest-environment node */
import { type JsonObject } from '../http/input';
import { manyReports } from '../testing/flowReports';
import { MONITOR_NAME, rowsOf, runApi, type RunningApi, runTopQuery, topQuery } from '../testing/runningApi';

const LATENCY_MS = 2_000;

let api: RunningApi;
beforeEach(async () => {
  api = await runApi(manyReports(230));
});
afterEach(() => api.close());

async function finishedQuery(): Promise<JsonObject> {
  const { body } = await api.call('StartQueryMonitorTopContributors', topQuery({ limit: 500 }));
  api.advance(LATENCY_MS);
  return { monitorName: MONITOR_NAME, queryId: body.queryId };
}

const resultsOf = (query: JsonObject, page: JsonObject = {}) =>
  api.call('GetQueryResultsMonitorTopContributors', { ...query, ...page });

it.each([
  [undefined, 3],
  [100, 3],
  [77, 3],
  [1, 230],
  [230, 1],
  [5_000, 1],
])('returns the same rows in pages of %s items as in one page', async (maxResults, pageCount) => {
  const query = await finishedQuery();
  const pages: JsonObject[][] = [];
  let nextToken: unknown;
  do {
    const page = { ...(maxResults && { maxResults }), ...(nextToken !== undefined && { nextToken }) };
    const answer = await resultsOf(query, page);
    pages.push(rowsOf(answer));
    nextToken = answer.body.nextToken;
  } while (nextToken !== undefined);
  expect(pages).toHaveLength(pageCount);
  expect(pages.flat()).toEqual(rowsOf(await resultsOf(query, { maxResults: 500 })));
});

it.each(['', 'nonsense', 'e30', Buffer.from('{"offset":-1}').toString('base64url')])(
  'rejects the malformed token %j',
  async (nextToken) => {
    const { status, body } = await resultsOf(await finishedQuery(), { nextToken });
    expect([status, body.message]).toEqual([400, 'Invalid nextToken']);
  }
);

it('rejects the token of another query', async () => {
  const { nextToken } = (await resultsOf(await finishedQuery())).body;
  expect((await resultsOf(await finishedQuery(), { nextToken })).status).toBe(400);
});

it('rejects an expired token', async () => {
  api.control.setOptions({ pageTokenLifetimeMs: 60_000 });
  const query = await finishedQuery();
  const { nextToken } = (await resultsOf(query)).body;
  api.advance(60_000);
  expect((await resultsOf(query, { nextToken })).status).toBe(200);
  api.advance(1);
  const { status, body } = await resultsOf(query, { nextToken });
  expect([status, body.message]).toEqual([400, 'The nextToken has expired']);
});

it.each([0, -5, 'all'])('rejects pages of %j items', async (maxResults) => {
  expect((await resultsOf(await finishedQuery(), { maxResults })).status).toBe(400);
});

it('returns at most the number of rows in the limit', async () => {
  expect(rowsOf(await runTopQuery(api, { limit: 120 }, { maxResults: 500 }))).toHaveLength(120);
});
