import fc from 'fast-check';
import { detour } from './detour';
import { boundsOf, inflate, isWithin, type Rect } from './geometry';
import { RectIndex } from './rectIndex';
import { boundsOfCurve, type Curve, pointOn, route } from './route';

const TIE = { id: 'a>b', source: 'a', target: 'b', ports: [] };
const boxAt = (x: number, y: number): Rect => ({ x, y, width: 120, height: 50 });

function terrainOf(rects: readonly Rect[]) {
  const nodes = new RectIndex(150);
  rects.forEach((rect) => nodes.add(rect));
  return { nodes, bounds: inflate(boundsOf(rects), 24) };
}

/** How many of some points between its ends lie in boxes. */
function coveredPoints(curve: Curve, rects: readonly Rect[]): number {
  const points = Array.from({ length: 80 }, (_, index) => pointOn(curve, 0.1 + index / 100));
  return points.filter(({ x, y }) =>
    rects.some((rect) => x > rect.x && x < rect.x + rect.width && y > rect.y && y < rect.y + rect.height)
  ).length;
}

describe('detour', () => {
  it('goes around a box that stands between the ends, within the picture', () => {
    const [top, middle, bottom] = [boxAt(100, 0), boxAt(100, 100), boxAt(100, 200)] as const;
    const all = [top, middle, bottom, boxAt(0, 300), boxAt(300, 300)];
    const terrain = terrainOf(all);
    const way = detour(TIE, top, bottom, false, terrain);
    expect(coveredPoints(route(TIE, top, bottom, false), [middle])).toBeGreaterThan(20);
    expect(coveredPoints(way, [middle])).toBe(0);
    expect(isWithin(boundsOfCurve(way), terrain.bounds)).toBe(true);
  });

  it('goes as usual where nothing is in the way', () => {
    const [left, right] = [boxAt(0, 0), boxAt(400, 0)];
    expect(detour(TIE, left, right, false, terrainOf([left, right]))).toEqual(route(TIE, left, right, false));
  });

  it('keeps opposite edges on sides of their own', () => {
    const all = [boxAt(400, 0), boxAt(400, 100), boxAt(400, 200), boxAt(0, 100), boxAt(800, 100)] as const;
    const [top, , bottom] = all;
    const back = { id: 'b>a', source: 'b', target: 'a', ports: [] };
    const there = detour(TIE, top, bottom, true, terrainOf(all));
    const andBack = detour(back, bottom, top, true, terrainOf(all));
    const middle = top.x + top.width / 2;
    expect(there.control.x - middle).toBeCloseTo(middle - andBack.control.x);
    expect(Math.abs(there.control.x - middle)).toBeGreaterThan(60);
  });

  it('is never covered more than the usual way, at the points that it looks at', () => {
    const place = fc.record({ x: fc.nat(8), y: fc.nat(8) });
    const places = fc.uniqueArray(place, { minLength: 2, maxLength: 20, selector: ({ x, y }) => `${x} ${y}` });
    fc.assert(
      fc.property(places, fc.boolean(), (cells, isTwoWay) => {
        const rects = cells.map(({ x, y }) => boxAt(x * 160, y * 90));
        const [source, target] = rects;
        if (source && target) {
          const way = detour(TIE, source, target, isTwoWay, terrainOf(rects));
          const usual = route(TIE, source, target, isTwoWay);
          // Between those points another few may be covered.
          expect(coveredPoints(way, rects.slice(2))).toBeLessThanOrEqual(coveredPoints(usual, rects.slice(2)) + 14);
        }
      })
    );
  });
});
