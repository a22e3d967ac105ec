import { type JudgedCell } from '../judgedCell';
import { type Place } from '../place';
import { type Sentence } from '../sentence';
import { type Symptom } from '../symptom';

/** What can be the reason for symptoms. `rankCauses.ts` lists the rules that find them. */
type CauseKind =
  | 'allowance'
  | 'dnsLimit'
  | 'network'
  | 'node'
  | 'outside'
  | 'policy'
  | 'rollout'
  | 'workload'
  | 'conversation'
  | 'stopped'
  | 'routing'
  | 'agentSilent'
  | 'agentRestarted'
  | 'monitor';

/**
 * An observation that speaks for a cause, or against it if its weight is negative. The weight is the natural logarithm of how
 * much more likely the observation is with this cause than without. Where that cannot be computed, it is our estimate: 2 is
 * weak, 4 is strong, and 7 is nearly certain (factors of 7, 50, and 1,000).
 */
export interface Evidence {
  weight: number;
  sentence: Sentence;
}

/** A possible cause of symptoms. */
export interface Cause {
  kind: CauseKind;
  place: Place;
  /** When it began, or its first symptom, if that is known. */
  sinceMs?: number;
  title: Sentence;
  /** The symptoms that would not be there without it. */
  explains: readonly Symptom[];
  /** The lossy cells that it explains; absent if it explains no losses. */
  cells?: readonly JudgedCell[];
  /** How likely causes of this kind are before any evidence, relative to others, as a natural logarithm; 0 by default. */
  prior?: number;
  evidence: readonly Evidence[];
  /** What to do to distinguish it from others. */
  check: Sentence;
}

/** The sum of the prior and the weights of the evidence: the higher, the more likely. */
export function scoreOf({ prior = 0, evidence }: Pick<Cause, 'prior' | 'evidence'>): number {
  return evidence.reduce((sum, { weight }) => sum + weight, prior);
}

/** The first of some times, as a member `sinceMs`; without it if none is known. */
export function sinceFirst(facts: ReadonlyArray<{ sinceMs?: number }>): { sinceMs?: number } {
  const times = facts.flatMap(({ sinceMs }) => sinceMs ?? []);
  return times.length > 0 ? { sinceMs: Math.min(...times) } : {};
}
