import { type DataSourceApi, type DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { catchError, forkJoin, from, map, type Observable, of, switchMap, throwError, timeout } from 'rxjs';
import { type TimeWindow } from '../../core/time';
import { agentFindings, type IntervalSetting } from '../../core/health/agents';
import { type Finding, type HealthPart } from '../../core/health/finding';
import { flowSeriesFinding } from '../../core/health/flowSeries';
import { kubeStateFinding } from '../../core/health/kubeState';
import { labelFindings } from '../../core/health/labels';
import { choiceFinding, prometheusAnswers, type PrometheusChoice, prometheusFails } from '../../core/health/prometheus';
import { type AgentSeries } from '../../core/inventory/agents';
import { unknownPods } from '../../core/inventory/collectionNotices';
import { clustersOfAgents, KUBE_STATE_COUNTS, renamedSeries } from '../../core/prometheus/agent/collection';
import { HAS_FLOW_SERIES } from '../../core/prometheus/flowSeries/flowSeries';
import { type PrometheusFacts } from '../../core/prometheus/prometheusFacts';
import { agentSeries } from '../handlers/inventory/agentSeries';
import { prometheusFailure } from '../prometheus/failure';
import { instantSamples, type Sample } from '../prometheus/instantSamples';
import { isPrometheusCompatible } from '../prometheus/prometheusCompatible';
import { type QueryContext } from '../context/queryContext';
import { intervalSetting } from './intervalSetting';
import { CHECK_LIMIT_MS } from './limit';
import { checkFailed, NO_RESPONSE } from './messages';

/** The result of a query; a failure says what to do. */
type Result<T> = { value: T } | { failure: string };

interface Results {
  agents: Result<AgentSeries>;
  kubeState: Result<Record<keyof typeof KUBE_STATE_COUNTS, number>>;
  labels: Result<{ clusters: Array<Sample['labels']>; renamed: number }>;
  flowSeries: Result<boolean>;
}

/**
 * Checks that Prometheus responds, and that it has the metrics of the agents and of kube-state-metrics as queries need them.
 *
 * Emits once and never fails. The queries run at the same time; if one fails, the others are not affected.
 */
export function prometheusChecks({
  settings,
  facts,
  client,
}: Pick<QueryContext, 'settings' | 'facts' | 'client'>): Observable<Finding[]> {
  const { choice, selected } = choiceOf(settings.prometheusUid);
  const finding = choiceFinding(choice);
  if (finding || !selected) {
    return of(finding ? [finding] : []);
  }
  const endMs = client.nowMs();
  // No query needs samples from before the window.
  const window = { startMs: endMs - 60_000, endMs };
  return from(getDataSourceSrv().get(selected.uid)).pipe(
    switchMap((prometheus) => queryAll(prometheus, { facts, window, client })),
    map((results) => findingsOf(results, facts, intervalSetting(selected), selected.name)),
    catchError((failure: unknown) => of([prometheusFails(prometheusFailure(selected, failure).message)]))
  );
}

function choiceOf(uid: string | undefined): { choice: PrometheusChoice; selected?: DataSourceInstanceSettings } {
  if (!uid) {
    return { choice: { kind: 'none' } };
  }
  const selected = getDataSourceSrv().getInstanceSettings(uid);
  if (!selected) {
    return { choice: { kind: 'gone', uid } };
  }
  const { name, type } = selected;
  return isPrometheusCompatible(selected)
    ? { choice: { kind: 'usable', name }, selected }
    : { choice: { kind: 'incompatible', name, type } };
}

interface CheckOptions {
  facts: PrometheusFacts;
  window: TimeWindow;
  client: QueryContext['client'];
}

function queryAll(prometheus: DataSourceApi, { facts, window, client }: CheckOptions): Observable<Results> {
  const resultOf = <T>(source: Observable<T>): Observable<Result<T>> =>
    source.pipe(
      timeout({
        first: CHECK_LIMIT_MS,
        scheduler: client.pacing.scheduler,
        with: () => throwError(() => prometheusFailure(prometheus, new Error(NO_RESPONSE))),
      }),
      map((value) => ({ value })),
      catchError((failure: unknown) => of({ failure: messageOf(failure) }))
    );
  return forkJoin({
    agents: resultOf(agentSeries(prometheus, facts, window)),
    kubeState: resultOf(instantSamples(prometheus, KUBE_STATE_COUNTS, window).pipe(map(countsOf))),
    labels: resultOf(
      instantSamples(prometheus, { clusters: clustersOfAgents(facts), renamed: renamedSeries() }, window).pipe(
        map(({ clusters, renamed }) => ({ clusters: clusters.map(({ labels }) => labels), renamed: countOf(renamed) }))
      )
    ),
    flowSeries: resultOf(
      instantSamples(prometheus, { series: HAS_FLOW_SERIES }, window).pipe(map(({ series }) => series.length > 0))
    ),
  });
}

function findingsOf(
  { agents, kubeState, labels, flowSeries }: Results,
  { hasKubeStateMetrics, clusterLabel }: PrometheusFacts,
  setting: IntervalSetting | undefined,
  name: string
): Finding[] {
  const results = [agents, kubeState, labels, flowSeries];
  const [first] = results.flatMap((result) => ('failure' in result ? [result.failure] : []));
  if (first !== undefined && results.every((result) => 'failure' in result)) {
    return [prometheusFails(first)];
  }
  const counts = 'value' in kubeState ? kubeState.value : undefined;
  const unknown = 'value' in agents ? unknownPods(agents.value) : undefined;
  return [
    prometheusAnswers(name),
    ...findingsFrom('Agents', agents, (series) =>
      agentFindings(series, counts?.pods ? counts.agents : undefined, setting)
    ),
    ...findingsFrom('kube-state-metrics', kubeState, (podCounts) => [
      kubeStateFinding({ ...podCounts, isExpected: hasKubeStateMetrics, clusterLabel, unknown }),
    ]),
    ...findingsFrom('Labels', labels, (found) => labelFindings({ ...found, clusterLabel })),
    ...findingsFrom('Flow series', flowSeries, (hasSeries) => [flowSeriesFinding(hasSeries)]),
  ];
}

/** The findings from the result of a query, or a warning if the query failed. */
function findingsFrom<T>(part: HealthPart, result: Result<T>, findings: (value: T) => Finding[]): Finding[] {
  return 'value' in result ? findings(result.value) : [{ part, state: 'warning', text: checkFailed(result.failure) }];
}

function countsOf(samples: Record<keyof typeof KUBE_STATE_COUNTS, Sample[]>) {
  const { pods, running, renamed, agents } = samples;
  return { pods: countOf(pods), running: countOf(running), renamed: countOf(renamed), agents: countOf(agents) };
}

/** A count; Prometheus has no sample if it is zero. */
function countOf([sample]: readonly Sample[]): number {
  return sample?.value ?? 0;
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
