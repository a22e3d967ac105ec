import { type DataSource, isThere, type Kind, kindOf, openChoice } from './dataSources';
import { type WantedRule } from './rule';

export interface Sources {
  /** All data sources in this Grafana. */
  all: readonly DataSource[];
  chosen: ReadonlyMap<Kind, DataSource>;
}

/**
 * Splits rules into those whose data sources exist, and those that are skipped because they query a kind of data source
 * that does not exist. Throws an `ImportFailure` if there are several data sources of a kind, or if all rules are skipped.
 */
export function splitBySources(rules: readonly WantedRule[], { all, chosen }: Sources) {
  const missing = [...new Set(rules.flatMap(kindsOf))].filter((kind) => !chosen.has(kind));
  const isAnswerable = (rule: WantedRule) => !kindsOf(rule).some((kind) => missing.includes(kind));
  const ambiguous = missing.find((kind) => isThere(kind, all));
  const problem = ambiguous ?? (rules.some(isAnswerable) ? undefined : missing[0]);
  if (problem) {
    throw openChoice(problem, all);
  }
  return { answerable: rules.filter(isAnswerable), skipped: rules.filter((rule) => !isAnswerable(rule)) };
}

/** The kinds of data sources that a rule queries. */
export function kindsOf({ data }: WantedRule): Kind[] {
  return data.flatMap(({ datasourceUid }) => kindOf(datasourceUid) ?? []);
}
