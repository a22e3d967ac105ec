import { type Rect } from '../../../src/flowgraph/layout/geometry';
import { mostSalientSquare } from './saliency';

declare global {
  interface Window {
    salientSquareOf: typeof salientSquareOf;
  }
}

/**
 * Where the eye goes first in a screenshot, in its pixels.
 *
 * @param png in Base64
 */
export async function salientSquareOf(png: string, side: number): Promise<Rect> {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  if (!context) {
    throw new Error('The browser has no canvas.');
  }
  context.drawImage(image, 0, 0);
  return mostSalientSquare(context.getImageData(0, 0, image.width, image.height), side);
}
