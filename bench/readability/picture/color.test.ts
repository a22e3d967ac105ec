import { BLACK, WHITE } from '../testing/pictures';
import { colorOf, contrastRatio, paintOver } from './color';

it('reads colors in all forms that browsers return', () => {
  expect(colorOf('#ff8000')).toEqual({ red: 255, green: 128, blue: 0, alpha: 1 });
  expect(colorOf('rgb(1, 2, 3)', 0.5)).toEqual({ red: 1, green: 2, blue: 3, alpha: 0.5 });
  expect(colorOf('rgba(1, 2, 3, 0.5)', 0.5)).toEqual({ red: 1, green: 2, blue: 3, alpha: 0.25 });
  expect(() => colorOf('red')).toThrow('"red" is not a color');
});

it('mixes a translucent color with what is behind it', () => {
  expect(paintOver(WHITE, { ...BLACK, alpha: 0.2 })).toEqual({ red: 204, green: 204, blue: 204, alpha: 1 });
});

it.each([
  ['#ffffff', '#000000', 21],
  ['#ffffff', '#ffffff', 1],
  // The examples of https://webaim.org/articles/contrast/
  ['#777777', '#ffffff', 4.48],
  ['#ffffff', '#0000ff', 8.59],
])('the contrast of %s and %s is %d', (a, b, ratio) => {
  expect(contrastRatio(colorOf(a), colorOf(b))).toBeCloseTo(ratio, 2);
});
