import { mostSalientSquare, type Pixels, saliencyOf } from './saliency';

type Paint = (x: number, y: number) => [red: number, green: number, blue: number];

function imageOf(width: number, height: number, paint: Paint): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data.set([...paint(x, y), 255], (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

const isWithin = (x: number, y: number, left: number, top: number, side: number) =>
  x >= left && x < left + side && y >= top && y < top + side;

it('is zero everywhere in an image of one color', () => {
  const saliency = saliencyOf(imageOf(12, 9, () => [40, 90, 160]));
  expect(Math.max(...saliency)).toBeLessThan(1e-3);
});

it('is the distance in CIELAB from the mean', () => {
  // Half black, half white: the mean has a lightness of 50, and both are 50 away from it.
  const saliency = saliencyOf(imageOf(40, 10, (x) => (x < 20 ? [0, 0, 0] : [255, 255, 255])));
  expect(saliency[5 * 40 + 5]).toBeCloseTo(50, 0);
  expect(saliency[5 * 40 + 35]).toBeCloseTo(50, 0);
});

it('is highest at what has a rare color', () => {
  const rare = imageOf(80, 60, (x, y) =>
    isWithin(x, y, 50, 20, 10) ? [242, 73, 92] : x % 8 === 0 ? [123, 141, 184] : [24, 27, 31]
  );
  const { x, y, width, height } = mostSalientSquare(rare, 12);
  expect([width, height]).toEqual([12, 12]);
  expect(x).toBeGreaterThanOrEqual(47);
  expect(x).toBeLessThanOrEqual(51);
  expect(y).toBeGreaterThanOrEqual(17);
  expect(y).toBeLessThanOrEqual(21);
});
