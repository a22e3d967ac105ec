import { type Pod, type Service } from './inventory';
import { type Direction, type Policy } from './policies';

type Outcome = 'allowed' | 'denied' | 'unknown';

/** A rule of a policy. */
export interface RuleReference {
  policy: Policy;
  direction: Direction;
  /** The position among the rules of the direction, from 0. */
  index: number;
}

/** Why one side of a flow is allowed. */
export type AllowedBecause =
  /** This end is not a pod of the inventory, so no policy applies to it. */
  | { kind: 'not-a-pod' }
  /** No policy isolates the pod in this direction. */
  | { kind: 'not-isolated' }
  /** Rules match, at least one per policy in `rules`. */
  | { kind: 'rules'; rules: readonly RuleReference[] }
  /** The connection stays within the pod. */
  | { kind: 'same-pod' }
  /** The other end is the node that the pod runs on. */
  | { kind: 'own-node' }
  /** Amazon VPC CNI does not enforce policies here. */
  | { kind: 'not-enforced'; why: 'host-network' | 'Fargate' | 'Windows' | 'other-family' };

/** Why one side of a flow is denied. */
export type DeniedBecause =
  /** The policies isolate the pod, and none of their rules matches. */
  | { kind: 'no-rule'; policies: readonly Policy[] }
  /** A rule with the action Deny matches. */
  | { kind: 'deny-rule'; rule: RuleReference }
  /** Amazon VPC CNI: the `except` of a rule is a denial that takes precedence over wider ranges of any rule. */
  | { kind: 'except'; rule: RuleReference; range: string }
  /** Amazon VPC CNI: a rule allows the pod behind the Service, but the Service's ClusterIP is not opened. */
  | { kind: 'cluster-ip'; rule: RuleReference; service: Service; why: ClusterIPShutBecause }
  /** Amazon VPC CNI in strict mode: no NetworkPolicy and no ApplicationNetworkPolicy selects the pod. */
  | { kind: 'no-policy' };

/** Why Amazon's controller does not open the ClusterIP of a Service. */
export type ClusterIPShutBecause =
  /** The peer requires labels that are not in the Service's selector. */
  | { kind: 'selector' }
  /** Only the first port of a range is looked up among the Service's target ports. */
  | { kind: 'port-range' }
  /** An ipBlock with the address of the pod does not contain the ClusterIP. */
  | { kind: 'ip-block' }
  /** No port of the rule leads to this port of the Service. */
  | { kind: 'port' };

/** Why the outcome of one side of a flow is unknown. */
export type UnknownBecause =
  /** The pod is not in the inventory, so its labels are unknown. */
  | { kind: 'pod-missing' }
  /** The Service is not in the inventory, so its ClusterIP is unknown. */
  | { kind: 'service-missing' }
  /** The Kubernetes API leaves it to the network plugin. */
  | { kind: 'plugin'; what: 'host-network' | 'pod-in-ip-block' | 'service-address'; rule?: RuleReference }
  /** No pod behind the Service is known, or the Service has no such port. */
  | { kind: 'no-backend'; service: Service }
  /** Some pods behind the Service are allowed and some are denied. */
  | { kind: 'backends-differ'; service: Service }
  /** ClusterNetworkPolicies of the same tier and priority decide in different ways, and any of these can count. */
  | { kind: 'same-priority'; policies: readonly Policy[] }
  /** It is not known whether the address belongs to a domain name of the rule. */
  | { kind: 'domain-names'; rule: RuleReference }
  /** Amazon VPC CNI: the agent keeps 24 of the pairs of port and protocol of an address, and it is chance which ones. */
  | { kind: 'port-limit'; pairs: number }
  /** Amazon VPC CNI: the controller crashes on this policy, so the pods keep the rules from before. */
  | { kind: 'controller-crash'; policy: Policy }
  /** A pod that connects to itself by way of a Service: the source address is not verified. */
  | { kind: 'hairpin' };

interface Side {
  /** The pod behind the Service whose policies decide, if the flow only has the ClusterIP. */
  pod?: Pod;
  /** Amazon VPC CNI: the pod with whose rules this pod shares them, if the deciding policies do not select this pod itself. */
  sharedWith?: Pod;
  /** Amazon VPC CNI: policies that another policy of the same name overwrites. */
  overwritten?: readonly Policy[];
}

/** The verdict of one direction: egress of the client, or ingress of the server. */
export type SideVerdict = Side &
  (
    | { outcome: 'allowed'; because: AllowedBecause }
    | { outcome: 'denied'; because: DeniedBecause }
    | { outcome: 'unknown'; because: UnknownBecause }
  );

/** The verdict of a flow. */
export interface Verdict {
  /** Denied if either side is denied, allowed if both are allowed, else unknown. */
  outcome: Outcome;
  egress: SideVerdict;
  ingress: SideVerdict;
}

/** Joins the verdicts of both sides. */
export function verdictOfSides(egress: SideVerdict, ingress: SideVerdict): Verdict {
  return { outcome: worstOutcome(egress.outcome, ingress.outcome), egress, ingress };
}

function worstOutcome(a: Outcome, b: Outcome): Outcome {
  if (a === 'denied' || b === 'denied') {
    return 'denied';
  }
  return a === 'unknown' || b === 'unknown' ? 'unknown' : 'allowed';
}
