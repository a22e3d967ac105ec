import fc from 'fast-check';
import { Observable, of, type Subscription, throwError, VirtualTimeScheduler } from 'rxjs';
import { ScriptedApi, pages, refusal } from '../testing/scriptedApi';
import { FlowApiClient } from './client';
import { asRecord, decodePage, requiredList, requiredText } from './decode';
import { FlowApiError, flowApiError, type FlowApiErrorKind, toFlowApiError } from './errors';
import { allPages, wholeList } from './pages';
import { fatalErrorOf } from './queryBatch';
import { type ApiQuery, runQuery } from './runQuery';
import { type FlowApiRequest, TransportFailure } from './transport';

const KINDS: readonly FlowApiErrorKind[] = [
  'unreachable',
  'denied',
  'rejected',
  'not-found',
  'invalid',
  'throttled',
  'quota',
  'server',
  'malformed',
  'failed',
  'too-slow',
];

describe('a failed request', () => {
  it.each<[number | undefined, FlowApiErrorKind]>([
    [undefined, 'unreachable'],
    [502, 'unreachable'],
    [503, 'unreachable'],
    [504, 'unreachable'],
    [401, 'denied'],
    [403, 'denied'],
    [402, 'quota'],
    [404, 'not-found'],
    [429, 'throttled'],
    [400, 'invalid'],
    [500, 'server'],
    [418, 'malformed'],
    [302, 'malformed'],
  ])('with status %s is %s, and says what happened and what to do', (status, kind) => {
    const error = toFlowApiError(new TransportFailure(status, 'as the server says'), 'Monitor "demo"');
    expect(error.kind).toBe(kind);
    expect(error.what).toContain('Monitor "demo"');
    expect(error.what).toContain('as the server says');
    expect(error.remedy).not.toBe('');
    expect(error.message).toBe(`${error.what} ${error.remedy}`);
    // Once it is one of ours, it stays that one.
    expect(toFlowApiError(error, 'another subject')).toBe(error);
  });

  it('is not a usable response if it is anything else', () => {
    expect(toFlowApiError(new SyntaxError('Unexpected token <'), 'x')).toMatchObject({ kind: 'malformed' });
    expect(toFlowApiError('no', 'x')).toMatchObject({ kind: 'malformed' });
  });
});

describe('requests', () => {
  /** A client whose requests fail in the given order, and then get a response. */
  function failing(...statuses: Array<number | undefined>) {
    const scheduler = new VirtualTimeScheduler();
    const sentAtMs: number[] = [];
    const left = [...statuses];
    const transport = () => {
      sentAtMs.push(scheduler.frame);
      return left.length > 0 ? throwError(() => new TransportFailure(left.shift(), '')) : of({ body: 'answer' });
    };
    const client = new FlowApiClient(transport, { scheduler, random: () => 0.5 });
    const seen: unknown[] = [];
    client
      .send({ method: 'GET', path: '/monitors' }, (answer) => answer)
      .subscribe({ next: (value) => seen.push(value), error: (failure: unknown) => seen.push(failure) });
    scheduler.flush();
    return { seen, sentAtMs };
  }

  it.each([
    [[429, 429, 402], true],
    [[429, 429, 429, 429, 429, 429, 429], true],
    [[429, 429, 429, 429, 429, 429, 429, 429], false],
    [[undefined, 503], true],
    [[500, 500, 500], false],
    [[403], false],
    [[404], false],
    [[400], false],
  ])('that fail with %j get an answer in the end: %s', (statuses, isAnswered) => {
    const { seen, sentAtMs } = failing(...statuses);
    expect(seen).toHaveLength(1);
    expect(seen[0] === 'answer').toBe(isAnswered);
    expect(sentAtMs.length).toBeLessThanOrEqual(statuses.length + 1);
  });

  it('are sent again later and later while the API is busy', () => {
    const { sentAtMs } = failing(402, 402, 402, 402, 402, 402);
    const pauses = sentAtMs.slice(1).map((ms, index) => ms - (sentAtMs[index] ?? 0));
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000]);
  });

  it('end after half a minute without a response', () => {
    const scheduler = new VirtualTimeScheduler();
    const client = new FlowApiClient(() => new Observable(), { scheduler, random: () => 0.5 });
    const failures: unknown[] = [];
    client
      .send({ method: 'GET', path: '/' }, () => 0)
      .subscribe({ error: (failure: unknown) => failures.push(failure) });
    scheduler.flush();
    expect(failures).toEqual([expect.objectContaining({ kind: 'too-slow' })]);
    expect(scheduler.frame).toBe(30_000);
  });

  it('report the time of the API if the clock of this machine is wrong', () => {
    const scheduler = new VirtualTimeScheduler();
    const answers = (serverTimeMs: number) => {
      const client = new FlowApiClient(() => of({ body: {}, serverTimeMs }), { scheduler, random: () => 0.5 });
      client.send({ method: 'GET', path: '/' }, () => 0).subscribe();
      return client.nowMs();
    };
    // Times in answers are cut to seconds and a while old.
    expect([answers(20_000), answers(600_000), answers(-600_000)]).toEqual([0, 600_000, -600_000]);
  });
});

