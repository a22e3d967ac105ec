import { type Target } from '../canvas/highlight';
import { type GraphModel } from './graphModel';
import { lineFinder } from './representation';

type Shown = Pick<GraphModel, 'graph' | 'lines' | 'problems' | 'linesView'> & Pick<GraphModel['data'], 'tree'>;

/** What represents a target in the map: for a problem that is a part of a line, the line. */
export function shownTarget(target: Target, { graph, lines, problems, tree, linesView }: Shown): Target {
  const { kind, id } = target;
  const isDrawn = kind === 'node' || [...graph.edges, ...lines.edges].some((edge) => edge.id === id);
  const problem = isDrawn ? undefined : problems.find((edge) => edge.id === id);
  return problem ? { kind, id: lineFinder(tree, linesView)(problem) } : target;
}
