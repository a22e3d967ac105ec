import { concat, ignoreElements, Observable, of, switchMap, throwError, timer, VirtualTimeScheduler } from 'rxjs';
import { FlowApiClient } from './client';
import { FlowApiError } from './errors';
import { flowQueries, type FlowsProgress } from './flowQueries';
import { batchProgress, type BatchProgress } from './queryBatch';
import { SharedTopContributors } from './sharedTopContributors';
import { type FlowApiRequest, TransportFailure } from './transport';

const QUERY_TAKES_MS = 10_000;
const CATEGORIES = ['INTRA_AZ', 'INTER_AZ', 'INTER_VPC', 'AMAZON_S3', 'INTERNET'];

/** A status with which the start of a query, or the request for its result, is refused; undefined where it is not. */
type Refusals = Partial<Record<'start' | 'result', (category: string) => number | undefined>>;

/** An API whose queries take as long as AWS' own. */
function setUp(refusals: Refusals) {
  const scheduler = new VirtualTimeScheduler(undefined, Infinity);
  const startedAtMs = new Map<string, number>();
  const bodyOf = ({ method, path, body }: FlowApiRequest): unknown => {
    const category = method === 'POST' ? String(Object(body).destinationCategory) : (path.split('/')[4] ?? '');
    const refused = method === 'POST' ? refusals.start?.(category) : undefined;
    const failure = refused ?? (path.endsWith('/results') ? refusals.result?.(category) : undefined);
    if (failure !== undefined) {
      throw new TransportFailure(failure, 'refused');
    }
    if (method === 'POST') {
      startedAtMs.set(category, scheduler.now());
      return { queryId: category };
    }
    const isRunning = scheduler.now() - (startedAtMs.get(category) ?? 0) < QUERY_TAKES_MS;
    return path.endsWith('/status')
      ? { status: isRunning ? 'RUNNING' : 'SUCCEEDED' }
      : { unit: 'Bytes', topContributors: [{ value: 1 }] };
  };
  const transport = (request: FlowApiRequest) =>
    timer(20, scheduler).pipe(switchMap(() => of({ body: bodyOf(request) })));
  return { scheduler, client: new FlowApiClient(transport, { scheduler, random: () => 0.5 }) };
}

/** The last progress of a batch or its error, and the time of its end. */
function endOf(refusals: Refusals) {
  const { scheduler, client } = setUp(refusals);
  let end: FlowsProgress | FlowApiError | undefined;
  let endedAtMs = 0;
  const settle = (now: FlowsProgress | FlowApiError) => {
    end = now;
    endedAtMs = scheduler.now();
  };
  flowQueries(new SharedTopContributors(client), {
    monitorName: 'demo',
    windows: [{ startMs: 0, endMs: 3_600_000 }],
    metrics: ['DATA_TRANSFERRED'],
    categories: CATEGORIES,
    optionalCategories: [],
    limit: 100,
  }).subscribe({ next: settle, error: settle });
  scheduler.flush();
  return { end, endedAtMs };
}

const only =
  (status: number, ...categories: string[]) =>
  (category: string) =>
    categories.includes(category) ? status : undefined;

describe('a batch with failed queries', () => {
  it.each([
    ['one cannot be started, while the others run', only(504, 'INTER_AZ'), 1],
    ['three cannot be started, while the others run', only(504, 'INTRA_AZ', 'INTER_AZ', 'INTER_VPC'), 3],
    ['some are refused before any is answered', only(400, 'INTRA_AZ', 'INTER_AZ', 'INTER_VPC'), 3],
    ['one is denied', only(403, 'INTER_AZ'), 1],
  ])('stands where %s', (_, start, failed) => {
    const { end } = endOf({ start });
    expect(end).toMatchObject({ done: 5, total: 5, succeeded: 5 - failed });
    expect(end).toHaveProperty('failed.length', failed);
  });

  it.each([
    ['nothing answers', { start: () => 504 }, 'unreachable', 3_000],
    ['the monitor does not exist', { start: () => 404 }, 'not-found', 100],
    ['the results are denied', { result: () => 403 }, 'denied', 12_000],
    ['all fail after they were started', { result: () => 500 }, 'server', 15_000],
    ['all are refused', { start: () => 400 }, 'invalid', 1_000],
  ])('ends as an error, as soon as that is sure, where %s', (_, refusals, kind, withinMs) => {
    const { end, endedAtMs } = endOf(refusals);
    expect(end).toBeInstanceOf(FlowApiError);
    expect(end).toHaveProperty('kind', kind);
    expect(endedAtMs).toBeLessThan(withinMs);
  });
});

describe('batchProgress', () => {
  it('emits at most four times per second, and the last progress', () => {
    const { scheduler, client } = setUp({});
    const parts = Array.from({ length: 500 }, (_, index) => index);
    const seen: Array<BatchProgress<number, number>> = [];
    // One answer every two milliseconds.
    const ask = (part: number) => concat(timer(part * 2, scheduler).pipe(ignoreElements()), of(part));
    batchProgress(client, { parts, query: ask, subject: 'All' }).subscribe((progress) => seen.push(progress));
    scheduler.flush();
    expect(seen.length).toBeLessThanOrEqual(6);
    expect(seen[0]?.done).toBe(1);
    expect(seen.at(-1)).toMatchObject({ done: 500, total: 500, failed: [] });
    expect(seen.at(-1)?.answered.map(({ answer }) => answer)).toEqual(parts);
  });

  it('errors at once if the queried object does not exist, even while another query runs', () => {
    const { scheduler, client } = setUp({});
    const running = new Observable<number>();
    const failures: unknown[] = [];
    const ask = (part: number) => (part === 0 ? running : throwError(() => new TransportFailure(404, '')));
    batchProgress(client, { parts: [0, 1], query: ask, subject: 'It' }).subscribe({
      error: (failure) => failures.push(failure),
    });
    scheduler.flush();
    expect(failures).toEqual([expect.objectContaining({ kind: 'not-found' })]);
  });
});
