import { type Page } from 'playwright-core';

/** Counts the pixels of a screenshot (PNG) that have the red of severe losses. */
export function redPixels(page: Page, png: Buffer): Promise<number> {
  return page.evaluate(async (data) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context?.drawImage(image, 0, 0);
    const pixels = context?.getImageData(0, 0, image.width, image.height).data ?? [];
    let count = 0;
    for (let index = 0; index < pixels.length; index += 4) {
      const [red = 0, green = 0, blue = 0] = [pixels[index], pixels[index + 1], pixels[index + 2]];
      count += red > 200 && green < 110 && blue < 130 ? 1 : 0;
    }
    return count;
  }, png.toString('base64'));
}
