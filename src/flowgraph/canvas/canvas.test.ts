import fc from 'fast-check';
import { type Flow } from '../../core/flow/flow';
import { type GraphEdge, type GraphNode } from '../../core/graph/graph';
import { aFlow, aPod } from '../../testing/flows';
import { CHARACTER, fixedPitch, ENCODING, PALETTE, renderInputOf, sceneOf } from '../../testing/scenes';
import { boundsOf, contains, inflate, isWithin, overlap, type Point, type Rect } from '../layout/geometry';
import { pointOn, polylineOf, quadraticCurve } from '../layout/curve';
import { type Scene } from '../layout/scene';
import { draw } from './draw';
import { drawnWidth } from './drawEdges';
import { drawOrder, drawWhole, type StyledEdge } from './styledEdge';
import { highlightOf } from './highlight';
import { HitTest } from './hitTest';
import { type RenderInput, renderModelOf } from './renderInput';
import { widthScale } from './scale';
import { SvgContext } from './svgContext';
import { TextFitter } from './text';
import { fitViewport, markScale, toScreen, toWorld, zoomAt } from './viewport';

const nodeOf = (id: string, parent?: string): GraphNode => ({
  id,
  label: id,
  kind: 'Deployment',
  isExternal: false,
  podCount: 1,
  childCount: 1,
  zoneIds: [],
  ...(parent !== undefined && { parent }),
});
const edgeOf = (source: string, target: string, over: Partial<GraphEdge> = {}): GraphEdge => ({
  id: `${source}>${target}`,
  source,
  target,
  flowCount: 1,
  ports: [],
  bytes: 1,
  crossZoneBytes: 0,
  ratedLosses: 0,
  roundTripWeight: 0,
  ...over,
});

const SINGLE = { maxWidth: 12, isFolded: false, trunk: undefined };

/** Two workloads with connections in a namespace, and one without connections next to it. */
const scene: Scene = {
  nodes: [
    { node: nodeOf('a', 'ns'), rect: { x: 0, y: 0, width: 100, height: 40 } },
    { node: nodeOf('b', 'ns'), rect: { x: 300, y: 0, width: 100, height: 40 } },
    { node: nodeOf('c'), rect: { x: 0, y: 200, width: 100, height: 40 } },
  ],
  groups: [{ node: nodeOf('ns'), rect: { x: -50, y: -60, width: 500, height: 140 } }],
  edges: [
    {
      edge: edgeOf('a', 'b'),
      curve: quadraticCurve({ x: 100, y: 20 }, { x: 200, y: 60 }, { x: 300, y: 20 }),
      ...SINGLE,
    },
    {
      edge: edgeOf('b', 'a'),
      curve: quadraticCurve({ x: 300, y: 20 }, { x: 200, y: -20 }, { x: 100, y: 20 }),
      ...SINGLE,
    },
  ],
  trunks: [],
  folded: new Map(),
  bounds: { x: -50, y: -60, width: 500, height: 300 },
};

describe('HitTest', () => {
  const hits = new HitTest(scene);

  it.each([
    ['a node', { x: 10, y: 10 }, { kind: 'node', id: 'a' }],
    ['the edge that bows down', { x: 200, y: 41 }, { kind: 'edge', id: 'a>b' }],
    ['the edge that bows up', { x: 200, y: -1 }, { kind: 'edge', id: 'b>a' }],
    ['the nearer of two edges', { x: 102, y: 22 }, { kind: 'edge', id: 'a>b' }],
    ['a node over the edge that ends at it', { x: 300, y: 20 }, { kind: 'node', id: 'b' }],
    ['the group around both', { x: 200, y: 70 }, { kind: 'node', id: 'ns' }],
    ['nothing', { x: 200, y: 120 }, undefined],
  ])('finds %s', (_, point, expected) => {
    expect(hits.at(point, 4)).toEqual(expected);
  });

  it('does not find an edge that is folded into a hub', () => {
    const [first, ...others] = scene.edges;
    const folded = new HitTest({ ...scene, groups: [], edges: first ? [{ ...first, isFolded: true }, ...others] : [] });
    expect(folded.at({ x: 200, y: 41 }, 4)).toBeUndefined();
    expect(folded.at({ x: 200, y: -1 }, 4)).toEqual({ kind: 'edge', id: 'b>a' });
  });

  it('finds every edge at any of its points that no node covers', () => {
    const { nodes, edges } = sceneOf(someFlows());
    const finder = new HitTest({ ...scene, nodes: [], groups: [], edges });
    const drawn = edges.filter(({ isFolded }) => !isFolded);
    fc.assert(
      fc.property(fc.constantFrom(...drawn), fc.double({ min: 0, max: 1, noNaN: true }), (placed, t) => {
        expect(finder.at(pointOn(placed.curve, t), 6)?.kind).toBe('edge');
      })
    );
    expect(nodes.length).toBeGreaterThan(0);
  });
});

