import {
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  dateTime,
  FieldType,
  LoadingState,
} from '@grafana/data';
import { Subject, VirtualTimeScheduler } from 'rxjs';
import { CREATE_SCOPE, NO_SCOPE } from './messages';
import { type Notice } from '../core/notice';
import { type InsightsQuery } from '../core/query/insightsQuery';
import { type InventoryQuery } from '../core/query/inventoryQuery';
import { type PathsQuery } from '../core/query/pathsQuery';
import { tableFrame } from '../frames/table';
import { pages, refusal, type Script, ScriptedApi } from '../testing/scriptedApi';
import { type QueryContext } from './context/queryContext';
import { type QueryHandler } from './handlers/handler';
import { answerInsights } from './handlers/insights/answerInsights';
import { answerInventory } from './handlers/inventory/answerInventory';
import { answerPaths } from './handlers/paths/answerPaths';
import { snapshotResponse } from './results/snapshotResponse';

const HOUR = 3_600_000;

/** What a handler answers about two hours that are past. */
function responsesOf<Query>(script: Script, handler: QueryHandler<Query>, query: Query, refId: string, start?: Script) {
  const api = new ScriptedApi(script, start);
  Object.defineProperty(api.client, 'nowMs', { value: () => 3 * HOUR });
  const context = { client: api.client, settings: {} } as unknown as QueryContext;
  const [from, to] = [dateTime(0), dateTime(2 * HOUR)];
  const request = { range: { from, to, raw: { from, to } } } as DataQueryRequest;
  return { responses: api.valuesOf(handler(context, query, { request, refId })), requests: api.requests };
}

const cell = (frame: DataFrame | undefined, name: string) =>
  frame?.fields.find((field) => field.name === name)?.values[0];
const textsOf = (response: DataQueryResponse | undefined) => {
  const [first]: DataFrame[] = response?.data ?? [];
  return first?.meta?.notices?.map(({ text }) => text);
};

describe('answerInsights', () => {
  const query: InsightsQuery = {
    metrics: ['DATA_TRANSFERRED'],
    categories: ['INTER_AZ'],
    limit: 500,
    format: 'table',
  };
  const script: Script = (request) => {
    if (request.path === '/scopes') {
      return { scopes: [{ scopeId: 'scope-1', status: 'IN_PROGRESS', scopeArn: 'arn:1' }] };
    }
    return /DataQueries/.test(request.path)
      ? { unit: 'Bytes', datapoints: [{ label: 'use1-az1', timestamps: [300], values: [4] }] }
      : pages({ topContributors: [{ localAz: 'use1-az1', value: 4 }] })(request);
  };

  it('returns one table of the only scope, and ends with the state Done', () => {
    const { responses, requests } = responsesOf(script, answerInsights, query, 'A');
    const last = responses.at(-1);
    expect(last).toMatchObject({ key: 'A', state: LoadingState.Done });
    expect(responses.every(({ key }) => key === 'A')).toBe(true);
    expect(last?.data).toHaveLength(1);
    expect(cell(last?.data[0], 'bytes')).toBe(8);
    expect(textsOf(last)).toEqual([expect.stringContaining('IN_PROGRESS')]);
    expect(requests.some(({ path }) => path.startsWith('/workloadInsights/scope-1/'))).toBe(true);
  });

  it('returns one frame per series, named by metric and category only if there are several', () => {
    const ask = (categories: string[]) =>
      responsesOf<InsightsQuery>(
        script,
        answerInsights,
        { ...query, scopeId: 'mine', categories, format: 'timeSeries' },
        'A'
      );
    const one = ask(['INTER_AZ']);
    expect(one.requests.some(({ path }) => path === '/scopes')).toBe(false);
    expect(one.responses.at(-1)?.data.map(({ name }) => name)).toEqual(['use1-az1']);
    expect(
      ask(['INTER_AZ', 'INTRA_AZ'])
        .responses.at(-1)
        ?.data.map(({ name }) => name)
    ).toEqual(['use1-az1 · Data transferred · Cross-zone', 'use1-az1 · Data transferred · Same zone']);
  });

  it('returns an error that says what to do if there is no scope', () => {
    const { responses } = responsesOf(() => ({ scopes: [] }), answerInsights, query, 'A');
    expect(responses).toEqual([
      {
        data: [],
        key: 'A',
        state: LoadingState.Error,
        errors: [{ refId: 'A', message: `${NO_SCOPE} ${CREATE_SCOPE}` }],
      },
    ]);
  });
});

