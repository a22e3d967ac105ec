/** PromQL's operators: equality, regular expressions for whole values, and their negations. */
export const MATCH_OPERATORS = ['=', '!=', '=~', '!~'] as const;
export type MatchOperator = (typeof MATCH_OPERATORS)[number];

/** A label matcher of a selector, in the form of saved queries and editors. */
export interface LabelFilter {
  label: string;
  operator: MatchOperator;
  value: string;
}
