import { tap } from 'rxjs';
import { type TimeWindow } from '../../src/core/time';
import { type Simulator, startSimulator } from '../../simulator';
import { FLOW_METRICS } from '../../src/core/flow/metric';
import { DEFAULT_CATEGORIES } from '../../src/core/flow/category';
import { type FlowApiError } from '../../src/flowapi/errors';
import { flowQueries, type FlowsRequest } from '../../src/flowapi/flowQueries';
import { listMonitors } from '../../src/flowapi/monitors';
import { flowApiClient, reportsOf, sharedQueries } from '../support/flowApi';
import { VirtualTime } from '../support/virtualTime';

const MINUTE = 60_000;
const END_MS = Date.parse('2026-11-22T12:00:00Z');
const window: TimeWindow = { startMs: END_MS - 15 * MINUTE, endMs: END_MS };

describe('the flow API client against the simulated API over HTTP', () => {
  const time = new VirtualTime(END_MS);
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator({
      clock: time.clock,
      flowApi: { queryLatencyMs: 300, notFoundAfterStartMs: 700, ingestionLagMs: 0 },
    });
  });

  afterAll(() => simulator.close());

  beforeEach(() => {
    simulator.flowApi.control.clearFaults();
    simulator.flowApi.control.resetStatistics();
    simulator.flowApi.control.setOptions({ queryLatencyMs: 300, apiGeneration: '2026-11' });
  });

  const request = (over: Partial<FlowsRequest> = {}): FlowsRequest => ({
    monitorName: 'demo-monitor',
    windows: [window],
    metrics: ['DATA_TRANSFERRED'],
    categories: ['INTRA_AZ'],
    optionalCategories: [],
    limit: 500,
    ...over,
  });
  const queryFlows = (over: Partial<FlowsRequest> = {}) =>
    flowQueries(sharedQueries(simulator.flowApiUrl, time), request(over));
  const run = async (over: Partial<FlowsRequest> = {}) => {
    const progress = await time.lastValueFrom(queryFlows(over));
    return { ...progress, reports: reportsOf(progress.windows) };
  };
  const failure = (over: Partial<FlowsRequest> = {}): Promise<FlowApiError> =>
    run(over).then(
      () => {
        throw new Error('This should have failed.');
      },
      (error: FlowApiError) => error
    );

  it('returns all pages of every metric in every category, although the API does not find a query at first', async () => {
    const seen: number[] = [];
    const whole = queryFlows({ metrics: FLOW_METRICS, categories: DEFAULT_CATEGORIES });
    await time.lastValueFrom(whole.pipe(tap(({ done }) => seen.push(done))));
    expect(seen).toEqual(Array.from({ length: 28 }, (_, index) => index + 1));
    const { requestsByOperation, queries } = simulator.flowApi.stats();
    // One page each, because the client requests pages of the maximum size.
    expect(requestsByOperation.GetQueryResultsMonitorTopContributors).toBe(28);
    expect(queries).toMatchObject({ succeeded: 28, stoppedByClient: 0, maximumRunning: 28 });
  });

  it('returns the same flows with pages of any size', async () => {
    simulator.flowApi.control.setOptions({ longestPage: 7 });
    const small = await run();
    simulator.flowApi.control.setOptions({ longestPage: 500 });
    expect(small.reports).toEqual((await run()).reports);
    expect(small.reports.length).toBeGreaterThan(100);
  });

  it('requests a category that an older endpoint does not know, and succeeds without it', async () => {
    simulator.flowApi.control.setOptions({ apiGeneration: '2026-10' });
    const { failed, reports } = await run({ optionalCategories: ['INTERNET'] });
    expect(failed).toEqual([]);
    expect(reports.length).toBeGreaterThan(0);
  });

  it('returns the other categories if one fails, and names the failed one', async () => {
    simulator.flowApi.control.addFault({ kind: 'failedQuery', destinationCategory: 'INTER_AZ' });
    const { failed, reports } = await run({ categories: ['INTRA_AZ', 'INTER_AZ'] });
    expect(failed.map(({ part: { category }, error }) => [category, error.kind])).toEqual([['INTER_AZ', 'failed']]);
    expect(reports.length).toBeGreaterThan(0);
  });

  it('waits and tries again if it is throttled', async () => {
    simulator.flowApi.control.addFault({ kind: 'error', status: 429, errorType: 'ThrottlingException', count: 3 });
    expect((await run()).failed).toEqual([]);
    expect(simulator.flowApi.stats().answersByStatus['429']).toBe(3);
  });

  it.each([
    [
      'a monitor that does not exist',
      { monitorName: 'no-such-monitor' },
      /Monitor "no-such-monitor".*Select another monitor/,
    ],
    ['a query over the hour limit', { windows: [] }, /at most one hour.*one hour or less/],
  ])('explains what to do about %s', async (_, over, message) => {
    const long = { startMs: window.endMs - 61 * MINUTE, endMs: window.endMs };
    const error = await failure('windows' in over ? { windows: [long] } : over);
    expect(error.message).toMatch(message);
  });

  it.each([
    ['403', { kind: 'error', status: 403, errorType: 'AccessDeniedException' }, 'denied', /StartQuery/],
    [
      '403 from the authentication layer',
      { kind: 'error', status: 403, errorType: 'X', fromAuthLayer: true },
      'denied',
      /identity/,
    ],
    ['500', { kind: 'error', status: 500, errorType: 'InternalServerException' }, 'server', /Health Dashboard/],
    ['402', { kind: 'error', status: 402, errorType: 'ServiceQuotaExceededException' }, 'quota', /quota/],
    ['a response that is not JSON', { kind: 'invalidJson' }, 'malformed', /sign-in page/],
    ['a response without a field', { kind: 'missingMembers', members: ['queryId'] }, 'malformed', /"queryId"/],
    ['an HTML page from a proxy', { kind: 'htmlPage', status: 200 }, 'malformed', /sign-in page/],
  ] as const)('explains what to do about %s', async (_, fault, kind, message) => {
    simulator.flowApi.control.setFaults([
      fault.kind === 'missingMembers' ? { ...fault, members: [...fault.members] } : fault,
    ]);
    const error = await failure();
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(message);
  });

  it('explains what to do about an address at which nothing responds', async () => {
    const nowhere = flowApiClient('http://127.0.0.1:9', time);
    await expect(time.lastValueFrom(listMonitors(nowhere))).rejects.toThrow(/URL in the data source settings/);
  });

  it('stops running queries after the last subscriber leaves', async () => {
    simulator.flowApi.control.setOptions({ queryLatencyMs: 60_000 });
    const { queries } = { queries: () => simulator.flowApi.stats().queries };
    const subscription = queryFlows({ metrics: FLOW_METRICS }).subscribe();
    await time.until(() => queries().running === 4);
    subscription.unsubscribe();
    await time.until(() => queries().running === 0);
    expect(queries()).toMatchObject({ started: 4, stoppedByClient: 4 });
  });

  it('also stops a query whose start was sent but not yet answered', async () => {
    simulator.flowApi.control.setOptions({ queryLatencyMs: 60_000 });
    const sent = queryFlows().subscribe();
    sent.unsubscribe();
    await time.until(() => simulator.flowApi.stats().queries.stoppedByClient === 1);
    expect(simulator.flowApi.stats().queries).toMatchObject({ started: 1, running: 0 });
  });
});
