import fc from 'fast-check';
import { packColumns, type PackingSpace, type ShapedGroup } from './packColumns';

const SPACE: PackingSpace = { aspect: 2, takenWidth: 100, columnGap: 50, rowGap: 30 };

const shape = (width: number, height: number) => ({ size: { width, height }, nodes: new Map() });

const aShape = fc.tuple(fc.integer({ min: 60, max: 400 }), fc.integer({ min: 60, max: 400 }));

const someGroups = fc
  .array(fc.array(aShape, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 })
  .map((all) =>
    all.map((shapes, index): ShapedGroup => {
      const [first = shape(100, 100), ...others] = shapes.map(([width, height]) => shape(width, height));
      return { id: `g${index}`, shapes: [first, ...others] };
    })
  );

/** The largest zoom of all ways to choose shapes and to fill columns in order. */
function bestZoom(groups: readonly ShapedGroup[], { aspect, takenWidth, columnGap, rowGap }: PackingSpace): number {
  let best = 0;
  const tryAll = (index: number, columns: Array<{ width: number; height: number }>): void => {
    const group = groups[index];
    if (!group) {
      const width = columns.reduce((sum, column) => sum + column.width + columnGap, takenWidth - columnGap);
      best = Math.max(best, Math.min(aspect / width, 1 / Math.max(...columns.map(({ height }) => height))));
      return;
    }
    for (const { size } of group.shapes) {
      tryAll(index + 1, [...columns, size]);
      const last = columns[columns.length - 1];
      if (last) {
        const longer = { width: Math.max(last.width, size.width), height: last.height + rowGap + size.height };
        tryAll(index + 1, [...columns.slice(0, -1), longer]);
      }
    }
  };
  tryAll(0, []);
  return best;
}

describe('packColumns', () => {
  it('keeps the order of groups, and contains each of them once, in one of its shapes', () => {
    fc.assert(
      fc.property(someGroups, (groups) => {
        const packed = packColumns(groups, SPACE).columns.flat();
        expect(packed.map(({ id }) => id)).toEqual(groups.map(({ id }) => id));
        packed.forEach(({ arranged }, index) => expect(groups[index]?.shapes).toContain(arranged));
      })
    );
  });

  it('finds nearly the largest zoom of all ways to fill columns', () => {
    fc.assert(
      fc.property(someGroups, (groups) => {
        const { zoom } = packColumns(groups, SPACE);
        const best = bestZoom(groups, SPACE);
        // It tries a limited number of heights.
        expect(zoom).toBeGreaterThan(best * 0.92);
        expect(zoom).toBeLessThanOrEqual(best * 1.0001);
      })
    );
  });

  it('starts a new column where it must', () => {
    fc.assert(
      fc.property(someGroups, fc.nat(4), (groups, start) => {
        const { columns } = packColumns(groups, SPACE, new Set([start]));
        const firsts = columns.map(([first]) => first?.id);
        expect(start >= groups.length || firsts.includes(`g${start}`)).toBe(true);
      })
    );
  });
});
