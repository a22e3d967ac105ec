import { type TimeRange } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import { nameLabel, type NamesQuery, namesQuery } from '../../../core/prometheus/kubernetes/names';
import { type PrometheusFacts } from '../../../core/prometheus/prometheusFacts';
import { instantSamples } from '../../prometheus/instantSamples';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** The names in Prometheus in a time range, sorted; none without a Prometheus data source. */
export async function findNames(
  query: NamesQuery,
  prometheusUid: string | undefined,
  facts: PrometheusFacts,
  range: TimeRange | undefined
): Promise<string[]> {
  if (!prometheusUid) {
    return [];
  }
  const prometheus = await getDataSourceSrv().get(prometheusUid);
  const endMs = range?.to.valueOf() ?? Date.now();
  const lengthMs = Math.max(range ? endMs - range.from.valueOf() : HOUR_MS, MINUTE_MS);
  const expressions = { names: namesQuery(query, `${Math.round(lengthMs / 1_000)}s`, facts) };
  const { names } = await lastValueFrom(instantSamples(prometheus, expressions, { startMs: endMs - lengthMs, endMs }));
  const found = names.map(({ labels }) => labels[nameLabel(query.list, facts)] ?? '').filter((name) => name !== '');
  return [...new Set(found)].sort();
}
