import { type Point } from '../../../src/flowgraph/layout/geometry';
import { distance } from '../picture/paths';
import { type DrawnEdge, type Picture } from '../picture/picture';
import { SegmentGrid } from '../picture/segmentGrid';
import { crossing } from '../picture/segments';

/** Edges that end at the same node meet there. That is not a crossing, up to this distance from their ends, in CSS pixels. */
const MEETING = 4;

/**
 * The number of pairs of edges that cross, however often they do: the number of edge crossings of a drawing.
 * Source: Purchase, "Metrics for Graph Drawing Aesthetics" (2002).
 */
export function edgeCrossings({ screen, edges }: Picture): number {
  const index = new SegmentGrid(screen, edges);
  const crossedBy = new Int32Array(edges.length).fill(-1);
  let pairs = 0;
  index.segments.forEach((segments, edge) => {
    for (const segment of segments) {
      index.grid.along(segment, (cell) =>
        index.after(edge, cell, (other) => {
          if (crossedBy[other.edge] === edge) {
            return;
          }
          const point = crossing(segment, other);
          if (point && !isMeeting(point, edges[edge], edges[other.edge])) {
            crossedBy[other.edge] = edge;
            pairs += 1;
          }
        })
      );
    }
  });
  return pairs;
}

function isMeeting(point: Point, a: DrawnEdge | undefined, b: DrawnEdge | undefined): boolean {
  const isNearEnd = ({ path }: DrawnEdge) =>
    [path[0], path.at(-1)].some((end) => end !== undefined && distance(end, point) <= MEETING);
  const isAdjacent = a && b && [a.source, a.target].some((id) => id === b.source || id === b.target);
  return isAdjacent === true && isNearEnd(a) && isNearEnd(b);
}
