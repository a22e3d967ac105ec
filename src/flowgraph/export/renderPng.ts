import { type RenderInput } from '../canvas/renderInput';
import { captionedSize, drawCaptioned } from './drawCaptioned';

/**
 * @param facts what the picture shows, for its caption
 * @param scale pixels of the file for each pixel of the screen
 */
export async function renderPng(input: RenderInput, facts: readonly string[], scale: number): Promise<Blob> {
  const canvas = document.createElement('canvas');
  const { width, height } = captionedSize(input, facts);
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context) {
    throw new Error('This browser gives no canvas to draw the picture on. Export it as SVG instead.');
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
        reject(new Error('The picture is too large for this browser. Make the panel smaller, or export it as SVG.'));
      }
    }, 'image/png');
  });
}