describe('highlightOf', () => {
  const idsOf = (target: Parameters<typeof highlightOf>[1]) => {
    const highlight = highlightOf(scene, target, (id, group) => group === 'ns' && (id === 'a' || id === 'b'));
    return highlight && [...highlight.nodes.map(({ node }) => node.id), ...highlight.edges.map(({ edge }) => edge.id)];
  };

  it.each([
    ['a node with its edges and neighbors', { kind: 'node' as const, id: 'a' }, ['a', 'b', 'a>b', 'b>a']],
    ['a node without edges', { kind: 'node' as const, id: 'c' }, ['c']],
    ['everything in an expanded group', { kind: 'node' as const, id: 'ns' }, ['a', 'b', 'a>b', 'b>a']],
    ['an edge with its ends', { kind: 'edge' as const, id: 'a>b' }, ['a', 'b', 'a>b']],
  ])('highlights %s', (_, target, expected) => {
    expect(idsOf(target)).toEqual(expected);
  });

  it('highlights nothing without a target, or if the target has been removed', () => {
    expect(idsOf(undefined)).toBeUndefined();
    expect(idsOf({ kind: 'node', id: 'gone' })).toBeUndefined();
    expect(idsOf({ kind: 'edge', id: 'gone' })).toBeUndefined();
  });
});

