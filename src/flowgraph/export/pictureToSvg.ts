import { type StyledEdge, visibleEdges } from '../canvas/drawEdges';
import { type Picture } from '../canvas/picture';
import { SvgPen } from '../canvas/svgPen';
import { captionedSize, drawCaptioned } from './drawCaptioned';

/** With more edges than this, the programs that open a picture file need minutes for it. */
export const svgLimit = 5_000;

/**
 * The picture as a document that can be scaled and edited, at most {@link svgLimit} edges of it.
 *
 * @param facts what the picture shows, for its caption
 */
export function pictureToSvg(picture: Picture, title: string, facts: readonly string[]): string {
  const pen = new SvgPen();
  drawCaptioned(pen, { ...picture, edges: edgesInSvg(picture) }, facts);
  return pen.toSvg(captionedSize(picture, facts), title);
}

/** How many of the edges that are on the screen would be missing in the document. */
export function leftOutOfSvg(picture: Picture): number {
  return Math.max(0, visibleEdges(picture).length - svgLimit);
}

/** What is worth a look first, then the widest; in the order in which they are drawn. */
function edgesInSvg(picture: Picture): readonly StyledEdge[] {
  const seen = visibleEdges(picture);
  if (seen.length <= svgLimit) {
    return seen;
  }
  const byWeight = [...seen].sort((a, b) => b.shade.rank - a.shade.rank || b.width - a.width);
  const kept = new Set(byWeight.slice(0, svgLimit));
  return seen.filter((edge) => kept.has(edge));
}
