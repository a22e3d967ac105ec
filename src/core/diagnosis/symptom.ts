import { type AgentMetric } from '../prometheus/agent/metric';
import { type JudgedCell } from './judgedCell';
import { type EndPlace, type PairPlace, type Place } from './place';
import { type Sentence } from './sentence';

/**
 * What is wrong. A *symptom* is what is observed, a *cause* is why (Site Reliability Engineering, O'Reilly 2016, chapter 6).
 * "Finding" is the result of a check in this product (`core/health`, `core/policy/lint`), so it is not used here.
 */
interface SymptomFacts {
  /** When it began, if that is known. */
  sinceMs?: number;
  /** Pods at the ends of affected connections, with their namespaces; absent if they are not known. */
  pods?: ReadonlySet<string>;
  /** The part of all traffic in the window that is affected, from 0 to 1; absent if it is not known. */
  share?: number;
  /** At the prices of the observations and the rate since the change; negative if it saves money. */
  usdPerMonth?: number;
  /**
   * How sure it is: "measured" is a value of a counter or of AWS, "significant" is more than chance explains, and "possible"
   * is the difference of two tables, of which each lists only the largest flows.
   */
  certainty: 'measured' | 'significant' | 'possible';
  sentence: Sentence;
}

/** What symptoms of each kind have in addition. */
interface SymptomKinds {
  allowanceExceeded: { place: Extract<Place, { kind: 'interface' }>; allowance: AgentMetric };
  /** Retransmissions or timeouts. */
  lossyPair: { place: PairPlace; cells: readonly JudgedCell[] };
  /** Losses, and no data at all. */
  unansweredPair: { place: PairPlace; cells: readonly JudgedCell[] };
  conversationBegan: { place: PairPlace };
  conversationEnded: { place: PairPlace };
  crossZoneRose: { place: PairPlace };
  crossZoneFell: { place: PairPlace };
  networkDegraded: { place: Extract<Place, { kind: 'monitor' }> };
  monitorNotActive: { place: Extract<Place, { kind: 'monitor' }> };
  /** The directions are seen from the pods whose policies drop the packets: egress at clients, ingress at servers. */
  policiesDrop: { place: NodePlace; directions: ReadonlySet<string> };
  /** The agent does not respond, so data about its node is missing. */
  agentSilent: { place: NodePlace };
  /** Connections that were opened before the restart are missing from flows. */
  agentRestarted: { place: NodePlace };
}

type NodePlace = Extract<EndPlace, { kind: 'node' }>;

export type SymptomKind = keyof SymptomKinds;
export type SymptomOf<Kind extends SymptomKind> = {
  [Each in Kind]: SymptomFacts & { kind: Each } & SymptomKinds[Each];
}[Kind];
export type Symptom = SymptomOf<SymptomKind>;
export type LossSymptom = SymptomOf<'lossyPair' | 'unansweredPair'>;

/** The symptoms of some kinds. */
export function ofKind<Kind extends SymptomKind>(
  symptoms: readonly Symptom[],
  ...kinds: readonly Kind[]
): Array<Extract<Symptom, { kind: Kind }>> {
  return symptoms.filter((symptom): symptom is Extract<Symptom, { kind: Kind }> =>
    kinds.some((kind) => kind === symptom.kind)
  );
}
