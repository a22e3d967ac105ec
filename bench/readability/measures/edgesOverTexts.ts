import { inflate, isWithin } from '../../../src/flowgraph/layout/geometry';
import { isCover } from '../picture/covers';
import { type DrawnEdge, type Fill, type NodeText, type Picture } from '../picture/picture';
import { RectGrid } from '../picture/rectGrid';
import { clip, type Segment, segmentsOf } from '../picture/segments';

/** A name, and the edges that cross it. */
export interface CrossedName {
  name: NodeText;
  edges: DrawnEdge[];
}

/**
 * The names of nodes and groups that edges visibly cross. An edge that passes below a box or below the background of
 * the name does not cross it.
 */
export function crossedNames({ screen, texts, edges, fills }: Picture): CrossedName[] {
  const widest = edges.reduce((most, { width }) => Math.max(most, width), 0);
  const names = new RectGrid(
    screen,
    texts.flatMap((name) => (name.role === 'name' ? [{ name, rect: inflate(name.rect, widest / 2) }] : []))
  );
  const covers = new RectGrid(screen, fills.filter(isCover));
  const crossed = new Map<NodeText, Set<DrawnEdge>>();
  for (const edge of edges) {
    for (const segment of segmentsOf(edge.path)) {
      for (const { name } of names.along(segment)) {
        if (isCrossed(name, edge, segment, covers)) {
          crossed.set(name, (crossed.get(name) ?? new Set()).add(edge));
        }
      }
    }
  }
  return [...crossed].map(([name, by]) => ({ name, edges: [...by] }));
}

function isCrossed({ rect }: NodeText, { width, order }: DrawnEdge, segment: Segment, covers: RectGrid<Fill>): boolean {
  const within = clip(segment, inflate(rect, width / 2));
  return within !== undefined && ![...covers.near(rect)].some((cover) => cover.order > order && hides(cover, within));
}

function hides({ rect }: Fill, { from, to }: Segment): boolean {
  return [from, to].every((end) => isWithin({ ...end, width: 0, height: 0 }, rect));
}
