import { edge, picture } from '../testing/pictures';
import { detoursOf, inkOf } from './edgeLengths';

const straight = edge(
  'straight',
  [
    [0, 0],
    [30, 40],
  ],
  { width: 2 }
);
const bent = edge(
  'bent',
  [
    [0, 0],
    [30, 0],
    [30, 40],
  ],
  { width: 1 }
);
const loop = edge(
  'loop',
  [
    [0, 0],
    [10, 0],
    [0, 10],
  ],
  { target: 'a' }
);
const point = edge('point', [
  [5, 5],
  [5, 5],
]);

it('ink is length times width', () => {
  expect(inkOf(picture({ edges: [straight, bent] }))).toBe(50 * 2 + 70);
  expect(inkOf(picture())).toBe(0);
});

it('a detour is the length of the path divided by the distance of its ends', () => {
  expect(detoursOf(picture({ edges: [straight, straight, bent] }))).toEqual({ median: 1, p95: 1.4 });
});

it('loops and edges of length 0 make no detour', () => {
  expect(detoursOf(picture({ edges: [loop, point] }))).toBeUndefined();
  expect(detoursOf(picture())).toBeUndefined();
});
