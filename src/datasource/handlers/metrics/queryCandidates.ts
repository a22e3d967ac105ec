import { type DataSourceApi } from '@grafana/data';
import { map, type Observable, of, switchMap } from 'rxjs';
import { type TimeWindow } from '../../../core/time';
import { type Labels } from '../../../core/kubernetes/clusterFacts';
import {
  candidates,
  filterToCandidates,
  hasCandidates,
  isRanking,
  nodesOf,
  recordedCandidates,
  type TopQuery,
} from '../../../core/prometheus/agent/candidates';
import { ranking } from '../../../core/prometheus/agent/deltaGauge';
import { type MetricQuery } from '../../../core/query/metricQuery';
import { instantSamples, type Sample } from '../../prometheus/instantSamples';
import { rankings } from './rankings';
import { agentQuery, type Fitting, type RangeFacts, shortEnough } from './toPrometheusQuery';

/** The groups in the top of a query. */
export interface Top extends Pick<Fitting, 'hasAllGuards'> {
  groups: Labels[];
}

/**
 * The groups in the top of a query over a range. Recording rules or unguarded series determine the candidates, and the agents'
 * series determine the top among these. Emits once: undefined if the query shows all groups or ranks them itself. Errors with
 * what to do.
 */
export function queryCandidates(
  prometheus: DataSourceApi,
  query: MetricQuery,
  facts: RangeFacts,
  range: TimeWindow
): Observable<Top | undefined> {
  const whole = agentQuery(query, facts);
  const { top } = whole;
  // A total over the range is also the ranking. Without recording rules, it needs all groups anyway.
  if (
    query.source !== 'agent' ||
    !top ||
    (query.calculation === 'total' && !(facts.isRecorded && hasCandidates(whole)))
  ) {
    return of(undefined);
  }
  const rank = (fitting: ReadonlyArray<Omit<Fitting, 'isFast'>>): Observable<Ranked> => {
    const expressions = fitting.map(({ expression }, index) => [`ranking${index}`, expression] as const);
    const hasAllGuards = fitting.every((part) => part.hasAllGuards);
    return instantSamples(prometheus, Object.fromEntries(expressions), range).pipe(
      map((samples) => ({ samples: Object.values(samples).flat(), hasAllGuards }))
    );
  };
  if (!hasCandidates(whole)) {
    return rank([shortEnough(whole, (some) => ranking(some, top))]).pipe(map(topOf));
  }
  const ranked = (rough: Ranked) => {
    const who = labelsOf(rough.samples);
    return who.length === 0
      ? of(rough)
      : nodesOfCandidates(prometheus, whole, who, range).pipe(
          switchMap((nodes) => rank(rankings({ ...whole, nodes }, who)))
        );
  };
  const raw = rank([shortEnough(whole, candidates)]).pipe(
    switchMap((found) => (isRanking(whole) ? of(found) : ranked(found)))
  );
  const recorded = facts.isRecorded ? recordedCandidates(whole) : undefined;
  const found =
    recorded === undefined
      ? raw
      : rank([{ expression: recorded, hasAllGuards: true }]).pipe(
          switchMap((rough) => (rough.samples.length > 0 ? ranked(rough) : raw))
        );
  return found.pipe(map(({ samples, ...rest }) => topOf({ ...rest, samples: largest(samples, whole.top.k) })));
}

/** The nodes of the candidates; undefined if these are not pods, whose rankings do not count scrapes. */
function nodesOfCandidates(
  prometheus: DataSourceApi,
  query: TopQuery,
  who: readonly Labels[],
  range: TimeWindow
): Observable<string[] | undefined> {
  return query.metric.subject !== 'pod'
    ? of(undefined)
    : instantSamples(prometheus, { nodes: nodesOf(filterToCandidates(query, who)) }, range).pipe(
        map(({ nodes }) => nodes.map(({ labels }) => labels.node ?? '').sort())
      );
}

interface Ranked extends Pick<Fitting, 'hasAllGuards'> {
  samples: readonly Sample[];
}

function topOf({ samples, hasAllGuards }: Ranked): Top {
  return { groups: labelsOf(samples), hasAllGuards };
}

function largest(samples: readonly Sample[], k: number): Sample[] {
  return [...samples].sort((a, b) => b.value - a.value).slice(0, k);
}

function labelsOf(samples: readonly Sample[]): Labels[] {
  return samples.map(({ labels }) => labels);
}
