import { VERDICT_STATES } from '../../core/flow/flowVerdict';
import { type EdgeMetrics } from '../../core/graph/edgeMetrics';
import { hasDenied } from '../../core/graph/edgeVerdicts';
import { verdictLabels } from '../messages/shared';
import { deniedOf } from '../messages/panel';

const WORST_FIRST = [...VERDICT_STATES].reverse();

/** "2 denied, 3 allowed"; undefined if no flow of an edge has a verdict. */
export function verdictText({ verdicts }: Pick<EdgeMetrics, 'verdicts'>): string | undefined {
  const counts = WORST_FIRST.flatMap((state) => {
    const count = verdicts?.[state];
    return count === undefined ? [] : [`${count} ${verdictLabels[state]}`];
  });
  return counts.length === 0 ? undefined : counts.join(', ');
}

/** "2 of 5 denied" if network policies deny some flows of an edge; undefined if they deny none or all. */
export function partlyDeniedText(edge: EdgeMetrics): string | undefined {
  const { denied = 0, 'newly-denied': newlyDenied = 0 } = edge.verdicts ?? {};
  return hasDenied(edge) && denied + newlyDenied < edge.flowCount
    ? deniedOf(denied + newlyDenied, edge.flowCount)
    : undefined;
}
