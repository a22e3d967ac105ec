import { type Point, type Rect } from '../../../src/flowgraph/layout/geometry';

/** An image, row by row, as canvases return it: red, green, blue, and alpha of each pixel from 0 to 255. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/**
 * Where the eye goes first: the square that differs most from the image as a whole. The saliency of a pixel is the
 * distance in CIELAB between the pixel, blurred so that noise does not count, and the mean of the image.
 * Source: Achanta, Hemami, Estrada, Süsstrunk: "Frequency-tuned Salient Region Detection", CVPR 2009.
 *
 * @param side of the square in pixels: about what a resting eye sees sharply, one degree or 40 CSS pixels at 60 cm
 */
export function mostSalientSquare(image: Pixels, side: number): Rect {
  const saliency = saliencyOf(image);
  const { x, y } = heaviestSquare(saliency, image, side);
  return { x, y, width: side, height: side };
}

/** The saliency of each pixel, row by row. */
export function saliencyOf({ width, height, data }: Pixels): Float32Array {
  const saliency = new Float32Array(width * height);
  for (const channel of labChannels(data, width * height)) {
    const mean = channel.reduce((sum, value) => sum + value, 0) / channel.length;
    blurred(channel, width, height).forEach((value, index) => {
      saliency[index] = (saliency[index] ?? 0) + (value - mean) ** 2;
    });
  }
  return saliency.map(Math.sqrt);
}

/** The upper left corner of the square with the largest sum: the sums of all squares follow from running sums. */
function heaviestSquare(values: Float32Array, { width, height }: Pixels, side: number): Point {
  const stride = width + 1;
  const sums = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += values[y * width + x] ?? 0;
      sums[(y + 1) * stride + x + 1] = (sums[y * stride + x + 1] ?? 0) + row;
    }
  }
  const at = (x: number, y: number) => sums[y * stride + x] ?? 0;
  let best = { x: 0, y: 0, sum: -1 };
  for (let y = 0; y + side <= height; y++) {
    for (let x = 0; x + side <= width; x++) {
      const sum = at(x + side, y + side) - at(x, y + side) - at(x + side, y) + at(x, y);
      if (sum > best.sum) {
        best = { x, y, sum };
      }
    }
  }
  return best;
}

/** Blurs an image with binomial weights, as in the source. Its borders continue beyond it. */
function blurred(channel: Float32Array, width: number, height: number): Float32Array {
  const inX = convolved(channel, width, height, (x, y, by) => y * width + clamp(x + by, width));
  return convolved(inX, width, height, (x, y, by) => clamp(y + by, height) * width + x);
}

function convolved(
  channel: Float32Array,
  width: number,
  height: number,
  indexAt: (x: number, y: number, by: number) => number
): Float32Array {
  const result = new Float32Array(channel.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (by: number) => channel[indexAt(x, y, by)] ?? 0;
      result[y * width + x] = (at(-2) + 4 * at(-1) + 6 * at(0) + 4 * at(1) + at(2)) / 16;
    }
  }
  return result;
}

function clamp(value: number, length: number): number {
  return Math.min(Math.max(value, 0), length - 1);
}

/** Lightness and both color channels of CIELAB (D65) for each opaque pixel in sRGB. Source: IEC 61966-2-1, CIE 15. */
function labChannels(data: Uint8ClampedArray, count: number): Float32Array[] {
  const [lightness, redGreen, blueYellow] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
  for (let index = 0; index < count; index++) {
    const [red = 0, green = 0, blue = 0] = [0, 1, 2].map((channel) => LINEAR[data[index * 4 + channel] ?? 0]);
    const x = compressed((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047);
    const y = compressed(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    const z = compressed((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883);
    lightness[index] = 116 * y - 16;
    redGreen[index] = 500 * (x - y);
    blueYellow[index] = 200 * (y - z);
  }
  return [lightness, redGreen, blueYellow];
}

const LINEAR = Array.from({ length: 256 }, (_, value) => {
  const channel = value / 255;
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
});

function compressed(share: number): number {
  return share > 0.008856 ? Math.cbrt(share) : 7.787 * share + 16 / 116;
}
