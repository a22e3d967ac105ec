import { CellGrid } from './cellGrid';

/** Four columns and two rows of cells of 10 px. */
const grid = new CellGrid({ width: 40, height: 20 }, 10);

function cellsOf(visitAll: (visit: (cell: number) => void) => void): number[] {
  const cells: number[] = [];
  visitAll((cell) => cells.push(cell));
  return cells.sort((a, b) => a - b);
}

it.each([
  ['falls', [2, 1, 38, 17], [0, 1, 2, 6, 7]],
  ['runs to the left', [38, 5, 2, 5], [0, 1, 2, 3]],
  ['is vertical', [15, 2, 15, 18], [1, 5]],
  ['is only partly on the screen', [-20, 5, 15, 5], [0, 1]],
  ['is not on the screen', [-20, -5, 60, -5], []],
])('a segment that %s passes its cells', (_, [x1 = 0, y1 = 0, x2 = 0, y2 = 0], cells) => {
  const segment = { from: { x: x1, y: y1 }, to: { x: x2, y: y2 } };
  expect(cellsOf((visit) => grid.along(segment, visit))).toEqual(cells);
});

it('a rectangle touches its cells', () => {
  expect(cellsOf((visit) => grid.inRect({ x: 5, y: 5, width: 10, height: 10 }, visit))).toEqual([0, 1, 4, 5]);
  expect(cellsOf((visit) => grid.inRect({ x: 35, y: -5, width: 10, height: 10 }, visit))).toEqual([3]);
});
