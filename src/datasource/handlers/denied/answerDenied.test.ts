import {
  createDataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  dateTime,
  FieldType,
  LoadingState,
} from '@grafana/data';
import { of } from 'rxjs';
import { MAX_LOG_ROWS } from '../../../core/cloudwatch/policyLogQuery';
import { emptyLookup } from '../../../core/flow/endpointOf';
import { type DeniedQuery, resolveDeniedQuery } from '../../../core/query/deniedQuery';
import { NO_CLUSTER } from '../../../core/query/messages';
import { windowOfFrame } from '../../../frames/flowsFrame';
import { type TimeWindow } from '../../../core/time';
import { realPacing } from '../../../flowapi/pace/pacing';
import { PolicyLogs } from '../../cloudwatch/policyLogs';
import { type QueryContext } from '../../context/queryContext';
import {
  malformedLines,
  NO_CLOUDWATCH_FOR_LOGS,
  NO_POLICY_LOG_LINES,
  noPolicyLog,
  onlyMostDenied,
  policyLogFailed,
  policyLogIncomplete,
} from '../../messages';
import { answerDenied } from './answerDenied';

const NOW_MS = 7_200_000;
const ARN = 'arn:aws:eks:us-west-2:123456789012:cluster/demo';
const TABLE: DeniedQuery = { cluster: 'demo', filters: [], format: 'table', level: 'workload' };
const range = { from: dateTime(0), to: dateTime(2 * NOW_MS) };

const requests: DataQueryRequest[] = [];
const namedWindows: TimeWindow[] = [];
let mockAnswer: DataQueryResponse;
const mockCloudWatch = {
  getRef: () => ({ uid: 'cloudwatch' }),
  query: (request: DataQueryRequest) => {
    requests.push(request);
    return of(mockAnswer);
  },
};
// An observable in place of the promise: nothing here takes time.
jest.mock('@grafana/runtime', () => ({ getDataSourceSrv: () => ({ get: () => of(mockCloudWatch) }) }));

interface Row {
  sip?: string;
  after?: string;
  verdict?: string;
}

/** A response in which each row stands for three packets of two attempts. */
function answerWith(rows: Row[], status = 'Complete'): DataQueryResponse {
  const texts = (name: string, valueOf: (row: Row) => string | undefined) => ({
    ...{ name, type: FieldType.string, values: rows.map((row) => valueOf(row) ?? null) },
  });
  const numbers = (name: string, value: number) => ({ name, type: FieldType.number, values: rows.map(() => value) });
  const frame = createDataFrame({
    refId: 'denied',
    meta: { custom: { Status: status } },
    fields: [
      texts('before', ({ sip }) => sip && `Node: n;SIP: ${sip}`),
      texts('after', ({ after }) => after),
      texts('verdict', ({ verdict = 'DENY' }) => verdict),
      texts('example', () => 'the whole line'),
      ...[numbers('packets', 3), numbers('attempts', 2), numbers('firstMs', 1_000), numbers('lastMs', 5_000)],
    ],
  });
  return { data: [frame], state: LoadingState.Done };
}

const line = (sip: string): Row => ({ sip, after: '10.0.0.2;DPORT: 80;PROTOCOL: TCP' });

/** The last response to a query. */
function answered(answer: DataQueryResponse, query: Partial<DeniedQuery> = {}, over: Partial<QueryContext> = {}) {
  mockAnswer = answer;
  const context = {
    settings: {},
    client: { nowMs: () => NOW_MS, pacing: realPacing },
    names: {
      inWindow: (window: TimeWindow) => {
        namedWindows.push(window);
        return of({ lookup: emptyLookup(), notices: [] });
      },
    },
    prometheus: of(undefined),
    policyLogs: new PolicyLogs('cloudwatch'),
    ...over,
  } as unknown as QueryContext;
  const responses: DataQueryResponse[] = [];
  const request = { range: { ...range, raw: range } } as DataQueryRequest;
  answerDenied(context, { ...TABLE, ...query }, { request, refId: 'A' }).subscribe((response) =>
    responses.push(response)
  );
  return responses.at(-1);
}

const columnsOf = (response: DataQueryResponse | undefined) =>
  Object.fromEntries(
    (response?.data[0]?.fields ?? []).map(({ name, values }: Record<string, unknown>) => [name, values])
  );
const noticesOf = (response: DataQueryResponse | undefined) =>
  (response?.data[0]?.meta?.notices ?? []).map(({ text }: { text: string }) => text);
const errorOf = (response: DataQueryResponse | undefined) => response?.errors?.map(({ message }) => message);

