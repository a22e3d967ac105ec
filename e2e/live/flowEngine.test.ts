import fc from 'fast-check';
import { catchError, forkJoin, type Observable, of, tap, timer } from 'rxjs';
import { monitorNamed, queryEnded } from '../../src/flowapi/messages';
import { type TimeWindow } from '../../src/core/time';
import { type Simulator, startSimulator } from '../../simulator';
import { type Fault, type RequestFault } from '../../simulator/flowapi';
import { DEFAULT_CATEGORIES } from '../../src/core/flow/category';
import { FLOW_METRICS } from '../../src/core/flow/metric';
import { planWindow } from '../../src/core/query/planWindow';
import { FlowApiClient } from '../../src/flowapi/client';
import { FlowApiError } from '../../src/flowapi/errors';
import { flowQueries, type FlowsProgress, type FlowsRequest } from '../../src/flowapi/flowQueries';
import { SharedTopContributors } from '../../src/flowapi/sharedTopContributors';
import { type FlowApiTransport } from '../../src/flowapi/transport';
import { hangingTransport } from '../support/hangingTransport';
import { httpTransport } from '../../scripts/httpTransport';
import { VirtualTime } from '../support/virtualTime';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW_MS = Date.parse('2026-11-22T12:10:00Z');
const END_MS = Date.parse('2026-11-22T12:00:00Z');
const QUERY_MS = 10_000;
/** Queries take up to 40 % longer than average. */
const LONGEST_QUERY_MS = 1.4 * QUERY_MS;
const window: TimeWindow = { startMs: END_MS - 15 * MINUTE, endMs: END_MS };

const OPERATIONS = [
  'StartQueryMonitorTopContributors',
  'GetQueryStatusMonitorTopContributors',
  'GetQueryResultsMonitorTopContributors',
  'StopQueryMonitorTopContributors',
] as const;

const FAULTS: readonly Fault[] = [
  { kind: 'error', status: 429, errorType: 'ThrottlingException' },
  { kind: 'error', status: 402, errorType: 'ServiceQuotaExceededException' },
  { kind: 'error', status: 403, errorType: 'AccessDeniedException' },
  { kind: 'error', status: 404, errorType: 'ResourceNotFoundException' },
  { kind: 'error', status: 500, errorType: 'InternalServerException' },
  { kind: 'invalidJson' },
  { kind: 'htmlPage' },
  { kind: 'missingMembers', members: ['status', 'queryId'] },
  { kind: 'hang' },
  { kind: 'down' },
  { kind: 'failedQuery' },
];

const isHang = (fault: Fault): fault is Extract<RequestFault, { kind: 'hang' }> => fault.kind === 'hang';

