import { type GraphNode } from '../../../src/core/graph/graph';
import { type Drawn } from './drawn';
import { pictureOf } from './pictureOf';

const at = (x: number, y: number) => ({ x, y });
const size = { panel: { width: 100, height: 120 }, screen: { width: 100, height: 100 } };
const paint = { color: '#000000', opacity: 1 };
const nodeOf = (id: string, parent?: string): GraphNode => ({
  ...{ id, label: `name of ${id}`, kind: 'Deployment', isExternal: false, podCount: 1, childCount: 1, zoneIds: [] },
  ...(parent !== undefined && { parent }),
});
const edge = { id: 'a>b', source: 'a', target: 'b', trunk: undefined };
const background: Drawn = {
  kind: 'rectangle',
  points: [at(0, 0), at(100, 100)],
  of: undefined,
  ...paint,
  color: '#ffffff',
};
const boxOf = (node: GraphNode): Drawn => ({
  ...{ kind: 'rectangle', points: [at(10, 10), at(30, 20)], of: { part: 'box', node }, ...paint },
});
const pictured = (...drawn: Drawn[]) => pictureOf([background, ...drawn], size);

it('a picture has the background, the boxes, and the groups around them', () => {
  const { background: color, boxes, fills } = pictured(boxOf(nodeOf('group')), boxOf(nodeOf('a', 'group')));
  expect(color).toEqual({ red: 255, green: 255, blue: 255, alpha: 1 });
  expect(boxes).toEqual([
    expect.objectContaining({
      id: 'group',
      isGroup: true,
      ancestors: [],
      rect: { x: 10, y: 10, width: 20, height: 10 },
    }),
    expect.objectContaining({ id: 'a', isGroup: false, ancestors: ['group'], name: 'name of a' }),
  ]);
  expect(fills.map(({ order }) => order)).toEqual([1, 2]);
});

it('a picture without a background is not a picture of the graph', () => {
  expect(() => pictureOf([boxOf(nodeOf('a'))], size)).toThrow('A picture begins with its background.');
});

it('names and second lines have their owner, and say whether they are cut', () => {
  const written = (text: string, part: 'name' | 'detail'): Drawn => ({
    ...{
      kind: 'text',
      text,
      fontPixels: 9,
      rect: { x: 1, y: 2, width: 3, height: 4 },
      of: { part, node: nodeOf('a') },
    },
    ...paint,
  });
  const { texts } = pictured(written('name o…', 'name'), written('Deployment', 'detail'), written('', 'name'));
  expect(texts).toEqual([
    expect.objectContaining({ owner: 'a', role: 'name', isCut: true, fontPixels: 9, order: 1 }),
    expect.objectContaining({ owner: 'a', role: 'detail', isCut: false, order: 2 }),
  ]);
});

it('an edge is its line without the halo, up to the tip of its arrowhead', () => {
  const line = (width: number): Drawn => ({
    ...{ kind: 'line', points: [at(0, 0), at(80, 0)], width, of: { part: 'edge', line: edge }, ...paint },
  });
  const arrowhead: Drawn = {
    ...{
      kind: 'polygon',
      points: [at(90, 0), at(80, 5), at(80, -5), at(90, 0)],
      of: { part: 'edge', line: edge },
      ...paint,
    },
  };
  expect(pictured(line(10), line(2), arrowhead).edges).toEqual([
    expect.objectContaining({ ...edge, width: 2, path: [at(0, 0), at(80, 0), at(90, 0)], order: 2 }),
  ]);
});

it('the label of an edge is its text with the background and the mark, without the leader line', () => {
  const of = { part: 'label', line: edge } as const;
  const { labels } = pictured(
    { kind: 'line', points: [at(0, 0), at(10, 10)], width: 1, of, ...paint },
    { kind: 'rectangle', points: [at(10, 10), at(30, 20)], of, ...paint },
    { kind: 'text', text: '1 GB', fontPixels: 9, rect: { x: 20, y: 12, width: 12, height: 6 }, of, ...paint }
  );
  expect(labels).toEqual([{ edge: 'a>b', rect: { x: 10, y: 10, width: 22, height: 10 } }]);
});
