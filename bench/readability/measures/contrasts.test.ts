import { colorOf } from '../picture/color';
import { BLACK, edge, fill, name, picture, rect, WHITE } from '../testing/pictures';
import { edgeContrasts, textContrasts } from './contrasts';

const GRAY = colorOf('#777777');

it('texts have the contrast with what is painted before them', () => {
  const onWhite = name('a', rect(10, 10, 50, 12), { color: GRAY });
  const onBlack = name('b', rect(110, 10, 50, 12), { color: WHITE });
  const fills = [fill(rect(100, 0, 100, 50), 1, BLACK), fill(rect(0, 0, 400, 200), 200, GRAY)];
  const contrasts = textContrasts(picture({ texts: [onWhite, onBlack], fills }));
  expect(contrasts?.smallest).toBeCloseTo(4.48, 2);
  expect(contrasts?.tooLow).toBe(0.5);
  expect(textContrasts(picture())).toBeUndefined();
});

it('the part of a text with the lowest contrast counts', () => {
  const half = name('a', rect(50, 10, 100, 12));
  expect(textContrasts(picture({ texts: [half], fills: [fill(rect(100, 0, 100, 50), 1, BLACK)] }))?.smallest).toBe(1);
});

it('the opacity of edges and of fills counts', () => {
  const translucent = edge(
    'e',
    [
      [0, 50],
      [300, 50],
    ],
    { color: { ...BLACK, alpha: 0.5 } }
  );
  // Gray 127.5 on white.
  expect(edgeContrasts(picture({ edges: [translucent] }))?.smallest).toBeCloseTo(3.98, 2);
});

it('what hides an edge is not what is behind it', () => {
  const hidden = edge('hidden', [
    [110, 25],
    [190, 25],
  ]);
  const half = edge('half', [
    [10, 25],
    [190, 25],
  ]);
  const fills = [fill(rect(100, 0, 100, 50), 20, BLACK)];
  expect(edgeContrasts(picture({ edges: [hidden, half], fills }))).toEqual({ smallest: 21, tooLow: 0 });
  expect(edgeContrasts(picture({ edges: [hidden], fills }))).toBeUndefined();
});
