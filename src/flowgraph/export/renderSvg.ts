import { visibleEdges } from '../canvas/drawEdges';
import { type StyledEdge } from '../canvas/styledEdge';
import { type RenderInput } from '../canvas/renderInput';
import { SvgContext } from '../canvas/svgContext';
import { captionedSize, drawCaptioned } from './drawCaptioned';

/** With more edges than this, the programs that open a picture file need minutes for it. */
export const svgLimit = 5_000;

/**
 * The picture as a document that can be scaled and edited, at most {@link svgLimit} edges of it.
 *
 * @param facts what the picture shows, for its caption
 */
export function renderSvg(input: RenderInput, title: string, facts: readonly string[]): string {
  const context = new SvgContext();
  drawCaptioned(context, { ...input, edges: edgesInSvg(input) }, facts);
  return context.toSvg(captionedSize(input, facts), title);
}

/** How many of the edges that are on the screen would be missing in the document. */
export function omittedFromSvg(input: RenderInput): number {
  return Math.max(0, visibleEdges(input).length - svgLimit);
}

/** What is worth a look first, then the widest; in the order in which they are drawn. */
function edgesInSvg(input: RenderInput): readonly StyledEdge[] {
  const seen = visibleEdges(input);
  if (seen.length <= svgLimit) {
    return seen;
  }
  const byWeight = [...seen].sort((a, b) => b.colorStep.rank - a.colorStep.rank || b.width - a.width);
  const kept = new Set(byWeight.slice(0, svgLimit));
  return seen.filter((edge) => kept.has(edge));
}
