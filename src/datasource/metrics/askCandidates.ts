import { type DataSourceApi } from '@grafana/data';
import { map, type Observable, of, switchMap } from 'rxjs';
import { type Labels } from '../../core/cluster/clusterFacts';
import { type TimeWindow } from '../../core/flow/flow';
import {
  among,
  candidates,
  hasCandidates,
  isRanking,
  recordedCandidates,
  type TopQuery,
} from '../../core/promql/candidates';
import { ranking } from '../../core/promql/deltaGauge';
import { type MetricQuery } from '../../core/query/metricQuery';
import { instantSamples, type Sample } from '../prometheus/instantSamples';
import { agentQuery, MOST_CHARACTERS, type RangeFacts, shortEnough } from './toPrometheusQuery';

/**
 * The groups that are the query's top in a range. Recording rules or unguarded series say roughly which they can be, and the
 * agents' series which of these they are. Emits once, undefined where the query shows all groups or ranks them itself. Errors with what to do.
 */
export function askCandidates(
  prometheus: DataSourceApi,
  query: MetricQuery,
  facts: RangeFacts,
  range: TimeWindow
): Observable<Labels[] | undefined> {
  const asked = agentQuery(query, facts);
  const { top } = asked;
  // A total over the range is the ranking: only rules spare it going through all groups.
  if (
    query.source !== 'agent' ||
    !top ||
    (query.calculation === 'total' && !(facts.isRecorded && hasCandidates(asked)))
  ) {
    return of(undefined);
  }
  const ask = (expressions: readonly string[]) =>
    instantSamples(prometheus, Object.fromEntries(expressions.map((who, index) => [`who${index}`, who])), range).pipe(
      map((samples) => Object.values(samples).flat())
    );
  if (!hasCandidates(asked)) {
    return ask([shortEnough(asked, (some) => ranking(some, top))]).pipe(map(labelsOf));
  }
  const ranked = (rough: readonly Sample[]) => (rough.length > 0 ? ask(rankings(asked, labelsOf(rough))) : of(rough));
  const raw = ask([shortEnough(asked, candidates)]).pipe(
    switchMap((found) => (isRanking(asked) ? of(found) : ranked(found)))
  );
  const recorded = facts.isRecorded ? recordedCandidates(asked) : undefined;
  const found =
    recorded === undefined ? raw : ask([recorded]).pipe(switchMap((rough) => (rough.length > 0 ? ranked(rough) : raw)));
  return found.pipe(map((samples) => labelsOf(largest(samples, asked.top.k))));
}

/** Rankings of some groups each, so that none is too long. */
export function rankings(query: TopQuery, who: readonly Labels[]): string[] {
  const whole = shortEnough(among(query, who), (some) => ranking(some, some.top));
  if (whole.length <= MOST_CHARACTERS || who.length < 2) {
    return [whole];
  }
  const half = Math.ceil(who.length / 2);
  return [who.slice(0, half), who.slice(half)].flatMap((some) => rankings(query, some));
}

function largest(samples: readonly Sample[], k: number): Sample[] {
  return [...samples].sort((a, b) => b.value - a.value).slice(0, k);
}

function labelsOf(samples: readonly Sample[]): Labels[] {
  return samples.map(({ labels }) => labels);
}
