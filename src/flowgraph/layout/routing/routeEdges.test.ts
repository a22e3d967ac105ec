import fc from 'fast-check';
import { boundsOf, contains, inflate, overlap, type Point, type Rect } from '../geometry';
import { type LayoutEdge } from '../layoutInput';
import { cornersOf, type Route, routeEdges } from './routeEdges';
import { trunkPiecesOf } from './trunkPieces';

const COLUMNS = 5;
const WIDTH = 110;
const HEIGHT = 40;
const PITCH = { x: 190, y: 100 };
/** Nodes 3, 4, 8, 9, and so on lie in a group, which fills the two columns at the right. */
const GROUP_COLUMNS = 3;

/** Nodes in a grid, of which some are missing, and edges between them. */
const worlds = fc
  .record({
    present: fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
    pairs: fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { minLength: 1, maxLength: 25 }),
  })
  .map(({ present, pairs }) => {
    const isPresent = (index: number) => present[index] ?? false;
    const rects = new Map<string, Rect>(
      present.flatMap((is, index) => (is ? [[`n${index}`, rectAt(index)] as const] : []))
    );
    const edges = new Map<string, LayoutEdge>();
    pairs
      .filter(([from, to]) => from !== to && isPresent(from) && isPresent(to))
      .forEach(([from, to]) => edges.set(`${from}>${to}`, { source: `n${from}`, target: `n${to}` }));
    return { rects, edges: [...edges.values()] };
  });

function rectAt(index: number): Rect {
  const column = index % COLUMNS;
  return { x: column * PITCH.x, y: Math.floor(index / COLUMNS) * PITCH.y, width: WIDTH, height: HEIGHT };
}

const isInGroup = (id: string) => Number(id.slice(1)) % COLUMNS >= GROUP_COLUMNS;
const FRAME: Rect = { x: GROUP_COLUMNS * PITCH.x - 24, y: -48, width: 2 * PITCH.x, height: 4 * PITCH.y + 20 };
const NAME: Rect = { x: FRAME.x, y: FRAME.y, width: 90, height: 24 };

interface World {
  rects: ReadonlyMap<string, Rect>;
  edges: readonly LayoutEdge[];
}

function routed({ rects, edges }: World): Array<Route | undefined> {
  const groupOf = new Map([...rects.keys()].filter(isInGroup).map((id) => [id, 0]));
  const obstacles = { nodes: [...rects.values()], groups: [[FRAME]], names: [NAME] };
  return routeEdges(edges, { rects, groupOf }, obstacles, boundsOf([...rects.values(), FRAME]));
}

/** Straight pieces of a line, as rectangles without area. */
function piecesOf(points: readonly Point[]): Rect[] {
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    const x = Math.min(from.x, to.x);
    const y = Math.min(from.y, to.y);
    return { x, y, width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) };
  });
}

const lengthOf = (pieces: readonly Rect[]) => pieces.reduce((sum, { width, height }) => sum + width + height, 0);
const crosses = (pieces: readonly Rect[], rect: Rect) => pieces.some((piece) => overlap(piece, inflate(rect, -1)));

describe('routeEdges', () => {
  it('finds a route for every edge, of horizontal and vertical pieces from border to border', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        routed(world).forEach((route, index) => {
          const { source, target } = world.edges[index] ?? { source: '', target: '' };
          const pieces = route ? piecesOf(cornersOf(route.points)) : [];
          expect(pieces.length).toBeGreaterThan(0);
          expect(pieces.filter(({ width, height }) => width > 0 && height > 0)).toEqual([]);
          const isOnBorder = (id: string, point: Point) => {
            const rect = world.rects.get(id) ?? FRAME;
            return contains(rect, point) && !contains(inflate(rect, -0.01), point);
          };
          const ends = [route?.points[0], route?.points[route.points.length - 1]];
          expect(ends.map((end, at) => end && isOnBorder(at === 0 ? source : target, end))).toEqual([true, true]);
        });
      })
    );
  });

  it('crosses neither nodes, nor names, nor groups in which the edge has no end', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        routed(world).forEach((route, index) => {
          const { source, target } = world.edges[index] ?? { source: '', target: '' };
          const pieces = route ? piecesOf(cornersOf(route.points)) : [];
          const foreign = isInGroup(source) || isInGroup(target) ? [NAME] : [NAME, FRAME];
          expect([...world.rects.values(), ...foreign].filter((rect) => crosses(pieces, rect))).toEqual([]);
        });
      })
    );
  });

  it('keeps edges apart from each other that have nothing in common, if there is room', () => {
    const rects = new Map([0, 1, 5, 6, 10, 11].map((index) => [`n${index}`, rectAt(index)]));
    const edges = [
      { source: 'n0', target: 'n1' },
      { source: 'n1', target: 'n0' },
      { source: 'n5', target: 'n11' },
      { source: 'n6', target: 'n10' },
    ];
    const lines = routed({ rects, edges }).map((route) => (route ? piecesOf(cornersOf(route.points)) : []));
    for (const [index, line] of lines.entries()) {
      for (const other of lines.slice(index + 1)) {
        const shared = line.filter((piece) =>
          other.some((one) => piece.width > 0 === one.width > 0 && overlap(piece, one, 4))
        );
        expect(lengthOf(shared)).toBeLessThan(lengthOf(line) / 3);
      }
    }
  });

  it('gives the same routes for the same input, in any order of edges', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const pointsOf = (route: Route | undefined) => (route ? cornersOf(route.points) : []);
        const forward = routed(world).map(pointsOf);
        const backward = routed({ ...world, edges: [...world.edges].reverse() }).map(pointsOf);
        expect(backward.reverse()).toEqual(forward);
      })
    );
  });
});

describe('trunkPiecesOf', () => {
  it('covers every edge of a trunk from end to end, and what edges share once', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const routes = routed(world);
        const pieces = trunkPiecesOf(routes);
        routes.forEach((route, index) => {
          const own = pieces.filter(({ edges }) => edges.includes(index));
          const touches = (point: Point) =>
            own.some(({ points }) => points.some(({ x, y }) => x === point.x && y === point.y));
          if (route?.line.trunkOf === undefined) {
            expect(own).toEqual([]);
          } else {
            expect(
              [route.points[0], route.points[route.points.length - 1]].filter((end) => end && !touches(end))
            ).toEqual([]);
            expect(own.filter(({ hasEnd }) => hasEnd)).toHaveLength(1);
          }
        });
        const whole = routes.filter((route) => route?.line.trunkOf !== undefined);
        const length = lengthOf(pieces.flatMap(({ points }) => piecesOf(points)));
        // A branch continues for a step on its trunk.
        const most = lengthOf(whole.flatMap((route) => (route ? piecesOf(cornersOf(route.points)) : [])));
        expect(length).toBeLessThanOrEqual(most + pieces.length * 8 + 0.001);
      })
    );
  });

  it('draws the common part of edges to one node as one piece', () => {
    const rects = new Map([0, 5, 10, 2].map((index) => [`n${index}`, rectAt(index)]));
    const edges = ['n0', 'n5', 'n10'].map((source) => ({ source, target: 'n2' }));
    const pieces = trunkPiecesOf(routed({ rects, edges }));
    expect(pieces.filter(({ hasEnd }) => hasEnd).map((piece) => piece.edges)).toEqual([[0, 1, 2]]);
  });
});
