import { type DataSourceApi } from '@grafana/data';
import { map, type Observable, of, switchMap } from 'rxjs';
import { type TimeWindow } from '../../../core/time';
import { type Labels } from '../../../core/kubernetes/clusterFacts';
import { candidates, hasCandidates, isRanking, recordedCandidates } from '../../../core/prometheus/agent/candidates';
import { ranking } from '../../../core/prometheus/agent/deltaGauge';
import { type MetricQuery } from '../../../core/query/metricQuery';
import { instantSamples, type Sample } from '../../prometheus/instantSamples';
import { rankings } from './rankings';
import { agentQuery, type Fitting, type RangeFacts, shortEnough } from './toPrometheusQuery';

/** The groups that are a query's top. */
export interface Top extends Pick<Fitting, 'hasAllGuards'> {
  groups: Labels[];
}

/**
 * The groups that are the query's top in a range. Recording rules or unguarded series say roughly which they can be, and the
 * agents' series which of these they are. Emits once, undefined where the query shows all groups or ranks them itself. Errors with what to do.
 */
export function queryCandidates(
  prometheus: DataSourceApi,
  query: MetricQuery,
  facts: RangeFacts,
  range: TimeWindow
): Observable<Top | undefined> {
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
  const ask = (fitting: readonly Fitting[]): Observable<Ranked> => {
    const expressions = fitting.map(({ expression }, index) => [`who${index}`, expression] as const);
    const hasAllGuards = fitting.every((one) => one.hasAllGuards);
    return instantSamples(prometheus, Object.fromEntries(expressions), range).pipe(
      map((samples) => ({ samples: Object.values(samples).flat(), hasAllGuards }))
    );
  };
  if (!hasCandidates(asked)) {
    return ask([shortEnough(asked, (some) => ranking(some, top))]).pipe(map(topOf));
  }
  const ranked = (rough: Ranked) =>
    rough.samples.length > 0 ? ask(rankings(asked, labelsOf(rough.samples))) : of(rough);
  const raw = ask([shortEnough(asked, candidates)]).pipe(
    switchMap((found) => (isRanking(asked) ? of(found) : ranked(found)))
  );
  const recorded = facts.isRecorded ? recordedCandidates(asked) : undefined;
  const found =
    recorded === undefined
      ? raw
      : ask([{ expression: recorded, hasAllGuards: true }]).pipe(
          switchMap((rough) => (rough.samples.length > 0 ? ranked(rough) : raw))
        );
  return found.pipe(map(({ samples, ...rest }) => topOf({ ...rest, samples: largest(samples, asked.top.k) })));
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
