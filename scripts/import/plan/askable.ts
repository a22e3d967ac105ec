import { type DataSource, isThere, type Kind, kindOf, openChoice } from './dataSources';
import { type WantedRule } from './rule';

export interface Sources {
  /** All that this Grafana has. */
  all: readonly DataSource[];
  chosen: ReadonlyMap<Kind, DataSource>;
}

/**
 * Which rules have their data sources, and which ask a kind that is not there. Throws an `ImportFailure` where
 * there are several of a kind to choose from, or where no rule is left.
 */
export function splitBySources(rules: readonly WantedRule[], { all, chosen }: Sources) {
  const missing = [...new Set(rules.flatMap(kindsOf))].filter((kind) => !chosen.has(kind));
  const isAskable = (rule: WantedRule) => !kindsOf(rule).some((kind) => missing.includes(kind));
  const ambiguous = missing.find((kind) => isThere(kind, all));
  const problem = ambiguous ?? (rules.some(isAskable) ? undefined : missing[0]);
  if (problem) {
    throw openChoice(problem, all);
  }
  return { askable: rules.filter(isAskable), leftOut: rules.filter((rule) => !isAskable(rule)) };
}

/** The kinds of data sources that a rule asks. */
export function kindsOf({ data }: WantedRule): Kind[] {
  return data.flatMap(({ datasourceUid }) => kindOf(datasourceUid) ?? []);
}
