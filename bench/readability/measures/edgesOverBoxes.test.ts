import { box, edge, picture, rect } from '../testing/pictures';
import { edgesOverBoxes } from './edgesOverBoxes';

const group = box('group', rect(0, 0, 120, 100), { isGroup: true });
const a = box('a', rect(10, 40, 40, 20), { ancestors: ['group'] });
const b = box('b', rect(300, 40, 40, 20));
const between = box('between', rect(150, 40, 40, 20));
const boxes = [group, a, b, between];

it('finds foreign boxes, but neither the ends nor the groups around them', () => {
  const straight = edge('straight', [
    [50, 50],
    [300, 50],
  ]);
  const around = edge('around', [
    [50, 50],
    [170, 80],
    [300, 50],
  ]);
  const over = edgesOverBoxes(picture({ boxes, edges: [straight, around] }));
  expect([...over]).toEqual([[straight, new Set(['between'])]]);
});

it('an edge that only touches the border of a box does not cross it', () => {
  const along = edge('along', [
    [50, 40.5],
    [300, 40.5],
  ]);
  expect(edgesOverBoxes(picture({ boxes, edges: [along] })).size).toBe(0);
});

it('a group through which an edge passes is foreign', () => {
  const [left, right] = [box('a', rect(0, 150, 20, 20)), box('b', rect(200, 150, 20, 20))];
  const foreign = box('foreign', rect(50, 120, 100, 70), { isGroup: true });
  const passing = edge('passing', [
    [20, 160],
    [200, 160],
  ]);
  const over = edgesOverBoxes(picture({ boxes: [left, right, foreign], edges: [passing] }));
  expect(over.get(passing)).toEqual(new Set(['foreign']));
});

it('accepts a loop, and an edge of length 0', () => {
  const loop = edge(
    'loop',
    [
      [50, 45],
      [60, 30],
      [50, 55],
    ],
    { target: 'a' }
  );
  const point = edge('point', [
    [160, 50],
    [160, 50],
  ]);
  expect(edgesOverBoxes(picture({ boxes, edges: [loop, point] })).size).toBe(0);
});
