/** What reviewers decide about a rule. Rejected rules are not written; postponed ones are, with a comment. */
export const DECISIONS = ['accepted', 'postponed', 'rejected'] as const;
export type Decision = (typeof DECISIONS)[number];

/** The review of a rule. */
export interface RuleReview {
  /** Absent: not reviewed yet. */
  decision?: Decision;
  note?: string;
}
