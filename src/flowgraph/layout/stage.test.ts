import fc from 'fast-check';
import { type FlowGraph, type GraphEdge, type GraphNode } from '../../core/graph/graph';
import { contains, type Rect } from './geometry';
import { setStage, toScene } from './stage';

const node = (id: string, namespace?: string): GraphNode => ({
  id,
  label: id,
  kind: namespace === undefined ? 'internet' : 'Deployment',
  ...(namespace !== undefined && { namespace }),
  isExternal: namespace === undefined,
  podCount: 1,
  zoneIds: [],
});
const edge = (source: string, target: string, bytes = 1): GraphEdge => ({
  id: `${source}>${target}`,
  source,
  target,
  flowCount: 1,
  ports: [],
  bytes,
  crossZoneBytes: 0,
  ratedLosses: 0,
});
const graphOf = (nodes: GraphNode[], edges: GraphEdge[]): FlowGraph => ({
  level: 'workload',
  nodes,
  edges,
  leftOut: { edges: 0, flows: 0, bytes: 0 },
  totalBytes: 0,
});

/** Some namespaces of some workloads, some outside parties, and any calls between them. */
const arbitraryGraph = fc
  .tuple(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 }), fc.integer({ min: 0, max: 4 }))
  .chain(([sizes, outside]) => {
    const inner = sizes.flatMap((size, ns) => Array.from({ length: size }, (_, i) => node(`w${ns}-${i}`, `ns${ns}`)));
    const nodes = [...inner, ...Array.from({ length: outside }, (_, i) => node(`out${i}`))];
    const end = fc.integer({ min: 0, max: nodes.length - 1 }).map((index) => nodes[index]?.id ?? '');
    return fc.uniqueArray(fc.tuple(end, end), { maxLength: 40, selector: (pair) => pair.join('>') }).map((pairs) =>
      graphOf(
        nodes,
        pairs.map(([source, target]) => edge(source, target))
      )
    );
  });

const sceneOf = (graph: FlowGraph) => toScene(graph, setStage(undefined, graph));

describe('the stage', () => {
  it('places every node, none over another, each within its namespace and no other', () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const { nodes, groups, edges } = sceneOf(graph);
        expect(nodes).toHaveLength(graph.nodes.length);
        expect(edges).toHaveLength(graph.edges.length);
        for (const [index, a] of nodes.entries()) {
          expect(nodes.slice(index + 1).filter((b) => overlap(a.rect, b.rect))).toEqual([]);
          for (const { namespace, rect } of groups) {
            const isInside = corners(a.rect).every((corner) => contains(rect, corner));
            expect(isInside).toBe(a.node.namespace === namespace);
            expect(isInside || !overlap(a.rect, rect)).toBe(true);
          }
        }
      })
    );
  });

  it('gives the same places to the same graph, whatever the order it comes in', () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const reversed = { ...graph, nodes: [...graph.nodes].reverse(), edges: [...graph.edges].reverse() };
        expect(placesOf(sceneOf(reversed))).toEqual(placesOf(sceneOf(graph)));
      })
    );
  });

  it('moves nothing when values change, edges come and go, or a node leaves and comes back', () => {
    const graph = graphOf(
      [node('ui', 'shop'), node('carts', 'shop'), node('db', 'data'), node('internet')],
      [edge('internet', 'ui'), edge('ui', 'carts'), edge('carts', 'db')]
    );
    const stage = setStage(undefined, graph);
    const without = graphOf(graph.nodes.slice(1), [edge('carts', 'db', 1e9), edge('db', 'carts')]);
    expect(setStage(stage, without)).toBe(stage);
    expect(setStage(setStage(stage, without), graph)).toBe(stage);
    const before = placesOf(toScene(graph, stage));
    expect(Object.entries(placesOf(toScene(without, stage))).every(([id, rect]) => before[id] === rect)).toBe(true);
  });

  it('reads from left to right: visitors, callers, whom they call, what lies outside', () => {
    const { nodes } = sceneOf(
      graphOf(
        [node('ui', 'shop'), node('carts', 'shop'), node('db', 'shop'), node('visitors'), node('s3')],
        [edge('visitors', 'ui'), edge('ui', 'carts'), edge('carts', 'db'), edge('db', 's3')]
      )
    );
    const x = (id: string) => nodes.find((placed) => placed.node.id === id)?.rect.x ?? NaN;
    const order = ['visitors', 'ui', 'carts', 'db', 's3'];
    expect([...order].sort((a, b) => x(a) - x(b))).toEqual(order);
  });

  it('bows opposite edges to opposite sides', () => {
    const { edges } = sceneOf(graphOf([node('a', 'ns'), node('b', 'ns')], [edge('a', 'b'), edge('b', 'a')]));
    const [forth, back] = edges.map(({ control }) => control);
    expect(Math.hypot((forth?.x ?? 0) - (back?.x ?? 0), (forth?.y ?? 0) - (back?.y ?? 0))).toBeGreaterThan(10);
  });
});

function placesOf({ nodes }: ReturnType<typeof toScene>): Record<string, Rect> {
  return Object.fromEntries(nodes.map((placed) => [placed.node.id, placed.rect]));
}

function corners({ x, y, width, height }: Rect) {
  return [
    { x, y },
    { x: x + width, y: y + height },
  ];
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
