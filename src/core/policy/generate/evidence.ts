import { addEvidence } from '../observed/mergeObserved';
import { type Evidence, type ObservedFlow } from '../observed/observedFlows';

/** What is known about all flows of a rule. */
export interface RuleEvidence extends Evidence {
  /** Different clients, servers, and ports. A flow that was seen in several windows counts once. */
  flows: number;
}

/** Adds up what is known about flows. */
export class EvidenceSum {
  private sum: Evidence | undefined;
  private readonly flows = new Set<string>();

  add({ key, evidence }: Pick<ObservedFlow, 'key' | 'evidence'>): void {
    this.flows.add(key);
    this.sum = this.sum ? addEvidence(this.sum, evidence) : evidence;
  }

  /** Undefined if nothing was added. */
  get total(): RuleEvidence | undefined {
    return this.sum && { ...this.sum, flows: this.flows.size };
  }
}
