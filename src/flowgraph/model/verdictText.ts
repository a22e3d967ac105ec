import { type EdgeMetrics } from '../../core/graph/edgeMetrics';
import { WORST_FIRST } from '../../core/graph/edgeVerdicts';
import { verdictLabels } from '../messages/shared';
import { deniedOf } from '../messages/panel';

/** "2 denied, 3 allowed"; undefined if no flow of an edge has a verdict. */
export function verdictText({ verdicts }: Pick<EdgeMetrics, 'verdicts'>): string | undefined {
  const counts = WORST_FIRST.flatMap((state) => {
    const count = verdicts?.[state];
    return count === undefined ? [] : [`${count} ${verdictLabels[state]}`];
  });
  return counts.length === 0 ? undefined : counts.join(', ');
}

/** "2 of 5 denied" if network policies deny some flows of an edge; undefined if they deny none or all. */
export function partlyDeniedText({ verdicts = {}, flowCount }: EdgeMetrics): string | undefined {
  const all = (verdicts.denied ?? 0) + (verdicts['newly-denied'] ?? 0);
  return all > 0 && all < flowCount ? deniedOf(all, flowCount) : undefined;
}
