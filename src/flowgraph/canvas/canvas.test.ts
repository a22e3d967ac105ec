import { type GraphEdge, type GraphNode } from '../../core/graph/graph';
import { type Scene } from '../layout/scene';
import { highlightOf } from './highlight';
import { hitTest } from './hitTest';
import { widthScale } from './scale';
import { fitView, toWorld, zoomAt } from './view';

const node = (id: string): GraphNode => ({ id, label: id, kind: 'Pod', isExternal: false, podCount: 1, zoneIds: [] });
const edge = (source: string, target: string): GraphEdge => ({
  id: `${source}>${target}`,
  source,
  target,
  flowCount: 1,
  ports: [],
  bytes: 1,
  crossZoneBytes: 0,
  ratedLosses: 0,
});
const scene: Scene = {
  nodes: [
    { node: node('a'), rect: { x: 0, y: 0, width: 100, height: 40 } },
    { node: node('b'), rect: { x: 300, y: 0, width: 100, height: 40 } },
    { node: node('c'), rect: { x: 0, y: 200, width: 100, height: 40 } },
  ],
  groups: [],
  edges: [
    { edge: edge('a', 'b'), from: { x: 100, y: 20 }, control: { x: 200, y: 60 }, to: { x: 300, y: 20 } },
    { edge: edge('b', 'a'), from: { x: 300, y: 20 }, control: { x: 200, y: -20 }, to: { x: 100, y: 20 } },
  ],
  bounds: { x: 0, y: 0, width: 400, height: 240 },
};

describe('hitTest', () => {
  it.each([
    ['a box', { x: 10, y: 10 }, { kind: 'node', id: 'a' }],
    ['the edge that bows down', { x: 200, y: 41 }, { kind: 'edge', id: 'a>b' }],
    ['the edge that bows up', { x: 200, y: -1 }, { kind: 'edge', id: 'b>a' }],
    ['a box over an edge', { x: 301, y: 20 }, { kind: 'node', id: 'b' }],
    ['nothing', { x: 200, y: 120 }, undefined],
  ])('finds %s', (_, point, expected) => {
    expect(hitTest(scene, point, 4)).toEqual(expected);
  });
});

describe('highlightOf', () => {
  it('keeps a node with its edges and neighbours bright, and nothing else', () => {
    const highlight = highlightOf(scene, { kind: 'node', id: 'a' });
    expect([...(highlight?.nodes ?? [])].sort()).toEqual(['a', 'b']);
    expect([...(highlight?.edges ?? [])].sort()).toEqual(['a>b', 'b>a']);
    expect([...(highlightOf(scene, { kind: 'node', id: 'c' })?.nodes ?? [])]).toEqual(['c']);
  });
});

it('dims nothing for a chosen node that is gone', () => {
  expect(highlightOf(scene, { kind: 'node', id: 'gone' })).toBeUndefined();
});

describe('the view', () => {
  const screen = { width: 800, height: 400 };

  it('fits everything into the screen', () => {
    const view = fitView(scene.bounds, screen);
    const corner = toWorld(view, { x: 0, y: 0 });
    const opposite = toWorld(view, { x: 800, y: 400 });
    expect(corner.x).toBeLessThanOrEqual(0);
    expect(corner.y).toBeLessThanOrEqual(0);
    expect(opposite.x).toBeGreaterThanOrEqual(400);
    expect(opposite.y).toBeGreaterThanOrEqual(240);
  });

  it('zooms about the point under the pointer', () => {
    const view = fitView(scene.bounds, screen);
    const pointer = { x: 123, y: 77 };
    const before = toWorld(view, pointer);
    const after = toWorld(zoomAt(view, pointer, 1.7), pointer);
    expect(after.x).toBeCloseTo(before.x);
    expect(after.y).toBeCloseTo(before.y);
  });
});

describe('widthScale', () => {
  it('grows with bytes, and the legend shows the very widths that are drawn', () => {
    const scale = widthScale([3, 5e6, 2e9]);
    const widths = [0, 3, 5e6, 2e9].map(scale.widthOf);
    expect(widths).toEqual([...widths].sort((a, b) => a - b));
    expect(scale.widthOf(2e9)).toBeGreaterThan(3 * scale.widthOf(3));
    expect(scale.samples.map(({ bytes }) => bytes)).toEqual([1e7, 1e8, 1e9]);
    expect(scale.samples.every(({ bytes, width }) => width === scale.widthOf(bytes))).toBe(true);
  });
});
