import { type GraphEdge } from '../../core/graph/graph';
import { type GraphTree } from '../../core/graph/tree';
import { type LineMark, NO_MARKS, type ProblemMarks } from '../canvas/problemMarks';
import { type VisualEncoding } from '../canvas/visualEncoding';
import { type GraphModel } from './graphModel';
import { endFinder, lineFinder } from './representation';
import { MAX_LISTED } from './problems';

/** Lines and ends of so many severe problems stand out. With more of them, none would. */
const MAX_FRAMED = 5;
const SEVERE_RANK = 2;

/**
 * Marks the listed problems in the map. A problem that is drawn as a part of a line marks that line, and an end in a
 * collapsed group marks the group.
 *
 * @param problems worst first
 */
export function problemMarksOf(
  problems: readonly GraphEdge[],
  { colorStepOf }: Pick<VisualEncoding, 'colorStepOf'>,
  tree: Pick<GraphTree, 'nodes'>,
  { zoomedView, linesView }: Pick<GraphModel, 'zoomedView' | 'linesView'>
): ProblemMarks {
  if (problems.length === 0) {
    return NO_MARKS;
  }
  const lineOf = lineFinder(tree, linesView);
  const visibleEnd = endFinder(tree, zoomedView);
  const lines = new Map<string, LineMark>();
  const ends = new Map<string, string>();
  problems.slice(0, MAX_LISTED).forEach((edge, index) => {
    const colorStep = colorStepOf(edge);
    const line = lineOf(edge);
    if (!lines.has(line)) {
      lines.set(line, { place: index + 1, colorStep });
    }
    if (index < MAX_FRAMED && colorStep.rank >= SEVERE_RANK) {
      for (const end of [edge.source, edge.target]) {
        ends.set(visibleEnd(end), colorStep.color);
      }
    }
  });
  return { lines, ends };
}
