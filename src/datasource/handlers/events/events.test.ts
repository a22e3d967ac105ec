import {
  type AnnotationQuery,
  createDataFrame,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  dateTime,
  FieldType,
  LoadingState,
} from '@grafana/data';
import { of } from 'rxjs';
import { EVENTS_NEED_KUBE_STATE, prometheusQueryFailed } from '../../messages';
import { type PrometheusFacts } from '../../../core/prometheus/prometheusFacts';
import { type EventsQuery } from '../../../core/query/eventsQuery';
import { ScriptedApi } from '../../../testing/scriptedApi';
import { AgentHealth } from '../metrics/agentHealth';
import { type FlowDataQuery } from '../../settings/options';
import { type PrometheusQuery } from '../../prometheus/prometheusQuery';
import { eventAnnotations } from './eventAnnotations';
import { type QueryContext } from '../../context/queryContext';
import { answerEvents } from './answerEvents';

const MINUTE_MS = 60_000;
const window = { startMs: 100 * MINUTE_MS, endMs: 160 * MINUTE_MS };

const series = (refId: string, labels: Record<string, string>, values: Record<number, number>) =>
  createDataFrame({
    refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: Object.keys(values).map((minute) => Number(minute) * MINUTE_MS) },
      { name: 'Value', type: FieldType.number, labels, values: Object.values(values) },
    ],
  });

function answered(
  query: EventsQuery,
  {
    frames = [],
    hasKubeStateMetrics = true,
    error,
  }: { frames?: DataFrame[]; hasKubeStateMetrics?: boolean; error?: string }
) {
  const requests: Array<DataQueryRequest<PrometheusQuery>> = [];
  const prometheus = {
    name: 'Prometheus',
    getRef: () => ({ uid: 'p' }),
    query: (request: DataQueryRequest<PrometheusQuery>) => {
      requests.push(request);
      const refIds = request.targets.map(({ refId }) => refId);
      const data = frames.filter(({ refId }) => refIds.includes(refId ?? ''));
      return of({ data, state: LoadingState.Done, ...(error && { errors: [{ message: error }] }) });
    },
  } as unknown as DataSourceApi;
  const facts: PrometheusFacts = { hasKubeStateMetrics };
  const { client } = new ScriptedApi(() => ({}));
  const range = { from: dateTime(window.startMs), to: dateTime(window.endMs) };
  const responses: DataQueryResponse[] = [];
  // The script's clock stands at the epoch; the window has passed all the same.
  Object.defineProperty(client, 'nowMs', { value: () => window.endMs });
  const context = {
    facts,
    client,
    health: new AgentHealth(facts),
    prometheus: of(prometheus),
  } as unknown as QueryContext;
  const request = { range: { ...range, raw: range } } as DataQueryRequest;
  answerEvents(context, query, { request, refId: 'Anno' }).subscribe((response) => responses.push(response));
  const [frame]: DataFrame[] = responses.at(-1)?.data ?? [];
  const rows = Array.from({ length: frame?.length ?? 0 }, (_, row) =>
    Object.fromEntries((frame?.fields ?? []).map(({ name, values }) => [name, values[row]]))
  );
  return { response: responses.at(-1), requests, rows, notices: frame?.meta?.notices?.map(({ text }) => text) };
}

describe('answerEvents', () => {
  const all: EventsQuery = { kinds: ['allowances', 'agentRestarts', 'rollouts'], filters: [] };
  const frames = [
    series('bw_in_allowance_exceeded', { node: 'n1' }, { 110: 10, 111: 10 }),
    // It goes on before the window and after it.
    series('pps_allowance_exceeded', { node: 'n2' }, { 100: 1, 101: 1, 102: 1, 159: 1, 160: 1, 161: 1 }),
    series('agentStarts', { node: 'n3' }, { 120: 7_190 }),
    series(
      'newReplicaSets',
      { namespace: 'shop', workload: 'ui', workload_kind: 'Deployment', created_by_name: 'ui-1' },
      { 108: 3 }
    ),
  ];

  it('returns one frame with the events in the range, the oldest first', () => {
    const { rows, response } = answered(all, { frames });
    expect(response).toMatchObject({ key: 'Anno', state: LoadingState.Done });
    expect(
      rows.map(({ time, timeEnd, title }) => [Number(time) / MINUTE_MS, timeEnd && Number(timeEnd) / MINUTE_MS, title])
    ).toEqual([
      [100, 102, 'Packets per second exceeded'],
      [107, 108, 'Rollout of shop/ui'],
      [109, 111, 'Inbound bandwidth exceeded'],
      [7_190 / 60, null, 'Agent restart'],
      [158, 160, 'Packets per second exceeded'],
    ]);
  });

  it('uses steps as long as the windows in the queries, for any width of the panel', () => {
    const { requests } = answered(all, {});
    const ranges = requests.flatMap(({ targets }) => targets).filter(({ range }) => range);
    expect(ranges.map(({ interval }) => interval)).toEqual(Array(9).fill('60s'));
    expect(new Set(requests.map(({ requestId }) => requestId)).size).toBe(requests.length);
  });

  it('queries only the selected kinds, each with the filters that apply to it', () => {
    const namespace = { label: 'namespace', operator: '=', value: 'shop' } as const;
    const { requests, notices } = answered({ kinds: ['agentRestarts', 'rollouts'], filters: [namespace] }, {});
    const targets = requests.flatMap((request) => request.targets);
    expect(targets.map(({ refId, expr }) => [refId, expr.includes('shop')])).toEqual([
      ['agentStarts', false],
      ['newReplicaSets', true],
      ['StatefulSet', true],
      ['DaemonSet', true],
    ]);
    expect(notices).toEqual([expect.stringMatching(/"namespace" is ignored for agent restarts,/)]);
  });

  it('reports which events are missing without kube-state-metrics', () => {
    const { rows, notices } = answered(all, { frames, hasKubeStateMetrics: false });
    expect(new Set(rows.map(({ title }) => title))).toEqual(
      new Set(['Inbound bandwidth exceeded', 'Packets per second exceeded'])
    );
    expect(notices).toEqual([EVENTS_NEED_KUBE_STATE]);
  });

  it('returns one error that says what to do if Prometheus fails', () => {
    expect(answered(all, { error: 'too many samples' }).response).toMatchObject({
      state: LoadingState.Error,
      errors: [
        {
          message: prometheusQueryFailed('Prometheus', 'too many samples'),
        },
      ],
    });
  });
});

describe('annotations', () => {
  const annotation = (target?: object) => ({ name: 'Events', target }) as unknown as AnnotationQuery<FlowDataQuery>;
  const prepare = (json: AnnotationQuery<FlowDataQuery>): AnnotationQuery<FlowDataQuery> =>
    eventAnnotations.prepareAnnotation?.(json) ?? json;

  it.each([undefined, { refId: 'Anno' }, { refId: 'Anno', queryType: 'flows', version: 2 }])(
    'ask for all events where they hold %j',
    (target) => {
      const expected = { refId: 'Anno', version: 2, queryType: 'events' };
      expect(prepare(annotation(target))).toMatchObject({ name: 'Events', target: expected });
      expect(eventAnnotations.prepareQuery?.(annotation(target))).toEqual(expected);
    }
  );

  it('stay the same object once prepared, because Grafana prepares them until they do not change', () => {
    const prepared = prepare(annotation());
    expect(prepare(prepared)).toBe(prepared);
    const chosen = annotation({ refId: 'Anno', version: 2, queryType: 'events', kinds: ['rollouts'] });
    expect(prepare(chosen)).toBe(chosen);
  });
});
