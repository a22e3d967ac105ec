import { drawBoxes, drawBoxNames } from './drawBoxes';
import { drawEdges, drawOrder, visibleEdges } from './drawEdges';
import { drawLabels } from './drawLabels';
import { drawNodes, traceNode } from './drawNodes';
import { type Highlight } from './highlight';
import { type Pen } from './pen';
import { type Picture } from './picture';
import { type TextFitter } from './text';

/** Draws a whole frame, in CSS pixels. */
export function draw(pen: Pen, picture: Picture, texts: TextFitter): void {
  const { screen, palette } = picture;
  const edges = visibleEdges(picture);
  pen.save();
  pen.fillStyle = palette.background;
  pen.fillRect(0, 0, screen.width, screen.height);
  inWorld(pen, picture, () => {
    drawBoxes(pen, picture);
    drawEdges(pen, picture, edges);
    drawBoxNames(pen, picture, texts);
    drawNodes(pen, picture, texts);
  });
  drawLabels(pen, picture, edges, texts);
  pen.restore();
}

/** What lies over a frame: what is chosen, what a search found. The frame itself need not be drawn again. */
export interface Overlay {
  highlight: Highlight | undefined;
  /** Ids of nodes with a ring around them. */
  rings: ReadonlySet<string>;
  /** Ids of nodes that a search found. */
  found: ReadonlySet<string>;
}

/** Whether nothing lies over the frame. */
export function isEmpty({ highlight, rings, found }: Overlay): boolean {
  return highlight === undefined && rings.size === 0 && found.size === 0;
}

const VEIL_OPACITY = 0.78;
const RING_PIXELS = 2.5;
const RING_GAP_PIXELS = 2;

/** Draws on an empty surface, which stays transparent where nothing is chosen. */
export function drawOverlay(pen: Pen, picture: Picture, { highlight, rings, found }: Overlay, texts: TextFitter): void {
  const { screen, palette, look } = picture;
  pen.save();
  if (highlight) {
    pen.globalAlpha = VEIL_OPACITY;
    pen.fillStyle = palette.background;
    pen.fillRect(0, 0, screen.width, screen.height);
    pen.globalAlpha = 1;
    const bright = { ...picture, nodes: highlight.nodes, edges: drawOrder(highlight.edges, look, true) };
    const edges = visibleEdges(bright);
    inWorld(pen, picture, () => {
      drawEdges(pen, bright, edges);
      drawNodes(pen, bright, texts);
    });
    drawLabels(pen, bright, edges, texts);
  }
  inWorld(pen, picture, () => {
    drawRings(pen, picture, found, palette.found);
    drawRings(pen, picture, rings, palette.highlight);
  });
  pen.restore();
}

function drawRings(pen: Pen, picture: Picture, ids: ReadonlySet<string>, color: string): void {
  const { view } = picture;
  pen.strokeStyle = color;
  pen.lineWidth = RING_PIXELS / view.zoom;
  for (const placed of ids.size === 0 ? [] : [...picture.boxes, ...picture.nodes]) {
    if (ids.has(placed.node.id)) {
      traceNode(pen, placed, RING_GAP_PIXELS / view.zoom);
      pen.stroke();
    }
  }
}

function inWorld(pen: Pen, { view }: Picture, drawThem: () => void): void {
  pen.save();
  pen.translate(view.offsetX, view.offsetY);
  pen.scale(view.zoom, view.zoom);
  drawThem();
  pen.restore();
}
