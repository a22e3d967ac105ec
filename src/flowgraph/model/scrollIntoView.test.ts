import { toScreen } from '../canvas/viewport';
import { scrollIntoView } from './scrollIntoView';

const screen = { width: 1_000, height: 500 };
const viewport = { zoom: 2, offsetX: 10, offsetY: -20 };
const NOTHING = { left: 0, right: 0 };

it('keeps the viewport if the point is visible', () => {
  expect(scrollIntoView(viewport, { x: 200, y: 100 }, screen, NOTHING)).toBe(viewport);
});

it.each([
  ['left of the screen', { x: -300, y: 100 }, NOTHING, { x: 40, y: 180 }],
  ['below the screen', { x: 200, y: 900 }, NOTHING, { x: 410, y: 460 }],
  ['under the details', { x: 480, y: 100 }, { left: 0, right: 340 }, { x: 620, y: 180 }],
  ['under the list', { x: 20, y: 100 }, { left: 320, right: 0 }, { x: 360, y: 180 }],
  ['if everything is covered', { x: 20, y: 100 }, { left: 600, right: 600 }, { x: 500, y: 180 }],
])('moves by the minimum distance to show a point %s', (_, point, covered, seenAt) => {
  const moved = scrollIntoView(viewport, point, screen, covered);
  expect(moved.zoom).toBe(viewport.zoom);
  expect(toScreen(moved, point)).toEqual(seenAt);
});
