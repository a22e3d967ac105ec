/**
 * What network policies do with a flow, from harmless to worst. If two sets of policies are compared, flows that only one of them
 * allows are "newly" allowed or denied.
 */
export const VERDICT_STATES = ['allowed', 'newly-allowed', 'unknown', 'denied', 'newly-denied'] as const;
export type VerdictState = (typeof VERDICT_STATES)[number];

/** The verdict of network policies on a flow. */
export interface FlowVerdict {
  state: VerdictState;
  /** In one sentence. */
  reason: string;
}

/** Whether network policies stop such flows. */
export function isDenied(state: VerdictState): boolean {
  return state === 'denied' || state === 'newly-denied';
}

/** The state with a name. Undefined for other texts. */
export function verdictStateOf(text: string): VerdictState | undefined {
  return VERDICT_STATES.find((state) => state === text);
}
