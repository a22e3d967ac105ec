import { inflate, type Rect } from '../../../src/flowgraph/layout/geometry';
import { type Box, type DrawnEdge, type Picture } from '../picture/picture';
import { RectGrid } from '../picture/rectGrid';
import { clip, segmentsOf } from '../picture/segments';

/** An edge that only touches a box does not cross it, in CSS pixels. */
const TOUCH = 1;

/** The edges that cross boxes to which neither of their ends belongs, with the ids of these boxes. */
export function edgesOverBoxes({ screen, boxes, edges }: Picture): Map<DrawnEdge, Set<string>> {
  const grid = new RectGrid(screen, boxes);
  const ancestorsOf = new Map(boxes.map(({ id, ancestors }) => [id, ancestors]));
  const over = new Map<DrawnEdge, Set<string>>();
  for (const edge of edges) {
    const own = new Set([edge.source, edge.target].flatMap((id) => [id, ...(ancestorsOf.get(id) ?? [])]));
    const crossed = new Set<string>();
    for (const segment of segmentsOf(edge.path)) {
      for (const { id, rect } of grid.along(segment)) {
        if (!own.has(id) && !crossed.has(id) && clip(segment, inner(rect))) {
          crossed.add(id);
        }
      }
    }
    if (crossed.size > 0) {
      over.set(edge, crossed);
    }
  }
  return over;
}

function inner(rect: Box['rect']): Rect {
  return inflate(rect, -Math.min(TOUCH, rect.width / 4, rect.height / 4));
}
