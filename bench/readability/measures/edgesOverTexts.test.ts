import { edge, fill, name, picture, rect } from '../testing/pictures';
import { crossedNames } from './edgesOverTexts';

const shop = name('shop', rect(100, 50, 60, 12));
const through = edge('through', [
  [0, 56],
  [300, 56],
]);

it('finds the names that edges cross, with the edges', () => {
  const past = edge('past', [
    [0, 80],
    [300, 80],
  ]);
  expect(crossedNames(picture({ texts: [shop], edges: [through, past] }))).toEqual([{ name: shop, edges: [through] }]);
  expect(crossedNames(picture({ texts: [shop] }))).toEqual([]);
});

it('counts the width of an edge', () => {
  const beside = {
    points: [
      [0, 66],
      [300, 66],
    ] as const,
  };
  const over = (width: number) =>
    crossedNames(picture({ texts: [shop], edges: [edge('e', beside.points, { width })] }));
  expect(over(2)).toHaveLength(0);
  expect(over(9)).toHaveLength(1);
});

it('an edge below the background of a name does not cross it', () => {
  const below = fill(rect(90, 40, 80, 30), 50);
  expect(crossedNames(picture({ texts: [shop], edges: [through], fills: [below] }))).toEqual([]);
  expect(crossedNames(picture({ texts: [shop], edges: [{ ...through, order: 60 }], fills: [below] }))).toHaveLength(1);
  const translucent = { ...below, color: { ...below.color, alpha: 0.3 } };
  expect(crossedNames(picture({ texts: [shop], edges: [through], fills: [translucent] }))).toHaveLength(1);
});

it('a background that hides only a part of the edge is not enough', () => {
  const half = fill(rect(100, 40, 30, 30), 50);
  expect(crossedNames(picture({ texts: [shop], edges: [through], fills: [half] }))).toHaveLength(1);
});

it('second lines are not names', () => {
  expect(crossedNames(picture({ texts: [{ ...shop, role: 'detail' }], edges: [through] }))).toEqual([]);
});
