import { type Flow } from '../../flow/flow';
import { type FlowVerdict } from '../../flow/flowVerdict';
import { explain } from '../explain';
import { type Observation } from '../observed/observedFlows';
import { type Verdict } from '../verdict';
import { type JudgedFlow } from './judge';
import { PORTS_DIFFER } from './messages';

type Outcome = Verdict['outcome'];

/** A flow with its verdict, and what it was made from. */
interface Made {
  flow: Flow;
  verdict: Verdict | undefined;
  before: Outcome | undefined;
}

/**
 * All flows of an observation with verdicts, as the flow graph shows them. Flows without a place in the cluster are unknown. After a
 * change of policies, flows with the same verdict as before are the same objects.
 */
export class VerdictFlows {
  /** The positions of each placed flow among the observed ones: one for each port that it can have. */
  private readonly positions: ReadonlyArray<readonly number[]>;
  private readonly unplaced: readonly Flow[];
  private latest: readonly Made[] = [];

  constructor(private readonly observation: Observation) {
    const { observed, placed, unplaced } = observation;
    const byKey = new Map(observed.map(({ key }, position) => [key, position]));
    this.positions = placed.map(({ keys }) => keys.flatMap((key) => byKey.get(key) ?? []));
    this.unplaced = unplaced.map(({ flow, why }) => ({ ...flow, verdict: { state: 'unknown', reason: why } }));
  }

  /**
   * @param judged the observed flows, in their order
   * @param compared verdicts of other policies on the same flows, to compare with
   */
  under(judged: readonly JudgedFlow[], compared?: readonly JudgedFlow[]): Flow[] {
    this.latest = this.observation.placed.map(({ flow }, index) => {
      const at = this.positions[index] ?? [];
      const verdict = verdictAt(at, judged);
      const before = compared && (verdictAt(at, compared)?.outcome ?? 'unknown');
      const known = this.latest[index];
      return known && verdict && known.verdict === verdict && known.before === before
        ? known
        : { flow: { ...flow, verdict: flowVerdict(judged[at[0] ?? -1], verdict, before) }, verdict, before };
    });
    return [...this.latest.map(({ flow }) => flow), ...this.unplaced];
  }
}

/** Undefined for a flow whose port is not in the data if the ports that it can have differ. */
function verdictAt(positions: readonly number[], judged: readonly JudgedFlow[]): Verdict | undefined {
  const verdict = judged[positions[0] ?? -1]?.verdict;
  return positions.every((position) => judged[position]?.verdict.outcome === verdict?.outcome) ? verdict : undefined;
}

function flowVerdict(
  first: JudgedFlow | undefined,
  verdict: Verdict | undefined,
  before: Outcome | undefined
): FlowVerdict {
  return first === undefined || verdict === undefined
    ? { state: 'unknown', reason: PORTS_DIFFER }
    : { state: stateOf(verdict.outcome, before), reason: explain(first.observed.flow, verdict) };
}

function stateOf(now: Outcome, before: Outcome | undefined): FlowVerdict['state'] {
  if (now === 'denied' && before === 'allowed') {
    return 'newly-denied';
  }
  return now === 'allowed' && before === 'denied' ? 'newly-allowed' : now;
}
