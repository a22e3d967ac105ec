import { name, picture, rect } from '../testing/pictures';
import { fontSizes } from './nameSizes';

it('finds the smallest and the median size of names and second lines', () => {
  const at = rect(0, 0, 10, 10);
  const texts = [9, 14, 11].map((fontPixels) => name('a', at, { fontPixels }));
  const shown = picture({ texts: [...texts, name('a', at, { role: 'detail', fontPixels: 6 })] });
  expect(fontSizes(shown, 'name')).toEqual({ smallest: 9, median: 11 });
  expect(fontSizes(shown, 'detail')).toEqual({ smallest: 6, median: 6 });
  expect(fontSizes(picture(), 'name')).toBeUndefined();
});
