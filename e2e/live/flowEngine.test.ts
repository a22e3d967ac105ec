import fc from 'fast-check';
import { catchError, forkJoin, lastValueFrom, map, type Observable, of, tap } from 'rxjs';
import { type Simulator, startSimulator } from '../../simulator';
import { type Fault } from '../../simulator/flowapi/faults/fault';
import { pairTruths } from '../../simulator/server/truth';
import { DEFAULT_CATEGORIES, OPTIONAL_CATEGORIES } from '../../src/core/flow/category';
import { type TimeWindow } from '../../src/core/flow/flow';
import { joinReports } from '../../src/core/flow/joinReports';
import { mergeWindows } from '../../src/core/flow/mergeFlows';
import { FLOW_METRICS } from '../../src/core/flow/metric';
import { foldFlows } from '../../src/core/graph/fold';
import { planWindow } from '../../src/core/query/planWindow';
import { FlowApiClient } from '../../src/flowapi/client';
import { FlowApiError } from '../../src/flowapi/errors';
import { flowQueries, type FlowsProgress, type FlowsRequest } from '../../src/flowapi/flowQueries';
import { realPacing } from '../../src/flowapi/pace/pacing';
import { SharedTopContributors } from '../../src/flowapi/sharedTopContributors';
import { fastTime } from '../support/fastTime';
import { httpTransport } from '../support/httpTransport';
import { until } from '../support/until';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

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

/** Minutes pass in seconds: waits and backoffs are those of the product, only shorter. */
const { clock, scheduler } = fastTime(15);

