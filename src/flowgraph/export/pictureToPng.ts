import { draw } from '../canvas/draw';
import { type Picture } from '../canvas/picture';
import { canvasFitter } from '../canvas/text';

/** @param scale pixels of the file for each pixel of the screen */
export async function pictureToPng(picture: Picture, scale: number): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.screen.width * scale);
  canvas.height = Math.round(picture.screen.height * scale);
  const context = canvas.getContext('2d');
  if (!context) {
    throw new Error('This browser gives no canvas to draw the picture on. Export it as SVG instead.');
  }
  context.scale(scale, scale);
  draw(context, picture, canvasFitter(picture.palette.fontFamily));
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
