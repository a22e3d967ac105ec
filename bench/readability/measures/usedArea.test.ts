import { box, edge, picture, rect } from '../testing/pictures';
import { usedArea } from './usedArea';

const panel = { width: 400, height: 400 };

it('an empty picture uses nothing', () => {
  expect(usedArea(picture())).toEqual({ bounds: 0, cells: 0 });
});

it('bounds are around everything, and groups use no cells', () => {
  const group = box('group', rect(0, 0, 400, 100), { isGroup: true });
  const node = box('a', rect(1, 1, 78, 78));
  // 10 x 10 cells of 8 px in a panel of 50 x 50 cells.
  expect(usedArea(picture({ panel, boxes: [group, node] }))).toEqual({ bounds: 0.25, cells: 0.04 });
});

it('what is outside of the screen does not count', () => {
  const node = box('a', rect(-100, 0, 200, 400));
  expect(usedArea(picture({ panel, boxes: [node] })).bounds).toBeCloseTo((100 * 200) / 400 ** 2);
});

it('edges use the cells that they pass', () => {
  expect(
    usedArea(
      picture({
        panel,
        edges: [
          edge('e', [
            [4, 4],
            [76, 4],
          ]),
        ],
      })
    )
  ).toEqual({ bounds: 0, cells: 10 / 2500 });
});