describe('the viewport', () => {
  const anySize = fc.record({
    width: fc.integer({ min: 100, max: 4_000 }),
    height: fc.integer({ min: 100, max: 4_000 }),
  });
  const anyCoordinate = fc.integer({ min: -10_000, max: 10_000 });

  it('fits everything on the screen, centered, and enlarged on large screens only', () => {
    fc.assert(
      fc.property(anyCoordinate, anyCoordinate, anySize, anySize, (x, y, size, screen) => {
        const bounds = { x, y, ...size };
        const viewport = fitViewport(bounds, screen);
        const from = toScreen(viewport, bounds);
        const to = toScreen(viewport, { x: x + size.width, y: y + size.height });
        expect(Math.min(from.x, from.y)).toBeGreaterThanOrEqual(0);
        expect(from.x).toBeCloseTo(screen.width - to.x);
        expect(from.y).toBeCloseTo(screen.height - to.y);
        expect(viewport.zoom).toBeLessThanOrEqual(Math.max(1.2, screen.height / 420) + 1e-9);
        expect(viewport.zoom).toBeLessThanOrEqual(2.6 + 1e-9);
      })
    );
  });

  it('zooms around the point under the pointer, within limits', () => {
    const factor = fc.double({ min: 1e-5, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(anyCoordinate, anyCoordinate, anySize, factor, (x, y, screen, by) => {
        const before = fitViewport(scene.bounds, screen);
        const after = zoomAt(before, { x, y }, by);
        const moved = toScreen(after, toWorld(before, { x, y }));
        expect(moved.x).toBeCloseTo(x, 3);
        expect(moved.y).toBeCloseTo(y, 3);
        expect(after.zoom).toBeGreaterThanOrEqual(0.01);
        expect(after.zoom).toBeLessThanOrEqual(40);
      })
    );
  });
});

describe('widthScale', () => {
  it('grows with the value, and provides the drawn widths to the legend', () => {
    const { widthOf, samples } = widthScale([3, 5e6, 2e9]);
    const edges = samples.map(({ value }) => edgeOf('a', 'b', { bytes: value }));
    const styled = drawWhole(
      edges.map((edge) => ({ ...SINGLE, edge, curve: scene.edges[0]?.curve ?? noCurve, maxWidth: Infinity })),
      { ...ENCODING, widthOf: ({ bytes }) => widthOf(bytes) }
    );
    expect(samples.map(({ value }) => value)).toEqual([1e7, 1e8, 1e9]);
    expect(styled.map((edge) => drawnWidth(edge, 1))).toEqual(samples.map(({ width }) => width));
    expect(widthOf(2e9)).toBeGreaterThan(3 * widthOf(3));
    expect(widthOf(undefined)).toBe(widthOf(0));
  });

  it('never maps a larger value to a thinner edge', () => {
    const values = fc.array(fc.double({ min: 0, max: 1e15, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, (all) => {
        const widths = [...all].sort((a, b) => a - b).map(widthScale(all).widthOf);
        expect(widths).toEqual([...widths].sort((a, b) => a - b));
        expect(widths.every((width) => width > 0 && width < 10)).toBe(true);
      })
    );
  });

  const noCurve = quadraticCurve({ x: 0, y: 0 }, { x: 1, y: 1 }, { x: 2, y: 2 });
});

it('draws worse edges on top, and no edge wider than its nodes allow', () => {
  const styled = drawOrder(sceneOf(someFlows()), ENCODING);
  const ranks = styled.map(({ colorStep }) => colorStep.rank);
  expect(new Set(ranks)).toEqual(new Set([0, 1, 2]));
  expect(ranks).toEqual([...ranks].sort());
  expect(styled.filter((edge) => drawnWidth(edge, 1) > Math.max(edge.maxWidth, 2.2))).toEqual([]);
});

it('draws lines with listed problems singly and above all others, the first problem last', () => {
  const whole = sceneOf(someFlows());
  const [first, second] = whole.edges.filter(
    ({ edge, trunk }) => trunk !== undefined && ENCODING.colorStepOf(edge).rank === 0
  );
  const colorStep = { color: PALETTE.steps[2] ?? '', rank: 2, isDashed: false };
  const ids = [first, second].map((placed) => placed?.edge.id ?? '');
  const lines = new Map(ids.map((id, index) => [id, { place: index + 1, colorStep }]));
  const styled = drawOrder(whole, ENCODING, { lines, ends: new Map() });
  expect(new Set(ids).size).toBe(2);
  expect(styled.slice(-2).map(({ id }) => id)).toEqual([...ids].reverse());
});

/** Three namespaces of eight workloads. Each third edge has some losses, each seventh severe ones. */
function someFlows(): Flow[] {
  const pod = (index: number) => aPod(`shop-${index % 3}/service-${index % 24}-0`);
  return Array.from({ length: 96 }, (_, index) => {
    const megabytes = index + 10;
    const losses = index % 7 === 0 ? 20 : index % 3 === 0 ? 2 : 0;
    const facts = { bytes: megabytes * 1e6, retransmissions: megabytes * losses };
    return aFlow(pod(index), pod(index * 5 + 11 * Math.floor(index / 24) + 1), facts);
  });
}

interface Drawn {
  /** Closed paths of three points: arrowheads and warning marks. */
  triangles: Array<{ color: string; points: Point[]; order: number }>;
  labels: Array<Rect & { order: number }>;
  texts: Array<{ text: string; color: string; x: number; y: number; size: number }>;
}

function svgOf(input: RenderInput): Document {
  const context = new SvgContext();
  draw(context, input, fixedPitch());
  return new DOMParser().parseFromString(context.toSvg(input.screen, ''), 'image/svg+xml');
}

function drawn(input: RenderInput): Drawn {
  const svg = svgOf(input);
  const paths = [...svg.querySelectorAll('path')].map((path, order) => ({
    order,
    d: path.getAttribute('d') ?? '',
    color: path.getAttribute('fill') ?? '',
    opacity: path.getAttribute('fill-opacity'),
  }));
  const number = (element: Element, name: string) => Number(element.getAttribute(name));
  return {
    triangles: paths
      .filter(({ d, color }) => color !== '' && /^M[^LMQAZ]+L[^LMQAZ]+L[^LMQAZ]+Z$/.test(d))
      .map(({ d, color, order }) => ({ color, order, points: pointsOf(d) })),
    labels: paths
      .filter(({ color, opacity }) => color === PALETTE.background && opacity === '0.88')
      .map(({ d, order }) => ({ ...groupOf(d), order })),
    texts: [...svg.querySelectorAll('text')].map((element) => ({
      text: element.textContent ?? '',
      color: element.getAttribute('fill') ?? '',
      x: number(element, 'x'),
      y: number(element, 'y'),
      size: number(element, 'font-size'),
    })),
  };
}

/** Centers of warning marks. Unlike arrowheads, they all have the same size. */
function marksOf({ triangles }: Pick<Drawn, 'triangles'>, scale = 1): Array<Point & { order: number }> {
  const isMark = ({ points: [tip, right, left] }: Drawn['triangles'][number]) =>
    tip &&
    right &&
    left &&
    right.y === left.y &&
    near(right.x - left.x, 10 * scale) &&
    near(right.y - tip.y, 9 * scale);
  return triangles
    .filter(isMark)
    .map(({ points: [tip], order }) => ({ x: tip?.x ?? NaN, y: (tip?.y ?? NaN) + 5 * scale, order }));
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.05;
}

function pointsOf(d: string): Point[] {
  return [...d.matchAll(/(-?[\d.]+) (-?[\d.]+)(?=[A-Z])/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
}

/** The bounds of a rectangle with round corners and straight sides. */
function groupOf(d: string): Rect {
  const points = pointsOf(d);
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function onScreen({ viewport }: RenderInput, { x, y, width, height }: Rect): Rect {
  return { ...toScreen(viewport, { x, y }), width: width * viewport.zoom, height: height * viewport.zoom };
}

describe('draw', () => {
  const pod = (name: string) => aPod(`shop/${name}-0`);
  const input = renderInputOf(sceneOf(someFlows()));
  const nodeRects = input.nodes.map(({ rect }) => onScreen(input, rect));

  it('writes labels that cover neither nodes nor each other', () => {
    const { labels } = drawn(input);
    expect(labels.length).toBeGreaterThan(5);
    expect(labels.filter((label) => nodeRects.some((rect) => overlap(label, rect)))).toEqual([]);
    expect(
      labels.filter((label, index) => labels.slice(index + 1).some((other) => overlap(label, other, -0.02)))
    ).toEqual([]);
  });

  it('does not cover warnings with labels', () => {
    const all = drawn(input);
    const hidden = marksOf(all).filter(({ x, y, order }) => {
      const box = { x: x - 5, y: y - 5, width: 10, height: 9 };
      return all.labels.some((label) => label.order > order && overlap(label, box));
    });
    expect(hidden).toEqual([]);
  });

  it('ends each arrow on the border of its node', () => {
    const harmless = someFlows().map((flow) => ({ ...flow, metrics: { ...flow.metrics, retransmissions: {} } }));
    const whole = renderInputOf(sceneOf(harmless));
    const rects = whole.nodes.map(({ rect }) => onScreen(whole, rect));
    const tips = drawn(whole).triangles.map(({ points }) => points[0] ?? { x: NaN, y: NaN });
    const isOnBorder = (rect: Rect, tip: Point) =>
      contains(inflate(rect, 0.02), tip) && !contains(inflate(rect, -0.02), tip);
    // Edges of a trunk can share an arrow.
    expect(tips).toHaveLength(whole.edges.filter(({ hasArrow }) => hasArrow).length);
    expect(tips.filter((tip) => !rects.some((rect) => isOnBorder(rect, tip)))).toEqual([]);
  });

  it('marks edges that need attention, and writes their values if there is space', () => {
    const [client, server] = [aPod('web/ui-0'), aPod('shop/carts-0')];
    const lossy = aFlow(client, server, { bytes: 5_000, retransmissions: 90 });
    const far = aFlow(aPod('web/visitors-0'), server, { bytes: 7 });
    const { triangles, texts } = drawn(renderInputOf(sceneOf([lossy, far])));
    const ofWorst = triangles.filter(({ color }) => color === PALETTE.steps[2]);
    // The arrowhead and the warning mark.
    expect(ofWorst).toHaveLength(2);
    expect(texts.filter(({ color }) => color === PALETTE.text).map(({ text }) => text)).toContain('5000 B');
    expect(texts.filter(({ color }) => color === PALETTE.secondaryText).map(({ text }) => text)).toContain('7 B');
  });

  describe('a listed problem', () => {
    const [client, server] = [nodeOf('ui'), nodeOf('carts')];
    const edge = edgeOf('ui', 'carts', { bytes: 5e6, retransmissions: 900, ratedLosses: 900 });
    /** Two nodes above each other, with a short edge between them. */
    const inputWith = (gap: number): RenderInput => {
      const below = 40 + gap;
      const stacked: Scene = {
        nodes: [
          { node: client, rect: { x: 0, y: 0, width: 120, height: 40 } },
          { node: server, rect: { x: 0, y: below, width: 120, height: 40 } },
        ],
        groups: [],
        edges: [
          { edge, curve: quadraticCurve({ x: 60, y: 40 }, { x: 60, y: 40 + gap / 2 }, { x: 60, y: below }), ...SINGLE },
        ],
        trunks: [],
        folded: new Map(),
        bounds: { x: -200, y: 0, width: 520, height: below + 40 },
      };
      const colorStep = { color: PALETTE.steps[2] ?? '', rank: 2, isDashed: false };
      const marks = {
        lines: new Map([[edge.id, { place: 7, colorStep }]]),
        ends: new Map([client, server].map(({ id }) => [id, colorStep.color])),
      };
      const screen = { width: 520, height: below + 40 };
      return {
        ...renderModelOf(stacked, ENCODING, PALETTE, { marks }),
        viewport: { zoom: 1, offsetX: 200, offsetY: 0 },
        screen,
      };
    };
    const rectOf = ({ text, x, y, size }: Drawn['texts'][number], isCentered: boolean): Rect => {
      const width = text.length * CHARACTER * size;
      return { x: isCentered ? x - width / 2 : x, y: y - size / 2, width, height: size };
    };

    it.each([12, 18, 24, 60, 200])(
      'has its place and value where the edge is, over no text, if the edge has %i px',
      (gap) => {
        const { texts, triangles } = drawn(inputWith(gap));
        const place = texts.find(({ text }) => text === '7');
        expect(marksOf({ triangles })).toEqual([]);
        expect(Math.abs((place?.x ?? NaN) - 260)).toBeLessThan(40);
        expect(place?.y).toBeGreaterThan(30);
        expect(place?.y).toBeLessThan(50 + gap);
        const isValue = ({ text }: Drawn['texts'][number]) => text === '5000000 B';
        const written = texts.map((text) => rectOf(text, !isValue(text)));
        expect(written.filter((rect, index) => written.slice(index + 1).some((other) => overlap(rect, other)))).toEqual(
          []
        );
        expect(texts.some(isValue)).toBe(gap >= 18);
      }
    );

    it('has frames around its ends', () => {
      const svg = svgOf(inputWith(24));
      const framed = [...svg.querySelectorAll('path')].filter((path) => {
        const { width, height } = groupOf(path.getAttribute('d') ?? '');
        return path.getAttribute('stroke') === PALETTE.steps[2] && width === 120 && height === 40;
      });
      // A frame and its glow for each end.
      expect(framed).toHaveLength(4);
    });
  });

  it.each([20, 200, 600])('marks every edge with losses: %i edges', (count) => {
    const flows = Array.from({ length: count }, (_, index) =>
      aFlow(pod(`client${index}`), pod(`server${index}`), { bytes: 1_000_000, retransmissions: 9_000 })
    );
    const crowd = renderInputOf(sceneOf(flows));
    const marks = marksOf(drawn(crowd), markScale(crowd.viewport.zoom));
    // A mark is at the left end of its label, which is about 80 pixels long.
    const hasMark = (at: Point) => marks.some(({ x, y }) => Math.abs(x - at.x) < 82 && Math.abs(y - at.y) < 11);
    const isMarked = ({ curve }: StyledEdge) =>
      polylineOf(curve).some((point) => hasMark(toScreen(crowd.viewport, point))) ||
      Array.from({ length: 21 }, (_, index) => pointOn(curve, index / 20)).some((point) =>
        hasMark(toScreen(crowd.viewport, point))
      );
    expect(crowd.edges).toHaveLength(count);
    expect(crowd.edges.filter((edge) => !isMarked(edge)).map(({ edge }) => edge.id)).toEqual([]);
  });

  it('does not place marks on the names of nodes in front of edges', () => {
    const chain = [aFlow(pod('ui'), pod('carts'), { bytes: 1 }), aFlow(pod('carts'), pod('db'), { bytes: 1 })];
    const lossy = aFlow(pod('ui'), pod('db'), { bytes: 1_000_000, retransmissions: 9_000 });
    const three = renderInputOf(sceneOf([...chain, lossy]));
    const scale = markScale(three.viewport.zoom);
    const marks = marksOf(drawn(three), scale).map(({ x, y }) => ({
      x: x - 5 * scale,
      y: y - 5 * scale,
      width: 10 * scale,
      height: 9 * scale,
    }));
    const rects = three.nodes.map(({ rect }) => onScreen(three, rect));
    expect(marks).toHaveLength(1);
    expect(marks.filter((mark) => rects.some((rect) => overlap(mark, rect)))).toEqual([]);
  });

  it.each(['shop', 'retail-store', 'observability-system', 'kube'])(
    'writes the full name of a namespace if there is space: %s',
    (name) => {
      const flows = [aFlow(aPod(`${name}/ui-0`), aPod('db/db-0'), { bytes: 1 })];
      const closed = renderInputOf(sceneOf(flows, 'namespace'));
      const rect = closed.nodes.find(({ node }) => node.label === name)?.rect;
      const { width } = onScreen(closed, rect ?? scene.bounds);
      const { texts } = drawn(closed);
      const written = texts.find(({ text }) => text.startsWith(name.slice(0, 3)));
      // At the minimum size at which names are drawn.
      expect(name.length * CHARACTER * 11).toBeLessThan(width * 0.92);
      expect(written?.text).toBe(name);
      expect((written?.size ?? 0) * name.length * CHARACTER).toBeLessThan(width);
    }
  );

  it('keeps names within their nodes, and truncates long ones', () => {
    const long = 'a-very-long-generated-name-that-is-wider-than-any-node-in-the-whole-graph';
    const one = renderInputOf(sceneOf([aFlow(pod(long), pod('db'), { bytes: 1 })]));
    const { texts } = drawn(one);
    const cut = texts.find(({ text }) => text.startsWith('a-very'));
    const rect = one.nodes.find(({ node }) => node.label === long)?.rect;
    expect(cut?.text.endsWith('…')).toBe(true);
    expect((cut?.text.length ?? NaN) * CHARACTER * (cut?.size ?? NaN)).toBeLessThan(
      onScreen(one, rect ?? scene.bounds).width
    );
  });

  it('writes names next to nodes that are too small for them, where they cover nothing', () => {
    const lone = Array.from({ length: 60 }, (_, index): Scene['nodes'][number] => ({
      node: nodeOf(`service-${index}`),
      rect: { x: (index % 10) * 500, y: Math.floor(index / 10) * 400, width: 120, height: 40 },
    }));
    const bounds = boundsOf(lone.map(({ rect }) => rect));
    const far = renderInputOf({ ...scene, nodes: lone, groups: [], edges: [], bounds });
    const { texts } = drawn({
      ...far,
      viewport: { zoom: 0.18, offsetX: 40, offsetY: 40 },
      screen: { width: 960, height: 500 },
    });
    const rectOf = ({ text, x, y, size }: Drawn['texts'][number]) => ({
      x,
      y: y - size / 2,
      width: text.length * CHARACTER * size,
      height: size,
    });
    const rects = texts.map(rectOf);
    const nodes = lone.map(({ rect }) =>
      onScreen({ ...far, viewport: { zoom: 0.18, offsetX: 40, offsetY: 40 } }, rect)
    );
    expect(new Set(texts.map(({ text }) => text)).size).toBe(60);
    expect(rects.filter((rect) => nodes.some((node) => overlap(rect, node)))).toEqual([]);
    expect(rects.filter((rect, index) => rects.slice(index + 1).some((other) => overlap(rect, other)))).toEqual([]);
    expect(rects.filter((rect) => !isWithin(rect, { x: 0, y: 0, width: 960, height: 500 }))).toEqual([]);
  });

  it('measures names in the font weight that they are drawn in', () => {
    const weights = new Set<string>();
    const measured = new TextFitter((text, font) => {
      weights.add(font.split(' ')[0] ?? '');
      return text.length;
    }, 'Test');
    const context = new SvgContext();
    draw(context, input, measured);
    const texts = [
      ...new DOMParser().parseFromString(context.toSvg(input.screen, ''), 'image/svg+xml').querySelectorAll('text'),
    ];
    const drawnIn = new Set(texts.map((text) => Number(text.getAttribute('font-weight') ?? 400)));
    expect(texts.length).toBeGreaterThan(20);
    expect([...weights]).toEqual(['500']);
    expect(Math.max(...drawnIn)).toBe(500);
  });

  it('does not draw anything outside of the screen', () => {
    const away = { ...input, viewport: { zoom: 1, offsetX: 1e6, offsetY: 0 } };
    expect(drawn(away)).toEqual({ triangles: [], labels: [], texts: [] });
  });
});
