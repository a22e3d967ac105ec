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

/** What a question to Prometheus came to; a failure says what to do. */
type Answer<T> = { value: T } | { failure: string };

interface Answers {
  agents: Answer<AgentSeries>;
  kubeState: Answer<Record<keyof typeof KUBE_STATE_COUNTS, number>>;
  labels: Answer<{ clusters: Array<Sample['labels']>; renamed: number }>;
  flowSeries: Answer<boolean>;
}

/**
 * Whether there is a Prometheus that answers, and whether what the agents and kube-state-metrics tell
 * comes into it as queries need it.
 *
 * Emits once and never fails; the questions are asked at once, and one that fails costs only itself.
 */
export function prometheusChecks({
  settings,
  facts,
  client,
}: Pick<QueryContext, 'settings' | 'facts' | 'client'>): Observable<Finding[]> {
  const { choice, chosen } = choiceOf(settings.prometheusUid);
  const finding = choiceFinding(choice);
  if (finding || !chosen) {
    return of(finding ? [finding] : []);
  }
  const endMs = client.nowMs();
  // No question looks back from the window's start.
  const window = { startMs: endMs - 60_000, endMs };
  return from(getDataSourceSrv().get(chosen.uid)).pipe(
    switchMap((prometheus) => ask(prometheus, { facts, window, client })),
    map((answers) => findingsOf(answers, facts, intervalSetting(chosen), chosen.name)),
    catchError((failure: unknown) => of([prometheusFails(prometheusFailure(chosen, failure).message)]))
  );
}

function choiceOf(uid: string | undefined): { choice: PrometheusChoice; chosen?: DataSourceInstanceSettings } {
  if (!uid) {
    return { choice: { kind: 'none' } };
  }
  const chosen = getDataSourceSrv().getInstanceSettings(uid);
  if (!chosen) {
    return { choice: { kind: 'gone', uid } };
  }
  const { name, type } = chosen;
  return isPrometheusCompatible(chosen)
    ? { choice: { kind: 'usable', name }, chosen }
    : { choice: { kind: 'incompatible', name, type } };
}

interface Asking {
  facts: PrometheusFacts;
  window: TimeWindow;
  client: QueryContext['client'];
}

function ask(prometheus: DataSourceApi, { facts, window, client }: Asking): Observable<Answers> {
  const answer = <T>(source: Observable<T>): Observable<Answer<T>> =>
    source.pipe(
      timeout({
        first: CHECK_LIMIT_MS,
        scheduler: client.pacing.scheduler,
        with: () => throwError(() => prometheusFailure(prometheus, tooSlow())),
      }),
      map((value) => ({ value })),
      catchError((failure: unknown) => of({ failure: messageOf(failure) }))
    );
  return forkJoin({
    agents: answer(agentSeries(prometheus, facts, window)),
    kubeState: answer(instantSamples(prometheus, KUBE_STATE_COUNTS, window).pipe(map(countsOf))),
    labels: answer(
      instantSamples(prometheus, { clusters: clustersOfAgents(facts), renamed: renamedSeries() }, window).pipe(
        map(({ clusters, renamed }) => ({ clusters: clusters.map(({ labels }) => labels), renamed: countOf(renamed) }))
      )
    ),
    flowSeries: answer(
      instantSamples(prometheus, { series: HAS_FLOW_SERIES }, window).pipe(map(({ series }) => series.length > 0))
    ),
  });
}

function findingsOf(
  { agents, kubeState, labels, flowSeries }: Answers,
  { hasKubeStateMetrics, clusterLabel }: PrometheusFacts,
  setting: IntervalSetting | undefined,
  name: string
): Finding[] {
  const answers = [agents, kubeState, labels, flowSeries];
  const [first] = answers.flatMap((answer) => ('failure' in answer ? [answer.failure] : []));
  if (first !== undefined && answers.every((answer) => 'failure' in answer)) {
    return [prometheusFails(first)];
  }
  const counts = 'value' in kubeState ? kubeState.value : undefined;
  const unknown = 'value' in agents ? unknownPods(agents.value) : undefined;
  return [
    prometheusAnswers(name),
    ...told('Agents', agents, (series) => agentFindings(series, counts?.pods ? counts.agents : undefined, setting)),
    ...told('kube-state-metrics', kubeState, (told) => [
      kubeStateFinding({ ...told, isExpected: hasKubeStateMetrics, clusterLabel, unknown }),
    ]),
    ...told('Labels', labels, (told) => labelFindings({ ...told, clusterLabel })),
    ...told('Flow series', flowSeries, (hasSeries) => [flowSeriesFinding(hasSeries)]),
  ];
}

function told<T>(part: HealthPart, answer: Answer<T>, findings: (value: T) => Finding[]): Finding[] {
  return 'value' in answer
    ? findings(answer.value)
    : [{ part, state: 'warning', text: `Could not be checked. ${answer.failure}` }];
}

function countsOf(samples: Record<keyof typeof KUBE_STATE_COUNTS, Sample[]>) {
  const { pods, running, renamed, agents } = samples;
  return { pods: countOf(pods), running: countOf(running), renamed: countOf(renamed), agents: countOf(agents) };
}

/** A count has no sample where it is zero. */
function countOf([sample]: readonly Sample[]): number {
  return sample?.value ?? 0;
}

function tooSlow(): Error {
  return new Error(`no answer in ${CHECK_LIMIT_MS / 1_000} seconds`);
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