describe('denied connections', () => {
  it('come from the log group of the cluster, up to now', () => {
    const response = answered(answerWith([line('10.0.0.1')]));
    expect(columnsOf(response)).toMatchObject({
      client: ['10.0.0.1'],
      server: ['10.0.0.2'],
      port: [80],
      attempts: [2],
    });
    const { targets, range: queried } = requests.at(-1) ?? {};
    expect([queried?.from.valueOf(), queried?.to.valueOf()]).toEqual([0, NOW_MS]);
    // Names are those around the denials, from the first to the fifth second.
    expect(namedWindows.at(-1)).toEqual({ startMs: 1_000 - 300_000, endMs: 5_000 + 300_000 });
    expect(targets).toMatchObject([
      {
        ...{ queryMode: 'Logs', queryLanguage: 'CWLI', region: 'default' },
        ...{ logGroupNames: ['/aws/eks/demo/cluster'], logGroups: [] },
      },
    ]);
  });

  it('come from the Region and account of an ARN', () => {
    answered(answerWith([]), { cluster: ARN });
    const name = '/aws/eks/demo/cluster';
    expect(requests.at(-1)?.targets).toMatchObject([
      {
        ...{ region: 'us-west-2', logGroupNames: [] },
        logGroups: [{ name, arn: `arn:aws:logs:us-west-2:123456789012:log-group:${name}:*` }],
      },
    ]);
  });

  it('are flows without bytes, of the window, for the flow graph', () => {
    const response = answered(answerWith([line('10.0.0.1')]), { format: 'flows' });
    expect(columnsOf(response)).toMatchObject({ clientIp: ['10.0.0.1'], bytesByClient: [0], timeoutsByClient: [3] });
    expect(windowOfFrame(response?.data[0])).toEqual({ startMs: 0, endMs: NOW_MS });
    expect(answered(answerWith([line('10.0.0.1')]), { format: 'nodeGraph' })?.data).toHaveLength(2);
  });

  it('can be filtered like flows', () => {
    const filters = [{ side: 'client', field: 'address', operator: '=', value: '10.0.0.7' }] as const;
    const lines = answerWith([line('10.0.0.1'), line('10.0.0.7')]);
    expect(columnsOf(answered(lines, { filters }))).toMatchObject({ client: ['10.0.0.7'] });
  });

  it('do not hide lines that could not be read, or that are beyond the limit', () => {
    const other = { verdict: 'ACCEPT' };
    const response = answered(answerWith([{ sip: 'ten', after: 'x' }, ...Array<Row>(MAX_LOG_ROWS).fill(other)]));
    expect(noticesOf(response).join()).toContain(malformedLines(3, 'the whole line'));
    expect(noticesOf(response).join()).toContain(onlyMostDenied(MAX_LOG_ROWS));
  });

  it('are none only if the agents write to the log', () => {
    expect(noticesOf(answered(answerWith([])))).toEqual([NO_POLICY_LOG_LINES]);
    expect(noticesOf(answered(answerWith([{ verdict: 'ACCEPT' }])))).toEqual([]);
  });

  it.each([
    [
      'that the log does not exist',
      'x: ResourceNotFoundException: no such group',
      noPolicyLog('/aws/eks/demo/cluster'),
    ],
    ['what CloudWatch reports', 'AccessDeniedException: no', policyLogFailed('AccessDeniedException: no')],
  ])('say %s', (_, message, expected) => {
    expect(errorOf(answered({ data: [], errors: [{ message }] }))).toEqual([expected]);
  });

  it('say that CloudWatch stopped the query, and that no data source is configured', () => {
    expect(errorOf(answered(answerWith([], 'Timeout')))).toEqual([policyLogIncomplete('Timeout')]);
    expect(errorOf(answered(answerWith([]), {}, { policyLogs: undefined }))).toEqual([NO_CLOUDWATCH_FOR_LOGS]);
  });
});

describe('a saved query', () => {
  const resolved = (saved: object) =>
    resolveDeniedQuery({ version: 2, queryType: 'deniedConnections', ...saved }, (text) =>
      text.replace('$all', '{a,b}')
    );

  it('has defaults for what is missing', () => {
    expect(resolved({ cluster: ' demo ' })).toEqual({ query: { ...TABLE, format: 'flows' } });
    expect(resolved({ cluster: ARN, format: 'table', level: 'pod' })).toEqual({
      query: { ...TABLE, cluster: ARN, level: 'pod' },
    });
  });

  it.each([
    [{}, NO_CLUSTER],
    [{ cluster: '$all' }, 'not the name of a single cluster'],
    [{ cluster: 7 }, 'is not text'],
    [{ cluster: 'demo', format: 'graph' }, 'Invalid format'],
    [{ cluster: 'demo', level: 'street' }, 'Invalid level'],
    [{ cluster: 'demo', filters: [{ side: 'both', field: 'color', operator: '=', value: 'x' }] }, 'color'],
    [{ cluster: 'demo', filters: 'x' }, 'is not a list'],
  ])('reports what is wrong with %j', (saved, problem) => {
    expect(resolved(saved)).toEqual({ problem: expect.stringContaining(problem) });
  });
});
