import { type DataSourceApi } from '@grafana/data';
import { combineLatest, map, type Observable, of, switchMap } from 'rxjs';
import { type TimeWindow, pastOf } from '../../../core/time';
import { type Notice, warningNotice } from '../../../core/notice';
import { compareText } from '../../../core/compareText';
import { type ClusterEvent, type EventKind } from '../../../core/events/event';
import { filterNotices, filtersFor } from '../../../core/events/eventFilters';
import { eventQueries, FROM_KUBE_STATE } from '../../../core/events/eventQueries';
import { eventStepSeconds, windowToQuery, within } from '../../../core/events/eventSteps';
import { type PrometheusFacts } from '../../../core/prometheus/prometheusFacts';
import { type EventsQuery } from '../../../core/query/eventsQuery';
import { eventsFrame } from '../../../frames/eventsFrame';
import { type AgentHealthInRange, healthNotices } from '../metrics/agentHealth';
import { EVENTS_NEED_KUBE_STATE } from '../../messages';
import { rangeSeries } from '../../prometheus/rangeSeries';
import { rangeOf } from '../../query/range';
import { snapshotResponse } from '../../results/snapshotResponse';
import { existingPrometheus } from '../../context/queryContext';
import { type QueryHandler } from '../handler';

/** Answers a query for events, for annotations and tables: one frame, the oldest event first. */
export const answerEvents: QueryHandler<EventsQuery> = (context, query, { request, refId }) => {
  const { facts, health, client } = context;
  const window = pastOf(rangeOf(request), client.nowMs());
  const kinds = query.kinds.filter((kind) => facts.hasKubeStateMetrics || !FROM_KUBE_STATE.includes(kind));
  const snapshots = existingPrometheus(context).pipe(
    switchMap((prometheus) =>
      combineLatest([
        eventsOf(prometheus, kinds, { window, query, facts }),
        kinds.includes('allowances') ? health.inRange(prometheus, window) : of(undefined),
      ])
    ),
    map(([events, inRange]) => ({
      events,
      isWhole: true,
      notices: [
        ...kubeStateNotices(query, facts.hasKubeStateMetrics),
        ...filterNotices(kinds, query.filters, facts.clusterLabel),
        ...agentNotices(inRange),
      ],
    }))
  );
  return snapshotResponse(snapshots, {
    refId,
    scheduler: client.pacing.scheduler,
    framesOf: ({ events }) => [eventsFrame(events, refId)],
  });
};

/** What is searched for events, and with which filters. */
interface EventsWindow {
  window: TimeWindow;
  query: EventsQuery;
  facts: PrometheusFacts;
}

/** The events of some kinds, the oldest first. Emits once. Errors with what to do. */
export function eventsOf(
  prometheus: DataSourceApi,
  kinds: readonly EventKind[],
  scope: EventsWindow
): Observable<ClusterEvent[]> {
  const answers = kinds.map((kind) => eventsOfKind(prometheus, kind, scope));
  return answers.length === 0 ? of([]) : combineLatest(answers).pipe(map((all) => all.flat().sort(inOrder)));
}

function eventsOfKind(
  prometheus: DataSourceApi,
  kind: EventKind,
  { window, query, facts: { clusterLabel } }: EventsWindow
): Observable<ClusterEvent[]> {
  const stepSeconds = eventStepSeconds(window);
  const filters = filtersFor(kind, query.filters, clusterLabel);
  const queries = eventQueries(kind, { clusterLabel, stepSeconds, filters });
  const expressions = new Map(queries.map(({ name, expression }) => [name, expression]));
  return rangeSeries(prometheus, expressions, { window: windowToQuery(kind, window, stepSeconds), stepSeconds }).pipe(
    map((seriesOf) => queries.flatMap(({ name, eventsOf: toEvents }) => toEvents(seriesOf(name)))),
    map((events) => events.map((event) => within(event, window)).filter((event) => event !== undefined))
  );
}

function inOrder(a: ClusterEvent, b: ClusterEvent): number {
  return a.startMs - b.startMs || compareText(a.title, b.title) || compareText(a.text, b.text);
}

function kubeStateNotices({ kinds }: EventsQuery, hasKubeStateMetrics: boolean): Notice[] {
  const isIncomplete = !hasKubeStateMetrics && kinds.some((kind) => FROM_KUBE_STATE.includes(kind));
  return isIncomplete ? [warningNotice(EVENTS_NEED_KUBE_STATE)] : [];
}

function agentNotices(agents: AgentHealthInRange | undefined): Notice[] {
  return agents ? healthNotices(agents) : [];
}
