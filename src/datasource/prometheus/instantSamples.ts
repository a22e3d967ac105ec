import { type DataFrame, type DataSourceApi, FieldType } from '@grafana/data';
import { map, type Observable } from 'rxjs';
import { type TimeWindow } from '../../core/time';
import { type Labels } from '../../core/kubernetes/clusterFacts';
import { displayableLabels } from './displayableLabels';
import { queryPrometheus } from './queryPrometheus';
import { instantQuery } from './prometheusQuery';

/** One sample of an instant query. */
export interface Sample {
  labels: Labels;
  value: number;
}

/**
 * Evaluates expressions at the end of a window in the user's Prometheus, as that user. Emits their samples by name once.
 * `$__range` is the window. Errors with what to do.
 */
export function instantSamples<Name extends string>(
  prometheus: DataSourceApi,
  expressions: Record<Name, string>,
  window: TimeWindow
): Observable<Record<Name, Sample[]>> {
  const names = namesOf(expressions);
  const queries = names.map((name) => instantQuery(name, expressions[name]));
  return queryPrometheus(prometheus, queries, window).pipe(map((frames) => samplesByName(frames, names)));
}

function namesOf<Name extends string>(expressions: Record<Name, string>): Name[] {
  return Object.keys(expressions).filter((name): name is Name => name in expressions);
}

function samplesByName<Name extends string>(
  frames: readonly DataFrame[],
  names: readonly Name[]
): Record<Name, Sample[]> {
  const entries = names.map((name) => [name, frames.filter(({ refId }) => refId === name).flatMap(samplesOf)]);
  return Object.fromEntries(entries);
}

/** The rows of a table as samples: text columns are labels, the number column is the value. */
function samplesOf({ fields, length }: DataFrame): Sample[] {
  const numbers = fields.find(({ type }) => type === FieldType.number)?.values;
  const labels = fields.filter(({ type }) => type === FieldType.string);
  return Array.from({ length }, (_, row) => ({
    labels: displayableLabels(Object.fromEntries(labels.map(({ name, values }) => [name, String(values[row] ?? '')]))),
    value: Number(numbers?.[row] ?? NaN),
  }));
}
