import { type DataSourceApi } from '@grafana/data';
import { map, type Observable, of, switchMap } from 'rxjs';
import { type Labels } from '../../core/cluster/clusterFacts';
import { type TimeWindow } from '../../core/flow/flow';
import { candidates, hasCandidates, recordedCandidates } from '../../core/promql/candidates';
import { type MetricQuery } from '../../core/query/metricQuery';
import { instantSamples } from '../prometheus/instantSamples';
import { agentQuery, type RangeFacts } from './toPrometheusQuery';

/**
 * Who may be among the query's top in a range, as recording rules tell it where there are any, else as the
 * agents' series do: emits once, undefined where nobody is left out. Errors with what to do.
 */
export function askCandidates(
  prometheus: DataSourceApi,
  query: MetricQuery,
  facts: RangeFacts,
  range: TimeWindow
): Observable<Labels[] | undefined> {
  const asked = agentQuery(query, facts);
  if (query.source !== 'agent' || !hasCandidates(asked)) {
    return of(undefined);
  }
  const ask = (who: string) =>
    instantSamples(prometheus, { who }, range).pipe(map((samples) => samples.who.map(({ labels }) => labels)));
  const recorded = facts.isRecorded ? recordedCandidates(asked) : undefined;
  const raw = candidates(asked);
  return recorded === undefined
    ? ask(raw)
    : ask(recorded).pipe(switchMap((found) => (found.length > 0 ? of(found) : ask(raw))));
}
