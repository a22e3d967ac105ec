/** Equality, a regular expression for whole values, and their negations. */
export const MATCH_OPERATORS = ['=', '!=', '=~', '!~'] as const;
export type MatchOperator = (typeof MATCH_OPERATORS)[number];

/** A label matcher of a selector, as saved queries and the editors hold it. */
export interface LabelFilter {
  label: string;
  operator: MatchOperator;
  value: string;
}
