import {
  createDataFrame,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  dateTime,
  FieldType,
  LoadingState,
} from '@grafana/data';
import { of, throwError } from 'rxjs';
import { GUARDS_OMITTED, PROBLEMS_OF_AGENTS_UNKNOWN, tooManyReturnedPods } from '../../messages';
import { resolveMetricQuery } from '../../../core/query/metricQuery';
import { type PrometheusQuery } from '../../prometheus/prometheusQuery';
import { AgentHealth } from './agentHealth';
import { type QueryContext } from '../../context/queryContext';
import { answerMetric } from './answerMetric';

const END_MS = 1_795_000_000_000;

const sample = (refId: string, labels: Record<string, string>) =>
  createDataFrame({
    refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: [END_MS] },
      ...Object.entries(labels).map(([name, value]) => ({ name, type: FieldType.string, values: [value] })),
      { name: 'Value', type: FieldType.number, values: [1] },
    ],
  });

const numbers = Array.from({ length: 20 }, (_, index) => 1_000 + index);
/** As long as Kubernetes allows. */
const POD = 'p'.repeat(60);

/** The notices of a chart of the 20 pods with the most ingress bytes. */
function noticesOf(
  names: Record<'cluster' | 'node' | 'namespace' | 'workload', string>,
  health: DataFrame[] | Error,
  hasKubeStateMetrics = true
): string[] {
  const facts = { hasKubeStateMetrics, clusterLabel: 'kubernetes_cluster' };
  const pods = numbers.map((number) => ({
    cluster: names.cluster,
    namespace: names.namespace,
    pod: `${POD}-${number}`,
  }));
  const prometheus = {
    name: 'Prometheus',
    type: 'prometheus',
    getRef: () => ({ uid: 'p' }),
    query: (request: DataQueryRequest<PrometheusQuery>) => {
      const refIds = request.targets.map(({ refId }) => refId);
      if (refIds.some((refId) => /^(A|ranking)/.test(refId))) {
        return of({ data: refIds.flatMap((refId) => pods.map((pod) => sample(refId, pod))), state: LoadingState.Done });
      }
      return health instanceof Error
        ? throwError(() => health)
        : of({ data: health.filter(({ refId }) => refIds.includes(refId ?? '')), state: LoadingState.Done });
    },
  } as unknown as DataSourceApi;
  const resolved = resolveMetricQuery(
    {
      ...{ version: 2, queryType: 'metric', source: 'agent', metric: 'ingress_bytes', groupBy: 'pod', top: 20 },
      filters: [
        { label: 'kubernetes_cluster', operator: '=', value: names.cluster },
        { label: 'namespace', operator: '=', value: names.namespace },
        { label: 'node', operator: '=', value: names.node },
        { label: 'workload', operator: '=', value: names.workload },
      ],
    },
    (text) => text
  );
  if ('problem' in resolved) {
    throw new Error(resolved.problem);
  }
  const [from, to] = [dateTime(END_MS - 3_600_000), dateTime(END_MS)];
  const request = { requestId: 'Q1', range: { from, to, raw: { from, to } } } as DataQueryRequest;
  const responses: DataQueryResponse[] = [];
  const context = {
    ...{ facts, health: new AgentHealth(facts), client: { nowMs: () => END_MS }, prometheus: of(prometheus) },
  } as unknown as QueryContext;
  answerMetric(context, resolved.query, { request, refId: 'A' }).subscribe((response) => responses.push(response));
  const [frame]: DataFrame[] = responses.at(-1)?.data ?? [];
  expect(frame?.length).toBeGreaterThan(0);
  return (frame?.meta?.notices ?? []).map(({ text }) => text);
}

const happened = [
  ...numbers.map((number) => sample('started', { pod: `aws-network-flow-monitor-agent-x${number}` })),
  ...numbers.map((number) => sample('shared', { iface: `eni0123456${number}` })),
];
const manyReturned = [...numbers, 2_000].map((number) => sample('pods', { pod: `${POD}-${number}` }));
const short = { cluster: 'prod', node: 'n1', namespace: 'shop', workload: 'web' };
const long = {
  cluster: 'c'.repeat(100),
  node: 'ip-100-100-100-100.ap-southeast-1.compute.internal',
  namespace: 'n'.repeat(63),
  workload: 'w'.repeat(63),
};

describe('the notices of a metric query', () => {
  it('are empty if all errors of agents are corrected', () => {
    expect(noticesOf(long, happened)).toEqual([]);
    expect(noticesOf(short, happened)).toEqual([]);
    expect(noticesOf(long, [])).toEqual([]);
  });

  it('report that traffic can be too high if more pods were unknown to agents than one query can correct', () => {
    expect(noticesOf(short, manyReturned)).toEqual([tooManyReturnedPods(20)]);
  });

  it('report that traffic can be too high if names are too long for the correction', () => {
    const [text] = noticesOf(long, [...happened, ...manyReturned], false);
    expect(text).toBe(`${GUARDS_OMITTED} ${tooManyReturnedPods(20)}`);
  });

  it('report that traffic can be too high if Prometheus does not report the errors of agents', () => {
    expect(noticesOf(short, new Error('query timed out'))).toEqual([PROBLEMS_OF_AGENTS_UNKNOWN]);
  });
});
