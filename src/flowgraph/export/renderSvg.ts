import { visibleEdges } from '../canvas/drawEdges';
import { attentionOf, type StyledEdge } from '../canvas/styledEdge';
import { type RenderInput } from '../canvas/renderInput';
import { SvgContext } from '../canvas/svgContext';
import { captionedSize, drawCaptioned } from './drawCaptioned';

/** With more edges, programs need minutes to open the file. */
export const svgLimit = 5_000;

/**
 * Renders the graph with its caption to an SVG document, with at most {@link svgLimit} edges.
 *
 * @param facts lines of the caption
 */
export function renderSvg(input: RenderInput, title: string, facts: readonly string[]): string {
  const context = new SvgContext();
  drawCaptioned(context, { ...input, edges: edgesInSvg(input) }, facts);
  return context.toSvg(captionedSize(input, facts), title);
}

/** Number of edges on the screen that the document would omit. */
export function omittedFromSvg(input: RenderInput): number {
  return Math.max(0, visibleEdges(input).length - svgLimit);
}

/** The edges that need most attention, and the widest ones, in drawing order. */
function edgesInSvg(input: RenderInput): readonly StyledEdge[] {
  const seen = visibleEdges(input);
  if (seen.length <= svgLimit) {
    return seen;
  }
  const byWeight = [...seen].sort((a, b) => attentionOf(b) - attentionOf(a) || b.width - a.width);
  const kept = new Set(byWeight.slice(0, svgLimit));
  return seen.filter((edge) => kept.has(edge));
}
