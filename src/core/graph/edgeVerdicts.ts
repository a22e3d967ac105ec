import { isDenied, VERDICT_STATES, type VerdictState } from '../flow/flowVerdict';

/** How many flows of an edge have each verdict of network policies. */
export type EdgeVerdicts = Partial<Record<VerdictState, number>>;

/** From worst to harmless. */
export const WORST_FIRST = [...VERDICT_STATES].reverse();

/** The worst verdict of the flows of an edge. Undefined if none has a verdict. */
export function worstVerdict({ verdicts }: { verdicts?: EdgeVerdicts }): VerdictState | undefined {
  return verdicts && WORST_FIRST.find((state) => verdicts[state] !== undefined);
}

/** Whether network policies deny a flow of an edge. */
export function hasDenied(edge: { verdicts?: EdgeVerdicts }): boolean {
  const worst = worstVerdict(edge);
  return worst !== undefined && isDenied(worst);
}

/** The counts of all edges. Undefined if no flow has a verdict. */
export function sumOfVerdicts(edges: ReadonlyArray<{ verdicts?: EdgeVerdicts }>): EdgeVerdicts | undefined {
  return edges.reduce<EdgeVerdicts | undefined>(
    (sum, { verdicts }) => (verdicts ? withVerdicts(sum, verdicts) : sum),
    undefined
  );
}

/** Adds counts of flows. Counts are shared and never modified. */
export function withVerdicts(verdicts: EdgeVerdicts | undefined, added: EdgeVerdicts): EdgeVerdicts {
  const sum = { ...verdicts };
  for (const state of VERDICT_STATES) {
    const count = added[state];
    if (count !== undefined) {
      sum[state] = (sum[state] ?? 0) + count;
    }
  }
  return sum;
}
