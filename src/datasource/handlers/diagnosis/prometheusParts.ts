import { type DataSourceApi } from '@grafana/data';
import { combineLatest, map, type Observable, of, switchMap } from 'rxjs';
import { compareText } from '../../../core/compareText';
import { type PodPlace } from '../../../core/diagnosis/observations';
import { PAIR_FIELDS } from '../../../core/diagnosis/pairHistory';
import { EVENT_KINDS, type EventKind } from '../../../core/events/event';
import { FROM_KUBE_STATE } from '../../../core/events/eventQueries';
import { type Points } from '../../../core/events/intervals';
import { groupSeries } from '../../../core/flow/timeSeries';
import { type Labels } from '../../../core/kubernetes/clusterFacts';
import { infoNotice, type Notice } from '../../../core/notice';
import { agentsUp, nodesWithoutAgent } from '../../../core/prometheus/agent/agents';
import { ALLOWANCES } from '../../../core/prometheus/agent/allowances';
import { exceededByInterface } from '../../../core/prometheus/agent/exceeded';
import { bytesInSteps, lossesInSteps, type SeriesMetric } from '../../../core/prometheus/flowSeries/flowSeries';
import { kubeStateQueries } from '../../../core/prometheus/kubernetes/kubeState';
import { type LabelFilter } from '../../../core/prometheus/matcher';
import { drops, policyAgentsUp } from '../../../core/prometheus/policyAgent/drops';
import { type PrometheusFacts } from '../../../core/prometheus/prometheusFacts';
import { type QueryContext } from '../../context/queryContext';
import { onlyLargestReportsOverTime } from '../../messages';
import { instantSamples } from '../../prometheus/instantSamples';
import { rangeSeries } from '../../prometheus/rangeSeries';
import { eventsOf } from '../events/answerEvents';
import { type DiagnosisRequest, historyOf, type ObservationPart } from './observed';

/** The most flows by bytes and by losses whose history is read. */
const MAX_SERIES = 2_000;

type PrometheusPart = (prometheus: DataSourceApi, context: QueryContext, request: DiagnosisRequest) => ObservationPart;

/**
 * The parts of observations from the user's Prometheus, except flow series. Each has its own requests, so that one can fail
 * without the others.
 */
export const PROMETHEUS_PARTS: readonly PrometheusPart[] = [agents, missingAgents, policyDrops, events, runningPods];

/** The agents and what they expose about allowances. Both are unknown if there is no agent. */
function agents(prometheus: DataSourceApi, { facts }: QueryContext, request: DiagnosisRequest): ObservationPart {
  const range = { window: stepOf(request) };
  const expressions = new Map([
    ['up', agentsUp(facts)],
    ...ALLOWANCES.map((metric) => [metric.name, exceededByInterface(metric, range, facts)] as const),
  ]);
  return seriesOfCluster(prometheus, facts, request, expressions).pipe(
    map((seriesOf) => {
      const up = seriesOf('up');
      const allowances = ALLOWANCES.map((metric) => ({ metric, series: seriesOf(metric.name) }));
      return up.length === 0 ? {} : { agents: up, allowances };
    })
  );
}

/** The nodes without an agent at the end of the window. Only kube-state-metrics knows all nodes. */
function missingAgents(prometheus: DataSourceApi, { facts }: QueryContext, request: DiagnosisRequest): ObservationPart {
  if (!facts.hasKubeStateMetrics) {
    return of({});
  }
  return instantSamples(prometheus, { nodes: nodesWithoutAgent(facts) }, request.windows.now).pipe(
    map(({ nodes }) => ({
      nodesWithoutAgent: nodes
        .filter(({ labels }) => isOfCluster(labels, facts, request))
        .map(({ labels: { node = '' } }) => node)
        .sort(compareText),
    }))
  );
}

/** What network policies drop. It is unknown if no policy agent is scraped. */
function policyDrops(prometheus: DataSourceApi, { facts }: QueryContext, request: DiagnosisRequest): ObservationPart {
  const nodeName = facts.hasKubeStateMetrics ? 'kube-state-metrics' : 'label';
  const expressions = new Map([
    ['up', policyAgentsUp(facts)],
    ['drops', drops({ metric: 'packets', nodeName, ...facts }, { window: stepOf(request) })],
  ]);
  return seriesOfCluster(prometheus, facts, request, expressions).pipe(
    map((seriesOf) => (seriesOf('up').length === 0 ? {} : { drops: seriesOf('drops') }))
  );
}

