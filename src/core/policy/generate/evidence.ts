import { type FlowEnd, type PolicyFlow } from '../policyFlow';
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

  add({ flow, evidence }: Pick<ObservedFlow, 'flow' | 'evidence'>): void {
    this.flows.add(keyOf(flow));
    this.sum = this.sum ? added(this.sum, evidence) : evidence;
  }

  /** Undefined if nothing was added. */
  get total(): RuleEvidence | undefined {
    return this.sum && { ...this.sum, flows: this.flows.size };
  }
}

function added(a: Evidence, b: Evidence): Evidence {
  return {
    bytes: a.bytes + b.bytes,
    seen: { startMs: Math.min(a.seen.startMs, b.seen.startMs), endMs: Math.max(a.seen.endMs, b.seen.endMs) },
    reportedBy: a.reportedBy === b.reportedBy ? a.reportedBy : 'both',
  };
}

function keyOf({ client, server, protocol, port }: PolicyFlow): string {
  return `${endText(client)} ${endText(server)} ${protocol} ${port}`;
}

/** "shop/web-1" or "10.0.3.7". */
export function endText(end: FlowEnd): string {
  return end.kind === 'pod' ? `${end.namespace}/${end.name}` : end.address;
}