describe('the flow API engine, in a world where time flies', () => {
  let simulator: Simulator;
  let shared: SharedTopContributors;
  let client: FlowApiClient;
  let window: TimeWindow;

  beforeAll(async () => {
    simulator = await startSimulator({ clock, flowApi: { queryLatencyMs: 10_000, ingestionLagMs: 0 } });
    const endMs = Math.floor(clock.nowMs() / HOUR) * HOUR;
    window = { startMs: endMs - 15 * MINUTE, endMs };
    // What passed in the hours that are asked for is computed once, which takes real time.
    pairTruths(simulator.world, endMs - 3 * HOUR, endMs);
    simulator.flowApi.control.setOptions({ queryLatencyMs: 0 });
    const { parts } = planWindow(
      { startMs: endMs - 3 * HOUR, endMs },
      { nowMs: endMs, ingestionLagMs: 0, mostParts: 9 }
    );
    const patient = new FlowApiClient(httpTransport(simulator.flowApiUrl), realPacing);
    await lastValueFrom(flowQueries(new SharedTopContributors(patient), request({ windows: parts })));
  }, 60_000);

  afterAll(() => simulator.close());

  beforeEach(() => {
    const { control } = simulator.flowApi;
    control.clearFaults();
    control.setOptions({ throttleRequestsPerSecond: null, queryLatencyMs: 10_000 });
    control.resetStatistics();
    client = new FlowApiClient(httpTransport(simulator.flowApiUrl), { scheduler, random: () => 0.5 });
    shared = new SharedTopContributors(client);
  });

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

  it('sends the queries of one panel for eight, and none for those that come within the minute', async () => {
    const whole = request({ metrics: FLOW_METRICS, categories: DEFAULT_CATEGORIES });
    const panels = Array.from({ length: 8 }, (_, index) =>
      // Not all panels show all metrics.
      flowQueries(shared, index % 2 === 0 ? whole : { ...whole, metrics: ['DATA_TRANSFERRED', 'RETRANSMISSIONS'] })
    );
    const answers = await lastValueFrom(forkJoin(panels));
    expect(answers.map(({ done, total }) => done === total)).toEqual(Array(8).fill(true));
    expect(stats().queries).toMatchObject({ started: 28, succeeded: 28, stoppedByClient: 0 });
    await lastValueFrom(flowQueries(shared, whole));
    expect(stats().queries.started).toBe(28);
  });

  it('goes on with a running query for a panel that leaves and comes back at once', async () => {
    const first = flowQueries(shared, request()).subscribe();
    await until(() => stats().queries.running === 2);
    first.unsubscribe();
    const again = await lastValueFrom(flowQueries(shared, request()));
    expect(again.succeeded).toBe(2);
    expect(stats().queries).toMatchObject({ started: 2, stoppedByClient: 0 });
  });

  it('adds three hours up to what really passed between workloads', async () => {
    const range = { startMs: window.endMs - 3 * HOUR, endMs: window.endMs };
    const plan = planWindow(range, { nowMs: clock.nowMs(), ingestionLagMs: 0, mostParts: 100 });
    const all = request({
      windows: plan.parts,
      categories: DEFAULT_CATEGORIES,
      optionalCategories: OPTIONAL_CATEGORIES,
    });
    const { windows, succeeded } = await lastValueFrom(flowQueries(shared, all));
    expect(succeeded).toBe(3 * 9);
    const flows = mergeWindows(windows.map(({ answers }) => joinReports(answers.flatMap((some) => some ?? []))));
    const { nodes, edges } = foldFlows(flows, { level: 'workload', maxEdges: Infinity });
    const nameOf = (id: string) => nodes.filter((node) => node.id === id).map((n) => `${n.namespace}/${n.label}`)[0];
    const drawn = new Map(edges.map((edge) => [`${nameOf(edge.source)} > ${nameOf(edge.target)}`, edge.bytes ?? 0]));
    const passed = new Map<string, number>();
    for (const truth of pairTruths(simulator.world, plan.window.startMs, plan.window.endMs)) {
      const pair = `${truth.client} > ${truth.server}`;
      passed.set(pair, (passed.get(pair) ?? 0) + truth.bytesToServer + truth.bytesToClient);
    }
    const errors = [...passed]
      .filter(([pair, bytes]) => bytes > 1e9 && drawn.has(pair))
      .map(([pair, bytes]) => ({ pair, error: ((drawn.get(pair) ?? 0) - bytes) / bytes }));
    expect(errors.length).toBeGreaterThan(10);
    expect(errors.filter(({ error }) => Math.abs(error) > 0.05)).toEqual([]);
  }, 60_000);

  it('asks for a day hour by hour, newest first, and stops all of it when nobody waits any more', async () => {
    const range = { startMs: window.endMs - 24 * HOUR, endMs: window.endMs };
    const { parts } = planWindow(range, { nowMs: clock.nowMs(), ingestionLagMs: 0, mostParts: 100 });
    const seen: FlowsProgress[] = [];
    const day = flowQueries(shared, request({ windows: parts, metrics: FLOW_METRICS })).subscribe((progress) =>
      seen.push(progress)
    );
    await until(() => (seen.at(-1)?.done ?? 0) >= 12);
    day.unsubscribe();
    await until(() => stats().queries.running === 0);
    expect(seen.at(-1)?.total).toBe(24 * 8);
    expect(stats().queries.started).toBeLessThan(24 * 8);
    const answered = seen.at(-1)?.windows.map(({ answers }) => answers.length > 0) ?? [];
    expect(answered.lastIndexOf(true)).toBeLessThan(12);
  }, 60_000);

  it('finds the rate that a strict API takes, and brings the picture all the same', async () => {
    simulator.flowApi.control.setOptions({ throttleRequestsPerSecond: 8, queryLatencyMs: 3_000 });
    const progress = await lastValueFrom(
      flowQueries(shared, request({ metrics: FLOW_METRICS, categories: DEFAULT_CATEGORIES }))
    );
    expect(progress).toMatchObject({ done: 28, succeeded: 28, failed: [] });
  }, 60_000);

  it.each<[string, Fault[], RegExp]>([
    ['a storm of 429', [{ kind: 'error', status: 429, errorType: 'ThrottlingException', count: 10 }], /^$/],
    [
      'a quota of running queries',
      [{ kind: 'error', status: 402, errorType: 'ServiceQuotaExceededException', count: 4 }],
      /^$/,
    ],
    ['a passing 500', [{ kind: 'error', status: 500, errorType: 'InternalServerException', count: 2 }], /^$/],
    ['half an answer', [{ kind: 'invalidJson', count: 3 }], /^$/],
    [
      'a request that hangs',
      [{ kind: 'hang', operation: 'GetQueryStatusMonitorTopContributors', count: 1 }],
      /no answer in 30 seconds/,
    ],
    ['a query that fails', [{ kind: 'failedQuery', destinationCategory: 'INTER_AZ' }], /ended as FAILED/],
    [
      'a monitor that is deleted meanwhile',
      [
        {
          kind: 'error',
          status: 404,
          errorType: 'ResourceNotFoundException',
          operation: 'GetQueryResultsMonitorTopContributors',
          count: 1,
        },
      ],
      /does not know the query any more/,
    ],
    [
      'a page token that expired',
      [
        {
          kind: 'error',
          status: 400,
          errorType: 'ValidationException',
          operation: 'GetQueryResultsMonitorTopContributors',
          skip: 2,
          count: 1,
        },
      ],
      /^$/,
    ],
  ])(
    '%s costs nothing, or what it names',
    async (_, faults, expected) => {
      simulator.flowApi.control.setOptions({ longestPage: 100 });
      simulator.flowApi.control.setFaults(faults);
      const { failed, done, total } = await lastValueFrom(flowQueries(shared, request()));
      simulator.flowApi.control.setOptions({ longestPage: 500 });
      expect(done).toBe(total);
      expect(failed.map(({ error }) => error.message).join(' ')).toMatch(expected);
      expect(failed.length).toBeLessThanOrEqual(1);
    },
    60_000
  );

  it('says so where somebody else cancels a query', async () => {
    const transport = httpTransport(simulator.flowApiUrl);
    const withRival = new FlowApiClient(
      (sent) =>
        transport(sent).pipe(
          // As an administrator would, by another client: just after the start.
          tap(({ body }) => {
            if (sent.method === 'POST' && JSON.stringify(sent.body).includes('INTER_AZ')) {
              transport({ method: 'DELETE', path: `${sent.path}/${Object(body).queryId}` }).subscribe();
            }
          })
        ),
      { scheduler, random: () => 0.5 }
    );
    const { failed, succeeded } = await lastValueFrom(flowQueries(new SharedTopContributors(withRival), request()));
    expect(succeeded).toBe(1);
    expect(failed.map(({ category, error }) => [category, error.what])).toEqual([
      ['INTER_AZ', 'Monitor "demo-monitor": the query ended as CANCELED.'],
    ]);
  });

  it('asks by the API’s clock where this machine’s is five minutes ahead', async () => {
    const ahead = { ...scheduler, now: () => scheduler.now() + 5 * MINUTE };
    const skewed = new FlowApiClient(
      (sent) =>
        httpTransport(simulator.flowApiUrl)(sent).pipe(map(({ body }) => ({ body, serverTimeMs: clock.nowMs() }))),
      { scheduler: ahead, random: () => 0.5 }
    );
    expect(skewed.clockOffsetMs).toBe(0);
    await lastValueFrom(skewed.send({ method: 'GET', path: '/monitors' }, () => undefined));
    expect(Math.abs(skewed.nowMs() - clock.nowMs())).toBeLessThan(10_000);
    expect(skewed.clockOffsetMs).toBeLessThan(-4 * MINUTE);
  });

  it('ends every sequence of faults in data and notices, or in an error that says what to do', async () => {
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
        simulator.flowApi.control.setFaults(faults);
        const fresh = new SharedTopContributors(
          new FlowApiClient(httpTransport(simulator.flowApiUrl), { scheduler, random: () => 0.2 })
        );
        const whole = request({ metrics: ['DATA_TRANSFERRED', 'TIMEOUTS'] });
        const end = await lastValueFrom(endOf(flowQueries(fresh, whole)));
        simulator.flowApi.control.clearFaults();
        if (end instanceof FlowApiError) {
          expect(end.remedy).toMatch(/\w+ .*\./);
        } else {
          expect(end.done).toBe(4);
          expect(end.succeeded + end.failed.length).toBe(4);
          expect(end.failed.every((failure) => failure.error instanceof FlowApiError)).toBe(true);
        }
        await until(() => stats().queries.running === 0);
      }),
      { numRuns: 12 }
    );
  }, 300_000);
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