/** Traffic and losses over time, if the agents send their flow series to Prometheus. */
export function flowSeries(
  prometheus: DataSourceApi,
  { names }: QueryContext,
  request: DiagnosisRequest
): ObservationPart {
  const { cluster } = request;
  const { startMs, endMs } = historyOf(request);
  const steps = {
    k: MAX_SERIES,
    stepSeconds: request.stepMs / 1_000,
    rangeSeconds: (endMs - startMs) / 1_000,
    ...(cluster !== undefined && { cluster }),
  };
  const expressions = new Map<SeriesMetric, string>([
    ['DATA_TRANSFERRED', bytesInSteps(steps)],
    ['RETRANSMISSIONS', lossesInSteps('RETRANSMISSIONS', steps)],
    ['TIMEOUTS', lossesInSteps('TIMEOUTS', steps)],
  ]);
  return rangeSeries(prometheus, expressions, stepsOf(request)).pipe(
    switchMap((seriesOf) => {
      if (seriesOf('DATA_TRANSFERRED').length === 0) {
        return of({});
      }
      return names.inWindow(historyOf(request), cluster).pipe(
        map(({ lookup, notices }) => {
          const grouped = (metric: SeriesMetric) =>
            groupSeries(seriesOf(metric), { metric, groupBy: PAIR_FIELDS, filters: [], lookup });
          const pairs = {
            bytes: grouped('DATA_TRANSFERRED'),
            retransmissions: grouped('RETRANSMISSIONS'),
            timeouts: grouped('TIMEOUTS'),
          };
          return { pairs, notices: [...cutNotices(seriesOf('DATA_TRANSFERRED')), ...notices] };
        })
      );
    })
  );
}

function cutNotices(series: readonly Points[]): Notice[] {
  return series.length >= MAX_SERIES ? [infoNotice(onlyLargestReportsOverTime(MAX_SERIES))] : [];
}

/** Rollouts and restarts of agents, as far as they are known. */
function events(prometheus: DataSourceApi, { facts }: QueryContext, request: DiagnosisRequest): ObservationPart {
  const kinds = EVENT_KINDS.filter((kind): kind is EventKind => FROM_KUBE_STATE.includes(kind));
  return facts.hasKubeStateMetrics
    ? eventsOf(prometheus, kinds, {
        window: historyOf(request),
        query: { kinds, filters: clusterFilters(facts, request) },
        facts,
      }).pipe(map((found) => ({ events: found })))
    : of({});
}

/** The pods that run in the last step. */
function runningPods(
  prometheus: DataSourceApi,
  { facts, names }: QueryContext,
  request: DiagnosisRequest
): ObservationPart {
  if (!facts.hasKubeStateMetrics) {
    return of({});
  }
  const { endMs } = request.windows.now;
  const last = { startMs: endMs - request.stepMs, endMs };
  const { pods } = kubeStateQueries(stepOf(request), clusterFilters(facts, request), facts.clusterLabel);
  return combineLatest([
    instantSamples(prometheus, { pods }, last),
    names.inWindow(historyOf(request), request.cluster),
  ]).pipe(
    map(([samples, { lookup }]) => ({
      pods: samples.pods.map(({ labels: { namespace = '', pod = '', node = '', ...labels } }): PodPlace => {
        const cluster = lookup.cluster.ofCluster?.({ name: labels[facts.clusterLabel ?? ''] }) ?? lookup.cluster;
        return { namespace, pod, node, workload: cluster.workloadOf(namespace, pod).name };
      }),
    })),
    map(({ pods: found }) => (found.length === 0 ? {} : { pods: found }))
  );
}

function clusterFilters({ clusterLabel }: PrometheusFacts, { cluster }: DiagnosisRequest): LabelFilter[] {
  return clusterLabel !== undefined && cluster !== undefined
    ? [{ label: clusterLabel, operator: '=', value: cluster }]
    : [];
}

/** Series by the names of their expressions, without those of other clusters. */
function seriesOfCluster(
  prometheus: DataSourceApi,
  facts: PrometheusFacts,
  request: DiagnosisRequest,
  expressions: ReadonlyMap<string, string>
): Observable<(name: string) => Points[]> {
  return rangeSeries(prometheus, expressions, stepsOf(request)).pipe(
    map((seriesOf) => (name) => seriesOf(name).filter(({ labels }) => isOfCluster(labels, facts, request)))
  );
}

function isOfCluster(labels: Labels, facts: PrometheusFacts, request: DiagnosisRequest): boolean {
  return clusterFilters(facts, request).every(({ label, value }) => labels[label] === value);
}

function stepOf({ stepMs }: DiagnosisRequest): string {
  return `${stepMs / 1_000}s`;
}

function stepsOf(request: DiagnosisRequest) {
  return { window: historyOf(request), stepSeconds: request.stepMs / 1_000 };
}
