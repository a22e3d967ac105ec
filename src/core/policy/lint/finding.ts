import { type Direction, type Policy } from '../policies';

/**
 * - `error`: something does not do what the policy says, or a policy breaks something;
 * - `warning`: it probably does something else than intended;
 * - `note`: worth knowing.
 */
type Severity = 'error' | 'warning' | 'note';

/** A place in a policy. */
export interface PolicyPlace {
  kind: 'policy';
  policy: Policy;
  direction?: Direction;
  /** The positions of a rule in its direction, and of a peer and a port in the rule, from 0. */
  rule?: number;
  peer?: number;
  port?: number;
  /** The member of the object: `spec.egress[0].to[1].podSelector`. The last member can be absent, such as `spec.policyTypes`. */
  path: string;
}

/** A pod, or the workload that created pods. */
export interface ObjectPlace {
  kind: 'object';
  /** "Deployment", "Pod" */
  objectKind: string;
  namespace: string;
  name: string;
}

export type Place = PolicyPlace | ObjectPlace;

/** What happens, and what to do about it, in one sentence each. */
export interface Sentences {
  problem: string;
  remedy: string;
}

/** A finding without the check that found it. */
export interface Found extends Sentences {
  severity: Severity;
  place: Place;
}