describe('lists of several pages', () => {
  const itemsOf = (page: Record<string, unknown>) => requiredList(page, 'items', 'List').map(({ id }) => Number(id));

  it('have the items of all pages in their order, however many there are', () => {
    const sizes = fc.array(fc.nat(4), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(sizes, (all) => {
        let next = 0;
        const bodies = all.map((size) => ({ items: Array.from({ length: size }, () => ({ id: (next += 1) })) }));
        const api = new ScriptedApi(pages(...bodies));
        const request = { subject: 'List', path: '/list', parameters: { maxResults: '5' }, itemsOf };
        expect(api.valuesOf(allPages(api.client, request))).toEqual([Array.from({ length: next }, (_, id) => id + 1)]);
        expect(api.requests).toHaveLength(all.length);
        expect(api.requests.every(({ parameters }) => parameters?.maxResults === '5')).toBe(true);
      })
    );
  });

  it('are stopped if they never end', () => {
    const api = new ScriptedApi(() => ({ items: [], nextToken: 'again' }));
    expect(() => api.valuesOf(wholeList(api.client, { subject: 'List', path: '/list', itemsOf }))).toThrow(
      FlowApiError
    );
    expect(api.requests).toHaveLength(100);
  });
});

describe('a query', () => {
  const query: ApiQuery<number> = {
    subject: 'Monitor "demo"',
    path: '/monitors/demo/queries',
    body: { limit: 5 },
    rowsOf: (page) => requiredList(page, 'rows', 'Monitor "demo"').map(({ value }) => Number(value)),
  };
  const rows = (...values: number[]) => ({ rows: values.map((value) => ({ value })) });
  const methods = ({ requests }: ScriptedApi) => requests.map(({ method, path }) => `${method} ${path}`);

  it('is started, looked at until it has ended, and read to its last page', () => {
    const api = new ScriptedApi(pages(rows(1, 2), rows(3)), () => ({ queryId: 'a/b' }));
    expect(api.valuesOf(runQuery(api.client, query))).toEqual([[1, 2, 3]]);
    expect(methods(api)).toEqual([
      'POST /monitors/demo/queries',
      'GET /monitors/demo/queries/a%2Fb/status',
      'GET /monitors/demo/queries/a%2Fb/results',
      'GET /monitors/demo/queries/a%2Fb/results',
    ]);
    expect(api.client.slots.running).toBe(0);
  });

  it('is read once more from the start if the token of a later page is refused', () => {
    let refused = 0;
    const all = pages(rows(1), rows(2));
    const api = new ScriptedApi((request) =>
      request.parameters?.nextToken !== undefined && (refused += 1) === 1 ? refusal(400, 'token expired') : all(request)
    );
    expect(api.valuesOf(runQuery(api.client, query))).toEqual([[1, 2]]);
  });

  it.each([
    ['an unusable answer', () => ({ nothing: true }), 'malformed'],
    ['a refusal', () => refusal(403), 'denied'],
    ['an unknown monitor', () => refusal(404), 'not-found'],
  ] as const)('that is answered by %s at its start fails with the reason', (_, start, kind) => {
    const api = new ScriptedApi(() => rows(), start);
    expect(() => api.valuesOf(runQuery(api.client, query))).toThrow(expect.objectContaining({ kind }) as Error);
    expect(api.client.slots.running).toBe(0);
  });

  it('whose result is gone is not taken for a monitor that does not exist', () => {
    const api = new ScriptedApi(() => refusal(404));
    expect(() => api.valuesOf(runQuery(api.client, query))).toThrow(
      expect.objectContaining({ kind: 'failed' }) as Error
    );
  });

  it('is stopped on the API without a subscriber, also before the response to its start', () => {
    for (const leaveAtMs of [1, 50, 500]) {
      const scheduler = new VirtualTimeScheduler();
      const requests: FlowApiRequest[] = [];
      const transport = (request: FlowApiRequest) => {
        requests.push(request);
        return new Observable<{ body: unknown }>((subscriber) =>
          scheduler.schedule(() => {
            subscriber.next({ body: request.method === 'POST' ? { queryId: 'q' } : { status: 'RUNNING' } });
            subscriber.complete();
          }, 100)
        );
      };
      const client = new FlowApiClient(transport, { scheduler, random: () => 0.5 });
      const subscription: Subscription = runQuery(client, query).subscribe();
      scheduler.schedule(() => subscription.unsubscribe(), leaveAtMs);
      scheduler.flush();
      expect(requests.map(({ method }) => method).filter((method) => method !== 'GET')).toEqual(['POST', 'DELETE']);
      expect(client.slots.running).toBe(0);
    }
  });

  it('is stopped if it does not end in two minutes', () => {
    const scheduler = new VirtualTimeScheduler(undefined, 1_000_000);
    const requests: FlowApiRequest[] = [];
    const transport = (request: FlowApiRequest) => {
      requests.push(request);
      return of({ body: request.method === 'POST' ? { queryId: 'q' } : { status: 'RUNNING' } });
    };
    const client = new FlowApiClient(transport, { scheduler, random: () => 0.5 });
    const failures: unknown[] = [];
    runQuery(client, query).subscribe({ error: (failure: unknown) => failures.push(failure) });
    scheduler.flush();
    expect(failures).toEqual([expect.objectContaining({ kind: 'too-slow' })]);
    expect(requests.at(-1)).toMatchObject({ method: 'DELETE' });
    expect(scheduler.frame).toBeGreaterThan(120_000);
    expect(scheduler.frame).toBeLessThan(130_000);
  });
});

