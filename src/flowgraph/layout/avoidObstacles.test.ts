import fc from 'fast-check';
import { avoidObstacles } from './avoidObstacles';
import { boundsOf, inflate, isWithin, type Rect } from './geometry';
import { RectIndex } from './rectIndex';
import { boundsOfCurve, type Curve, pointOn, edgeCurve } from './edgeCurve';

const EDGE = { id: 'a>b', source: 'a', target: 'b', ports: [] };
const groupAt = (x: number, y: number): Rect => ({ x, y, width: 120, height: 50 });

function obstaclesOf(rects: readonly Rect[]) {
  const nodes = new RectIndex(150);
  rects.forEach((rect) => nodes.add(rect));
  return { nodes, bounds: inflate(boundsOf(rects), 24) };
}

/** Number of sampled points between the ends of a curve that are within rectangles. */
function coveredPoints(curve: Curve, rects: readonly Rect[]): number {
  const points = Array.from({ length: 80 }, (_, index) => pointOn(curve, 0.1 + index / 100));
  return points.filter(({ x, y }) =>
    rects.some((rect) => x > rect.x && x < rect.x + rect.width && y > rect.y && y < rect.y + rect.height)
  ).length;
}

describe('avoidObstacles', () => {
  it('leads around a node between the ends, within the bounds', () => {
    const [top, middle, bottom] = [groupAt(100, 0), groupAt(100, 100), groupAt(100, 200)] as const;
    const all = [top, middle, bottom, groupAt(0, 300), groupAt(300, 300)];
    const obstacles = obstaclesOf(all);
    const edgeRoute = avoidObstacles(EDGE, top, bottom, false, obstacles);
    expect(coveredPoints(edgeCurve(EDGE, top, bottom, false), [middle])).toBeGreaterThan(20);
    expect(coveredPoints(edgeRoute, [middle])).toBe(0);
    expect(isWithin(boundsOfCurve(edgeRoute), obstacles.bounds)).toBe(true);
  });

  it('uses the usual curve without obstacles', () => {
    const [left, right] = [groupAt(0, 0), groupAt(400, 0)];
    expect(avoidObstacles(EDGE, left, right, false, obstaclesOf([left, right]))).toEqual(
      edgeCurve(EDGE, left, right, false)
    );
  });

  it('keeps opposite edges on their own sides', () => {
    const all = [groupAt(400, 0), groupAt(400, 100), groupAt(400, 200), groupAt(0, 100), groupAt(800, 100)] as const;
    const [top, , bottom] = all;
    const back = { id: 'b>a', source: 'b', target: 'a', ports: [] };
    const there = avoidObstacles(EDGE, top, bottom, true, obstaclesOf(all));
    const andBack = avoidObstacles(back, bottom, top, true, obstaclesOf(all));
    const middle = top.x + top.width / 2;
    expect(there.control.x - middle).toBeCloseTo(middle - andBack.control.x);
    expect(Math.abs(there.control.x - middle)).toBeGreaterThan(60);
  });

  it('is never covered more than the usual curve at the checked points', () => {
    const place = fc.record({ x: fc.nat(8), y: fc.nat(8) });
    const cellSets = fc.uniqueArray(place, { minLength: 2, maxLength: 20, selector: ({ x, y }) => `${x} ${y}` });
    fc.assert(
      fc.property(cellSets, fc.boolean(), (cells, isTwoWay) => {
        const rects = cells.map(({ x, y }) => groupAt(x * 160, y * 90));
        const [source, target] = rects;
        if (source && target) {
          const edgeRoute = avoidObstacles(EDGE, source, target, isTwoWay, obstaclesOf(rects));
          const usual = edgeCurve(EDGE, source, target, isTwoWay);
          // Between the checked points, a few others can be covered.
          expect(coveredPoints(edgeRoute, rects.slice(2))).toBeLessThanOrEqual(
            coveredPoints(usual, rects.slice(2)) + 14
          );
        }
      })
    );
  });
});