describe('the flow API engine with the wait times of the product', () => {
  const time = new VirtualTime(NOW_MS);
  let simulator: Simulator;
  let shared: SharedTopContributors;

  beforeAll(async () => {
    simulator = await startSimulator({ clock: time.clock, flowApi: { queryLatencyMs: QUERY_MS, ingestionLagMs: 0 } });
  });

  afterAll(() => simulator.close());

  beforeEach(() => {
    const { control } = simulator.flowApi;
    control.clearFaults();
    control.setOptions({ throttleRequestsPerSecond: null, queryLatencyMs: QUERY_MS });
    control.resetStatistics();
    shared = queries();
  });

  /** Queries of a separate client with these faults. */
  function queries(faults: readonly Fault[] = []): SharedTopContributors {
    simulator.flowApi.control.setFaults(faults.filter((fault) => !isHang(fault)));
    return queriesWith(hangingTransport(transport(), faults.filter(isHang)));
  }

  function queriesWith(original: FlowApiTransport): SharedTopContributors {
    return new SharedTopContributors(new FlowApiClient(original, { scheduler: time.scheduler, random: () => 0.5 }));
  }

  const transport = () => time.during(httpTransport(simulator.flowApiUrl));
  const stats = () => simulator.flowApi.stats();
  const request = (over: Partial<FlowsRequest> = {}): FlowsRequest => ({
    monitorName: 'demo-monitor',
    windows: [window],
    metrics: ['DATA_TRANSFERRED'],
    categories: ['INTRA_AZ', 'INTER_AZ'],
    optionalCategories: [],
    limit: 500,
    ...over,
  });

  it('sends the queries of one panel for eight panels, and none for panels that follow within a minute', async () => {
    const whole = request({ metrics: FLOW_METRICS, categories: DEFAULT_CATEGORIES });
    const panels = Array.from({ length: 8 }, (_, index) =>
      // Not all panels show all metrics.
      flowQueries(shared, index % 2 === 0 ? whole : { ...whole, metrics: ['DATA_TRANSFERRED', 'RETRANSMISSIONS'] })
    );
    const answers = await time.lastValueFrom(forkJoin(panels));
    expect(answers.map(({ done, total }) => done === total)).toEqual(Array(8).fill(true));
    expect(stats().queries).toMatchObject({ started: 28, succeeded: 28, stoppedByClient: 0 });
    await time.lastValueFrom(flowQueries(shared, whole));
    expect(stats().queries.started).toBe(28);
  });

  it('continues a running query for a panel that leaves and immediately comes back', async () => {
    const first = flowQueries(shared, request()).subscribe();
    await time.until(() => stats().queries.running === 2);
    first.unsubscribe();
    const again = await time.lastValueFrom(flowQueries(shared, request()));
    expect(again.succeeded).toBe(2);
    expect(stats().queries).toMatchObject({ started: 2, stoppedByClient: 0 });
  });

  it('queries a day hour by hour, newest first, and stops all queries after the last subscriber leaves', async () => {
    const range = { startMs: END_MS - 24 * HOUR, endMs: END_MS };
    const { parts } = planWindow(range, { nowMs: NOW_MS, ingestionLagMs: 0, maxParts: 100 });
    const seen: FlowsProgress[] = [];
    const day = flowQueries(shared, request({ windows: parts, metrics: FLOW_METRICS })).subscribe((progress) =>
      seen.push(progress)
    );
    await time.until(() => (seen.at(-1)?.done ?? 0) >= 12);
    day.unsubscribe();
    await time.until(() => stats().queries.running === 0);
    expect(seen.at(-1)?.total).toBe(24 * 8);
    expect(stats().queries.started).toBeLessThan(24 * 8);
    const answered = seen.at(-1)?.windows.map(({ answers }) => answers.length > 0) ?? [];
    expect(answered.lastIndexOf(true)).toBeLessThan(12);
  });

  it('finds the rate that a strict API allows, and still returns the complete result', async () => {
    simulator.flowApi.control.setOptions({ throttleRequestsPerSecond: 8, queryLatencyMs: 3_000 });
    const progress = await time.lastValueFrom(
      flowQueries(shared, request({ metrics: FLOW_METRICS, categories: DEFAULT_CATEGORIES }))
    );
    expect(progress).toMatchObject({ done: 28, succeeded: 28, failed: [] });
  });

  it.each<[string, Fault[], RegExp]>([
    ['many 429 responses', [{ kind: 'error', status: 429, errorType: 'ThrottlingException', count: 10 }], /^$/],
    [
      'a quota of running queries',
      [{ kind: 'error', status: 402, errorType: 'ServiceQuotaExceededException', count: 4 }],
      /^$/,
    ],
    ['a temporary 500', [{ kind: 'error', status: 500, errorType: 'InternalServerException', count: 2 }], /^$/],
    ['a truncated response', [{ kind: 'invalidJson', count: 3 }], /^$/],
    [
      'a request that hangs',
      [{ kind: 'hang', operation: 'GetQueryStatusMonitorTopContributors', count: 1 }],
      /timed out after 30 s/,
    ],
    ['a query that fails', [{ kind: 'failedQuery', destinationCategory: 'INTER_AZ' }], /ended with the status FAILED/],
    [
      'a monitor that is deleted in the meantime',
      [
        {
          kind: 'error',
          status: 404,
          errorType: 'ResourceNotFoundException',
          operation: 'GetQueryResultsMonitorTopContributors',
          count: 1,
        },
      ],
      /the query no longer exists/,
    ],
  ])('returns everything, or names what is missing, despite %s', async (_, faults, expected) => {
    const { failed, done, total } = await time.lastValueFrom(flowQueries(queries(faults), request()));
    expect(done).toBe(total);
    expect(failed.map(({ error }) => error.message).join(' ')).toMatch(expected);
    expect(failed.length).toBeLessThanOrEqual(1);
  });

  it('restarts from the first page if the token of a later page expires', async () => {
    simulator.flowApi.control.setOptions({ longestPage: 100 });
    const expired: Fault = {
      kind: 'error',
      status: 400,
      errorType: 'ValidationException',
      operation: 'GetQueryResultsMonitorTopContributors',
      skip: 1,
      count: 1,
    };
    const one = request({ categories: ['INTRA_AZ'] });
    const { failed, succeeded, windows } = await time.lastValueFrom(flowQueries(queries([expired]), one));
    simulator.flowApi.control.setOptions({ longestPage: 500 });
    expect([failed, succeeded]).toEqual([[], 1]);
    const rows = windows[0]?.answers[0]?.length ?? 0;
    expect(rows).toBeGreaterThan(100);
    // The first page and the rejected second page, then all pages.
    expect(stats().requestsByOperation.GetQueryResultsMonitorTopContributors).toBe(2 + Math.ceil(rows / 100));
  });

  it('reports that another client canceled a query', async () => {
    const original = transport();
    const withOtherClient: FlowApiTransport = (sent) =>
      original(sent).pipe(
        // As an administrator would with another client, just after the start.
        tap(({ body }) => {
          if (sent.method === 'POST' && JSON.stringify(sent.body).includes('INTER_AZ')) {
            original({ method: 'DELETE', path: `${sent.path}/${Object(body).queryId}` }).subscribe();
          }
        })
      );
    const { failed, succeeded } = await time.lastValueFrom(flowQueries(queriesWith(withOtherClient), request()));
    expect(succeeded).toBe(1);
    expect(failed.map(({ part: { category }, error }) => [category, error.what])).toEqual([
      ['INTER_AZ', queryEnded(monitorNamed('demo-monitor'), 'CANCELED')],
    ]);
  });

  it('uses the clock of the API if the local clock is five minutes ahead', async () => {
    const { scheduler } = time;
    const ahead = { now: () => scheduler.now() + 5 * MINUTE, schedule: scheduler.schedule.bind(scheduler) };
    const skewed = new FlowApiClient(transport(), { scheduler: ahead, random: () => 0.5 });
    expect(skewed.clockOffsetMs).toBe(0);
    await time.lastValueFrom(skewed.send({ method: 'GET', path: '/monitors' }, () => undefined));
    expect(Math.abs(skewed.nowMs() - scheduler.now())).toBeLessThanOrEqual(1_000);
    expect(skewed.clockOffsetMs).toBeLessThan(-4 * MINUTE);
  });

  it('ends every sequence of faults with data and notices, or with an error that explains what to do', async () => {
    const fault: fc.Arbitrary<Fault> = fc
      .record({
        what: fc.constantFrom(...FAULTS),
        operation: fc.constantFrom(...OPERATIONS),
        skip: fc.nat(6),
        count: fc.integer({ min: 1, max: 12 }),
      })
      .map(({ what, operation, ...timing }) =>
        what.kind === 'failedQuery' ? { ...what, ...timing } : { ...what, operation, ...timing }
      );
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { maxLength: 4 }), async (faults) => {
        const whole = request({ metrics: ['DATA_TRANSFERRED', 'TIMEOUTS'] });
        const end = await time.lastValueFrom(endOf(flowQueries(queries(faults), whole)));
        simulator.flowApi.control.clearFaults();
        if (end instanceof FlowApiError) {
          expect(end.remedy).toMatch(/\w+ .*\./);
        } else {
          expect(end.done).toBe(4);
          expect(end.succeeded + end.failed.length).toBe(4);
          expect(end.failed.every((failure) => failure.error instanceof FlowApiError)).toBe(true);
        }
        // A query whose start got no usable response cannot be stopped and ends by itself.
        await time.lastValueFrom(timer(LONGEST_QUERY_MS, time.scheduler));
        expect(stats().queries.running).toBe(0);
      }),
      { numRuns: 12 }
    );
  });
});

function endOf(progress: Observable<FlowsProgress>): Observable<FlowsProgress | FlowApiError> {
  return progress.pipe(
    tap(({ done, total }) => expect(done).toBeLessThanOrEqual(total)),
    catchError((failure: unknown) => {
      expect(failure).toBeInstanceOf(FlowApiError);
      return of(failure as FlowApiError);
    })
  );
}
