import { type Direction, type NetworkPolicy, type PolicyPort } from '../policies';
import { type LeftOutReason } from './classify';
import { type RuleEvidence } from './evidence';
import { type RulePeer } from './peers';
import { type Subject } from './subjects';

/** A rule, with why it is written. */
export interface GeneratedRule {
  peer: RulePeer;
  ports: readonly PolicyPort[];
  /** Absent for DNS, which is written without observation. */
  evidence?: RuleEvidence;
  /** What the flow data call the ends outside the cluster: "Amazon S3". */
  parties?: readonly string[];
  /** Whether ports are not in the data, so that these are all that lead to the pods. */
  hasAssumedPorts?: true;
  /** The ports that were observed, if there are too many to be written one by one. */
  widenedFrom?: number;
}

/** Observed flows that no rule can be written for, so that their direction stays unrestricted. */
export interface LeftOut {
  direction: Direction;
  reason: LeftOutReason;
  /** Addresses or pods at the other end, in order. */
  ends: readonly string[];
  ports: readonly number[];
  evidence: RuleEvidence;
}

/** The policy of a workload, with what it is based on. The rules of the policy are those of `rules`, in the same order. */
export interface GeneratedPolicy {
  subject: Subject;
  policy: NetworkPolicy;
  rules: Record<Direction, readonly GeneratedRule[]>;
  leftOut: readonly LeftOut[];
  /** Whether egress is restricted without a rule for DNS, because the inventory does not show the DNS of the cluster. */
  lacksDns: boolean;
  /** Other workloads with pods that the selector selects. */
  alsoSelects: readonly string[];
}