describe('answerPaths', () => {
  const query = { monitorName: 'demo', filters: [], limit: 500 };

  it('returns one table with the notices', () => {
    const table = {
      fields: [
        { name: 'src_zone', type: 'string' },
        { name: 'traffic', type: '' },
      ],
      data: [['a', '5']],
    };
    const { responses } = responsesOf<PathsQuery>(pages(table), answerPaths, query, 'B');
    const last = responses.at(-1);
    expect(last).toMatchObject({ key: 'B', state: LoadingState.Done });
    expect([cell(last?.data[0], 'localZoneId'), cell(last?.data[0], 'bytes')]).toEqual(['a', 10]);
    expect(textsOf(last)).toEqual([expect.stringMatching(/"traffic".*bytes/)]);
  });

  it('returns an empty table with a notice if the endpoint does not support performance monitors', () => {
    const { responses } = responsesOf<PathsQuery>(
      () => refusal(404),
      answerPaths,
      query,
      'B',
      () => refusal(404)
    );
    expect(responses.map(({ state }) => state)).toEqual([LoadingState.Done]);
    expect(textsOf(responses[0])).toEqual([expect.stringMatching(/^Network paths are unavailable\. .*November 2026/)]);
  });
});

describe('answerInventory', () => {
  const respond = (script: Script, start?: Script) =>
    responsesOf<InventoryQuery>(script, answerInventory, { kind: 'performanceMonitors' }, 'C', start);

  it('returns one table', () => {
    const monitors = [{ monitorName: 'demo', monitorArn: 'arn:1', monitorStatus: 'ACTIVE', monitorType: 'VPC' }];
    const { responses } = respond(pages({ monitors }));
    expect(responses).toHaveLength(1);
    expect(responses[0]).toMatchObject({ key: 'C', state: LoadingState.Done });
    expect(cell(responses[0]?.data[0], 'monitorName')).toBe('demo');
  });

  it('returns an empty table with a notice if the endpoint does not support the operation', () => {
    const { responses } = respond(() => refusal(404));
    expect(responses.map(({ state }) => state)).toEqual([LoadingState.Done]);
    expect(responses[0]?.data[0]).toMatchObject({ length: 0 });
    expect(textsOf(responses[0])).toEqual([expect.stringContaining('does not support ListPerformanceMonitors')]);
  });
});

describe('snapshotResponse', () => {
  interface Numbers {
    numbers: number[];
    isWhole: boolean;
    notices: Notice[];
  }

  function watch() {
    const scheduler = new VirtualTimeScheduler();
    const snapshots = new Subject<Numbers>();
    const seen: DataQueryResponse[] = [];
    const framesOf = ({ numbers }: Numbers) => [
      tableFrame('numbers', numbers, [{ name: 'n', displayName: 'N', type: FieldType.number, read: (n: number) => n }]),
    ];
    snapshotResponse(snapshots, { refId: 'A', scheduler, framesOf }).subscribe((response) => seen.push(response));
    const at = (delayMs: number, action: () => void) => scheduler.schedule(action, delayMs);
    const next = (isWhole: boolean, ...numbers: number[]) => snapshots.next({ numbers, isWhole, notices: [] });
    const lengths = () => seen.map(({ data, state }) => [data[0]?.length, state]);
    return { scheduler, snapshots, seen, at, next, lengths };
  }

  it('returns at most four snapshots per second, and always the last', () => {
    const { scheduler, snapshots, at, next, lengths } = watch();
    for (let index = 1; index <= 50; index++) {
      at(index * 20, () => next(index === 50, ...Array.from({ length: index }, (_, n) => n)));
    }
    at(1_001, () => snapshots.complete());
    scheduler.flush();
    expect(lengths().length).toBeLessThanOrEqual(6);
    expect(lengths()[0]).toEqual([1, LoadingState.Loading]);
    expect(lengths().at(-1)).toEqual([50, LoadingState.Done]);
  });

  it('keeps the last frames next to a failure, as new objects', () => {
    const { scheduler, snapshots, seen, at, next } = watch();
    at(0, () => next(false, 1));
    at(1, () => snapshots.error(new Error('Too slow. Try again.')));
    scheduler.flush();
    const [before, after] = seen;
    expect(after).toMatchObject({
      state: LoadingState.Error,
      errors: [{ refId: 'A', message: 'Too slow. Try again.' }],
    });
    expect(after?.data).toEqual(before?.data);
    expect(after?.data[0]).not.toBe(before?.data[0]);
  });
});
