import { type Flow } from '../../flow/flow';
import { type FlowVerdict } from '../../flow/flowVerdict';
import { explain } from '../explain';
import { type Observation } from '../observed/observedFlows';
import { flowKey } from '../policyFlow';
import { type Verdict } from '../verdict';
import { type JudgedFlow } from './judge';
import { PORTS_DIFFER } from './messages';

/**
 * All flows of an observation with their verdicts, as the flow graph shows them. Flows without a place in the cluster are unknown.
 *
 * @param before verdicts of other policies on the same flows, to compare with
 */
export function flowsWithVerdicts(
  { placed, unplaced }: Observation,
  judged: readonly JudgedFlow[],
  before?: readonly JudgedFlow[]
): Flow[] {
  const now = byKey(judged);
  const earlier = before && byKey(before);
  return [
    ...placed.map(({ flow, keys }): Flow => {
      const summary = summaryOf(keys.flatMap((key) => now.get(key) ?? []));
      const outcomeBefore = earlier && summaryOf(keys.flatMap((key) => earlier.get(key) ?? [])).outcome;
      return { ...flow, verdict: { state: stateOf(summary.outcome, outcomeBefore), reason: summary.reason } };
    }),
    ...unplaced.map(({ flow, why }): Flow => ({ ...flow, verdict: { state: 'unknown', reason: why } })),
  ];
}

function byKey(judged: readonly JudgedFlow[]): ReadonlyMap<string, JudgedFlow> {
  return new Map(judged.map((each) => [flowKey(each.observed.flow), each]));
}

/** A flow whose port is not in the data has one verdict for each port that it can have. */
function summaryOf([first, ...others]: readonly JudgedFlow[]): { outcome: Verdict['outcome']; reason: string } {
  if (first === undefined || others.some(({ verdict }) => verdict.outcome !== first.verdict.outcome)) {
    return { outcome: 'unknown', reason: PORTS_DIFFER };
  }
  return { outcome: first.verdict.outcome, reason: explain(first.observed.flow, first.verdict) };
}

function stateOf(now: Verdict['outcome'], before: Verdict['outcome'] | undefined): FlowVerdict['state'] {
  if (now === 'denied' && before === 'allowed') {
    return 'newly-denied';
  }
  return now === 'allowed' && before === 'denied' ? 'newly-allowed' : now;
}
