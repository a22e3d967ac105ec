import { AGENT_LABELS } from './labels';

/** Equality, a regular expression for whole values, and their negations. */
export const MATCH_OPERATORS = ['=', '!=', '=~', '!~'] as const;
export type MatchOperator = (typeof MATCH_OPERATORS)[number];

export interface LabelFilter {
  label: string;
  operator: MatchOperator;
  value: string;
}

/** A PromQL vector selector: `name{a="b", c=~"d"}`. Values are quoted, so any text is safe in them. */
export function selector(metricName: string, filters: readonly LabelFilter[] = []): string {
  const matchers = filters.map(({ label, operator, value }) => `${label}${operator}"${escaped(value)}"`);
  return matchers.length === 0 ? metricName : `${metricName}{${matchers.join(', ')}}`;
}

/**
 * The selectors that together match the filters, whether Prometheus renamed the agent's labels or
 * not: at most one of them matches any series. A filter that matches everything is left out.
 */
export function agentSelectors(metricName: string, filters: readonly LabelFilter[] = []): string[] {
  const needed = filters.filter(({ operator, value }) => !(operator === '=~' && value === '.*'));
  const alternatives = needed.reduce<LabelFilter[][]>(
    (chosen, filter) => chosen.flatMap((so) => variants(filter).map((variant) => [...so, ...variant])),
    [[]]
  );
  return alternatives.map((matchers) => selector(metricName, matchers));
}

function variants(filter: LabelFilter): LabelFilter[][] {
  if (!AGENT_LABELS.some((label) => label === filter.label)) {
    return [[filter]];
  }
  const exported = `exported_${filter.label}`;
  return [
    [{ label: exported, operator: '=', value: '' }, filter],
    [
      { label: exported, operator: '!=', value: '' },
      { ...filter, label: exported },
    ],
  ];
}

/** A text as it stands between PromQL's double quotes. */
export function escaped(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}
