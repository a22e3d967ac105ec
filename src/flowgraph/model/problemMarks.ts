import { visibleNodeOf } from '../../core/graph/aggregation';
import { type GraphEdge } from '../../core/graph/graph';
import { type GraphTree } from '../../core/graph/tree';
import { type LineMark, NO_MARKS, type ProblemMarks } from '../canvas/problemMarks';
import { type VisualEncoding } from '../canvas/visualEncoding';
import { MAX_LISTED } from './problems';
import { expansionOf, type ViewState } from './viewState';

/** Lines and ends of so many severe problems stand out. With more of them, none would. */
const MAX_FRAMED = 5;
const SEVERE_RANK = 2;

/**
 * Marks the listed problems in the map.
 *
 * @param problems worst first
 * @param linesView the view state whose edges are drawn. An edge that is drawn as a part of a line marks that line
 */
export function problemMarksOf(
  problems: readonly GraphEdge[],
  { colorStepOf }: Pick<VisualEncoding, 'colorStepOf'>,
  { nodes }: Pick<GraphTree, 'nodes'>,
  linesView: ViewState
): ProblemMarks {
  if (problems.length === 0) {
    return NO_MARKS;
  }
  const expansion = expansionOf(linesView);
  const lineEnd = (id: string): string => {
    const node = nodes.get(id);
    return node ? visibleNodeOf(node, expansion).node.id : id;
  };
  const lines = new Map<string, LineMark>();
  const ends = new Map<string, string>();
  problems.slice(0, MAX_LISTED).forEach((edge, index) => {
    const colorStep = colorStepOf(edge);
    const line = `${lineEnd(edge.source)}>${lineEnd(edge.target)}`;
    if (!lines.has(line)) {
      lines.set(line, { place: index + 1, colorStep });
    }
    if (index < MAX_FRAMED && colorStep.rank >= SEVERE_RANK) {
      for (const end of [edge.source, edge.target]) {
        ends.set(end, colorStep.color);
      }
    }
  });
  return { lines, ends };
}
