import { clip, crossing, segmentsOf, squaredDistance } from './segments';

const at = (x: number, y: number) => ({ x, y });
const segment = (x1: number, y1: number, x2: number, y2: number) => ({ from: at(x1, y1), to: at(x2, y2) });

it('a path has no segments of length 0', () => {
  expect(segmentsOf([at(1, 1), at(1, 1), at(2, 1)])).toEqual([segment(1, 1, 2, 1)]);
  expect(segmentsOf([at(1, 1)])).toEqual([]);
});

it.each([
  ['passes', segment(0, 5, 20, 5), segment(5, 5, 10, 5)],
  ['ends within', segment(0, 5, 7, 5), segment(5, 5, 7, 5)],
  ['is within', segment(6, 6, 7, 7), segment(6, 6, 7, 7)],
  ['misses a corner', segment(0, 6, 6, 0), undefined],
  ['is parallel and outside', segment(0, 11, 20, 11), undefined],
])('clips a segment that %s', (_, whole, part) => {
  expect(clip(whole, { x: 5, y: 5, width: 5, height: 5 })).toEqual(part);
});

it('segments cross in one point, also at a bend', () => {
  expect(crossing(segment(0, 0, 10, 10), segment(0, 10, 10, 0))).toEqual(at(5, 5));
  const bent = segmentsOf([at(0, 5), at(5, 5), at(10, 5)]);
  expect(bent.filter((part) => crossing(part, segment(5, 0, 5, 10)))).toHaveLength(1);
});

it('segments on one line, and apart, do not cross', () => {
  expect(crossing(segment(0, 0, 10, 0), segment(5, 0, 15, 0))).toBeUndefined();
  expect(crossing(segment(0, 0, 1, 1), segment(0, 10, 10, 0))).toBeUndefined();
});

it('the distance to a segment is that to its nearest point', () => {
  expect(squaredDistance(segment(0, 0, 10, 0), at(5, 3))).toBe(9);
  expect(squaredDistance(segment(0, 0, 10, 0), at(13, 4))).toBe(25);
});
