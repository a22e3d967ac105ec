import fc from 'fast-check';
import { contains, inflate, type Point } from './geometry';
import {
  boundsOfCurve,
  distance,
  distanceToCurve,
  endAngle,
  endOf,
  lengthOf,
  pointOn,
  polylineOf,
  roundedLine,
} from './curve';

const coordinate = fc.integer({ min: -500, max: 500 });
const aPoint = fc.record({ x: coordinate, y: coordinate });
const someLines = fc.record({
  points: fc.array(aPoint, { minLength: 2, maxLength: 8 }),
  radius: fc.integer({ min: 0, max: 60 }),
});

/** A line that turns twice by a right angle. */
const TURNS: Point[] = [
  { x: 0, y: 0 },
  { x: 100, y: 0 },
  { x: 100, y: 80 },
  { x: 200, y: 80 },
];

describe('a rounded line', () => {
  it('starts and ends where the line does, and stays within its bounds', () => {
    fc.assert(
      fc.property(someLines, ({ points, radius }) => {
        const curve = roundedLine(points, radius);
        expect(pointOn(curve, 0)).toEqual(points[0]);
        expect(endOf(curve)).toEqual(points[points.length - 1]);
        const bounds = inflate(boundsOfCurve(curve), 0.001);
        expect(polylineOf(curve).filter((point) => !contains(bounds, point))).toEqual([]);
      })
    );
  });

  it('cuts corners by no more than its radius', () => {
    fc.assert(
      fc.property(someLines, ({ points, radius }) => {
        const curve = roundedLine(points, radius);
        points.forEach((corner) => expect(distanceToCurve(curve, corner, radius + 0.001)).toBeDefined());
      })
    );
  });

  it('has no gaps: points that follow each other are near each other', () => {
    fc.assert(
      fc.property(someLines, ({ points, radius }) => {
        const curve = roundedLine(points, radius);
        const step = lengthOf(curve) / 100;
        for (let share = 0; share < 100; share++) {
          const gap = distance(pointOn(curve, share / 100), pointOn(curve, (share + 1) / 100));
          // Quadratic pieces are up to twice as fast in their middle.
          expect(gap).toBeLessThanOrEqual(2 * step + 0.001);
        }
      })
    );
  });

  it('has the length and direction of its pieces', () => {
    const curve = roundedLine(TURNS, 10);
    expect(lengthOf(curve)).toBeCloseTo(280);
    expect(endAngle(curve)).toBe(0);
    expect(endAngle(roundedLine(TURNS.slice(0, 3), 10))).toBeCloseTo(Math.PI / 2);
    expect(pointOn(curve, 0.5)).toEqual({ x: 100, y: 40 });
    expect(distanceToCurve(curve, { x: 150, y: 90 }, 20)).toBeCloseTo(10);
    expect(distanceToCurve(curve, { x: 150, y: 120 }, 20)).toBeUndefined();
  });
});
