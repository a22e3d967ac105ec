import { type RenderInput } from '../canvas/renderInput';
import { captionedSize, drawCaptioned } from './drawCaptioned';
import { imageTooLarge, noCanvas } from '../messages/export';

/**
 * Renders the graph with its caption to a PNG image.
 *
 * @param facts lines of the caption
 * @param scale pixels of the image per CSS pixel
 * @throws if the browser has no canvas, or the image is too large for it
 */
export async function renderPng(input: RenderInput, facts: readonly string[], scale: number): Promise<Blob> {
  const canvas = document.createElement('canvas');
  const { width, height } = captionedSize(input, facts);
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context) {
    throw new Error(noCanvas);
  }
  context.scale(scale, scale);
  drawCaptioned(context, input, facts);
  return blobOf(canvas);
}

function blobOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) {
        resolve(blob);
      } else {
        reject(new Error(imageTooLarge));
      }
    }, 'image/png');
  });
}
