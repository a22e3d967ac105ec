/** Texts of exports. */

export const pngLabel = 'PNG (current view)';
/** @param omitted how many of the smallest edges the file leaves out */
export const svgLabel = (omitted: number) =>
  omitted > 0 ? `SVG (current view, without the ${omitted} smallest edges)` : 'SVG (current view)';
export const csvLabel = (edges: number) => `CSV (${edges} edges)`;
export const exportFailed = 'Export failed';
export const noCanvas = 'This browser does not provide a canvas for the image. Export as SVG instead.';
export const imageTooLarge = 'The image is too large for this browser. Make the panel smaller, or export as SVG.';
