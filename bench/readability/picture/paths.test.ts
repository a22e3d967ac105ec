import { flattenQuadratic, flattenSpline, lengthOf, pointsAlong, pointsOfPath } from './paths';

const at = (x: number, y: number) => ({ x, y });

it('the length is that of all parts', () => {
  expect(lengthOf([at(0, 0), at(3, 4), at(3, 10)])).toBe(11);
  expect(lengthOf([at(1, 1)])).toBe(0);
});

it('points along a path are at equal distances around its bends', () => {
  expect(pointsAlong([at(0, 0), at(6, 0), at(6, 6)], 4)).toEqual([at(0, 0), at(3, 0), at(6, 0), at(6, 3), at(6, 6)]);
  expect(pointsAlong([at(1, 1), at(1, 1)], 4)).toEqual([at(1, 1), at(1, 1)]);
});

it('a flattened curve stays within a fifth of a pixel of the curve', () => {
  const points = [at(0, 0), ...flattenQuadratic(at(0, 0), at(50, 100), at(100, 0))];
  // The curve is the parabola y = 2x(100 - x) / 100, so a chord is off by its width squared times 1 / 200.
  const widths = points.slice(1).map(({ x }, index) => x - (points[index]?.x ?? 0));
  points.forEach(({ x, y }) => expect(y).toBeCloseTo((2 * x * (100 - x)) / 100));
  expect(Math.max(...widths.map((width) => width ** 2 / 200))).toBeLessThanOrEqual(0.2);
});

it('a curve without a bend is one line', () => {
  expect(flattenQuadratic(at(0, 0), at(5, 5), at(10, 10))).toEqual([at(10, 10)]);
});

it('a spline runs through the middles between its control points', () => {
  const [from, first, second, to] = [at(0, 0), at(0, 60), at(100, 60), at(100, 0)];
  expect(flattenSpline(from, [first, second], to)).toEqual([
    ...flattenQuadratic(from, first, at(50, 60)),
    ...flattenQuadratic(at(50, 60), second, to),
  ]);
  expect(flattenSpline(from, [first], to)).toEqual(flattenQuadratic(from, first, to));
  expect(flattenSpline(from, [], to)).toEqual([to]);
});

it('reads paths of straight lines, and no others', () => {
  expect(pointsOfPath('M 1 2 L 3.5 -4 L 1e-2 6')).toEqual([at(1, 2), at(3.5, -4), at(0.01, 6)]);
  expect(pointsOfPath('M1,2L3,4')).toEqual([at(1, 2), at(3, 4)]);
  expect(() => pointsOfPath('M 1 2 C 3 4 5 6 7 8')).toThrow('not a path of straight lines');
  expect(() => pointsOfPath('m 1 2 l 3 4')).toThrow('not a path of straight lines');
});