describe('the error of all queries together', () => {
  const soFar = fc.record({
    failures: fc.array(
      fc.constantFrom(...KINDS).map((kind) => flowApiError(kind, 'x')),
      { maxLength: 6 }
    ),
    succeeded: fc.nat(2),
    left: fc.nat(2),
    isAnswering: fc.boolean(),
  });

  it('is none while something was answered, and one at the latest when all have failed', () => {
    fc.assert(
      fc.property(soFar, ({ failures, succeeded, left, isAnswering }) => {
        const done = failures.length + succeeded;
        const error = fatalErrorOf({ done, total: done + left, succeeded, failures, isAnswering });
        if (succeeded > 0 || failures.length === 0) {
          expect(error).toBeUndefined();
        } else if (left === 0 || failures.some(({ kind }) => kind === 'not-found')) {
          expect(failures).toContain(error);
        }
        // One query that failed alone says nothing about the others, unless its object does not exist.
        if (left > 0 && failures.length < 3 && !failures.some(({ kind }) => kind === 'not-found')) {
          expect(error).toBeUndefined();
        }
      }),
      { numRuns: 300 }
    );
  });
});

describe('answers of the API', () => {
  it.each([null, 'text', 7, [], undefined])('are not %j', (answer) => {
    expect(() => asRecord(answer, 'x')).toThrow(FlowApiError);
  });

  it('need their texts and lists', () => {
    expect(requiredText({ status: 'RUNNING' }, 'status', 'x')).toBe('RUNNING');
    for (const answer of [{}, { status: '' }, { status: 7 }, { status: null }]) {
      expect(() => requiredText(answer, 'status', 'x')).toThrow(FlowApiError);
    }
    for (const answer of [{}, { list: {} }, { list: [null] }, { list: ['a'] }]) {
      expect(() => requiredList(answer, 'list', 'x')).toThrow(FlowApiError);
    }
  });

  it.each([
    ['DATA_TRANSFERRED', 'Kilobytes', 1e3],
    ['DATA_TRANSFERRED', 'Bits', 0.125],
    ['DATA_TRANSFERRED', null, 1],
    ['ROUND_TRIP_TIME', 'Milliseconds', 1e3],
    ['RETRANSMISSIONS', 'Count', 1],
    ['TIMEOUTS', 'None', 1],
  ] as const)('of %s in %s are converted by %d', (metric, unit, factor) => {
    const [report] = decodePage({ unit: unit as never, topContributors: [{ value: 8 }] }, metric, 'INTRA_AZ');
    expect(report?.value).toBe(8 * factor);
  });

  it.each([
    ['DATA_TRANSFERRED', 'Milliseconds'],
    ['ROUND_TRIP_TIME', 'Bytes'],
    ['TIMEOUTS', 'Percent'],
  ] as const)('of %s in %s are refused, because a wrong unit is wrong a thousandfold', (metric, unit) => {
    expect(() => decodePage({ unit: unit as never, topContributors: [{ value: 8 }] }, metric, 'INTRA_AZ')).toThrow(
      FlowApiError
    );
  });

  it('leave out rows without a value, and say what they say of the rest', () => {
    const row = {
      value: 8,
      targetPort: 443,
      destinationCategory: 'INTERNET',
      localAz: 'use1-az1',
      remoteVpcId: '',
      kubernetesMetadata: { localPodName: 'ui-1', localPodNamespace: 'shop', remoteServiceName: '' },
      additionalFlowInfo: { network: { asName: 'ACME', asNumber: 64500 }, clientLocation: { country: 'FR', city: '' } },
    };
    const page = { topContributors: [row, { ...row, value: null }, null] };
    const [report, ...others] = decodePage(page as never, 'TIMEOUTS', 'INTRA_AZ');
    expect(others).toEqual([]);
    expect(report).toMatchObject({
      targetPort: 443,
      category: 'INTERNET',
      local: { pod: 'ui-1', namespace: 'shop', zoneId: 'use1-az1' },
      network: { name: 'ACME', number: 64500 },
      clientLocation: { country: 'FR' },
    });
    expect([report?.remote.vpcId, report?.remote.service, report?.clientLocation?.city]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
