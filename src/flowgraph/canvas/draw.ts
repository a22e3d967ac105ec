import { drawGroups, drawGroupNames } from './drawGroups';
import { drawEdges, visibleEdges } from './drawEdges';
import { drawWhole } from './styledEdge';
import { drawLabels } from './drawLabels';
import { drawNodes, traceNode } from './drawNodes';
import { type Highlight } from './highlight';
import { type DrawContext } from './drawContext';
import { type RenderInput } from './renderInput';
import { type TextFitter } from './text';

/** Draws the whole graph. */
export function draw(context: DrawContext, input: RenderInput, texts: TextFitter): void {
  const { screen, palette } = input;
  const edges = visibleEdges(input);
  context.save();
  context.fillStyle = palette.background;
  context.fillRect(0, 0, screen.width, screen.height);
  inWorld(context, input, () => {
    drawGroups(context, input);
    drawEdges(context, input, edges);
    drawGroupNames(context, input, texts);
    drawNodes(context, input, texts);
  });
  drawLabels(context, input, edges, texts);
  context.restore();
}

/** What is drawn on top of the graph: highlights and search results. The graph itself does not have to be redrawn. */
export interface Overlay {
  highlight: Highlight | undefined;
  /** Ids of selected and focused nodes, which get a ring. */
  rings: ReadonlySet<string>;
  /** Ids of search results. */
  found: ReadonlySet<string>;
}

/** Whether there is nothing to draw on top of the graph. */
export function isEmpty({ highlight, rings, found }: Overlay): boolean {
  return highlight === undefined && rings.size === 0 && found.size === 0;
}

const VEIL_OPACITY = 0.78;
const RING_PIXELS = 2.5;
const RING_GAP_PIXELS = 2;

/** Draws the overlay on an empty canvas, which stays transparent where there is no highlight. */
export function drawOverlay(
  context: DrawContext,
  input: RenderInput,
  { highlight, rings, found }: Overlay,
  texts: TextFitter
): void {
  const { screen, palette, encoding } = input;
  context.save();
  if (highlight) {
    context.globalAlpha = VEIL_OPACITY;
    context.fillStyle = palette.background;
    context.fillRect(0, 0, screen.width, screen.height);
    context.globalAlpha = 1;
    const bright = { ...input, nodes: highlight.nodes, edges: drawWhole(highlight.edges, encoding) };
    const edges = visibleEdges(bright);
    inWorld(context, input, () => {
      drawEdges(context, bright, edges);
      drawNodes(context, bright, texts);
    });
    drawLabels(context, bright, edges, texts);
  }
  inWorld(context, input, () => {
    drawRings(context, input, found, palette.found);
    drawRings(context, input, rings, palette.highlight);
  });
  context.restore();
}

function drawRings(context: DrawContext, input: RenderInput, ids: ReadonlySet<string>, color: string): void {
  const { viewport } = input;
  context.strokeStyle = color;
  context.lineWidth = RING_PIXELS / viewport.zoom;
  for (const placed of ids.size === 0 ? [] : [...input.groups, ...input.nodes]) {
    if (ids.has(placed.node.id)) {
      traceNode(context, placed, RING_GAP_PIXELS / viewport.zoom);
      context.stroke();
    }
  }
}

function inWorld(context: DrawContext, { viewport }: RenderInput, drawThem: () => void): void {
  context.save();
  context.translate(viewport.offsetX, viewport.offsetY);
  context.scale(viewport.zoom, viewport.zoom);
  drawThem();
  context.restore();
}
