import { contains, type Point, type Rect } from '../layout/geometry';
import { boundsOfCurve, type Curve, distanceToCurve, distanceToSegment, endOf } from '../layout/curve';
import { type PlacedEdge, type PlacedNode, type Scene } from '../layout/scene';
import { MAX_CURVES } from './drawEdges';
import { type Target } from './highlight';

/** In world units. Most graphs are some tens of cells wide and high. */
const CELL = 200;
/** Edges that cross more cells are kept in a separate list. */
const MAX_CELLS = 400;

/** A spatial index. */
interface Cells {
  nodes: Map<string, PlacedNode[]>;
  edges: Map<string, PlacedEdge[]>;
  large: PlacedEdge[];
}

/**
 * Finds the node, edge or group at a point of a scene. The spatial index is built once per scene, when it is first
 * needed, so that no frame waits for it.
 */
export class HitTest {
  private sorted: Cells | undefined;

  constructor(private readonly scene: Scene) {}

  private get cells(): Cells {
    this.sorted ??= cellsOf(this.scene);
    return this.sorted;
  }

  /**
   * A node, which covers edges; otherwise the nearest edge within reach; otherwise the innermost expanded group.
   *
   * @param point in world units
   * @param reach in world units
   */
  at(point: Point, reach: number): Target | undefined {
    const key = keyOf(Math.floor(point.x / CELL), Math.floor(point.y / CELL));
    const node = this.cells.nodes.get(key)?.find(({ rect }) => contains(rect, point));
    if (node) {
      return { kind: 'node', id: node.node.id };
    }
    const edge = this.nearestEdge(point, reach);
    return edge ? { kind: 'edge', id: edge.edge.id } : this.groupAt(point);
  }

  /** The innermost expanded group around a point in world units. */
  groupAt(point: Point): Target | undefined {
    const group = [...this.scene.groups].reverse().find(({ rect }) => contains(rect, point));
    return group && { kind: 'node', id: group.node.id };
  }

  private nearestEdge(point: Point, reach: number): PlacedEdge | undefined {
    const { edges, large } = this.cells;
    const near = new Set(large);
    forEachCell({ x: point.x - reach, y: point.y - reach, width: 2 * reach, height: 2 * reach }, (key) =>
      edges.get(key)?.forEach((placed) => near.add(placed))
    );
    let nearest: { placed: PlacedEdge; distance: number } | undefined;
    for (const placed of near) {
      const distance = this.distanceTo(placed.curve, point, Math.min(reach, nearest?.distance ?? reach));
      if (distance !== undefined && (!nearest || distance < nearest.distance)) {
        nearest = { placed, distance };
      }
    }
    return nearest?.placed;
  }

  /** Many edges are drawn as straight lines, but not always: both forms count. */
  private distanceTo(curve: Curve, point: Point, reach: number): number | undefined {
    const distance = distanceToCurve(curve, point, reach);
    if (distance !== undefined || this.scene.edges.length <= MAX_CURVES) {
      return distance;
    }
    const straight = distanceToSegment(curve.from, endOf(curve), point);
    return straight <= reach ? straight : undefined;
  }
}

function cellsOf(scene: Scene): Cells {
  const cells: Cells = { nodes: new Map(), edges: new Map(), large: [] };
  for (const placed of scene.nodes) {
    forEachCell(placed.rect, (key) => addTo(cells.nodes, key, placed));
  }
  for (const placed of scene.edges.filter(({ isFolded }) => !isFolded)) {
    const bounds = boundsOfCurve(placed.curve);
    if (cellCount(bounds) > MAX_CELLS) {
      cells.large.push(placed);
    } else {
      forEachCell(bounds, (key) => addTo(cells.edges, key, placed));
    }
  }
  return cells;
}

function forEachCell({ x, y, width, height }: Rect, visit: (key: string) => void): void {
  for (let column = Math.floor(x / CELL); column <= Math.floor((x + width) / CELL); column++) {
    for (let row = Math.floor(y / CELL); row <= Math.floor((y + height) / CELL); row++) {
      visit(keyOf(column, row));
    }
  }
}

function cellCount({ width, height }: Rect): number {
  return Math.ceil(width / CELL) * Math.ceil(height / CELL);
}

function keyOf(column: number, row: number): string {
  return `${column} ${row}`;
}

function addTo<T>(index: Map<string, T[]>, key: string, item: T): void {
  const known = index.get(key);
  if (known) {
    known.push(item);
  } else {
    index.set(key, [item]);
  }
}
