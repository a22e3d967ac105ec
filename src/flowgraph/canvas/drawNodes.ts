import { networkName } from '../../core/graph/networkName';
import { nodeDetail } from '../../core/graph/nodeDetail';
import { foldedEdges } from '../messages/canvas';
import { center, type Rect } from '../layout/geometry';
import { type PlacedNode } from '../layout/scene';
import { type DrawContext } from './drawContext';
import { drawFrame, tintFrame } from './drawFrame';
import { type RenderInput } from './renderInput';
import { type TextFitter, WEIGHT } from './text';
import { visibleWorld } from './viewport';

const RADIUS = 5;
const LABEL = 17;
const DETAIL_SHARE = 0.75;
/** Height of a node in multiples of its font size, from which on it has a second line. */
const MIN_LINES = 2.3;
/** The name of a collapsed group is as large as is easy to read on the screen. */
const GROUP_LABEL_PIXELS = 17;
/** A longer name is truncated rather than smaller. */
const MIN_GROUP_LABEL_PIXELS = 11;
/** Maximum size of a name on the screen at any zoom. */
const MAX_LABEL_PIXELS = 34;
const MIN_TEXT_PIXELS = 5;
/** Between the parts of a second line. */
const SEPARATOR = ' · ';
/** In world units. */
const BAR = { height: 3, margin: 5 };
const MIN_BORDER_PIXELS = 9;
const LABEL_HEIGHT_SHARE = { one: 0.62, two: 0.43 };
/** How far the glyphs of one and of two lines reach above and below the center, in multiples of the font size. */
const TEXT_REACH = { one: [0.6, 0.6], two: [1, 1.2] } as const;
/** Names of external nodes are at least this large, if the node is tall enough: they are truncated rather than smaller. */
const EXTERNAL_LABEL_PIXELS = 9;

/** Draws nodes: a rectangle with the name, and the kind below it. */
export function drawNodes(context: DrawContext, input: RenderInput, texts: TextFitter): void {
  const world = visibleWorld(input.viewport, input.screen);
  for (const placed of input.nodes) {
    if (isSeen(placed.rect, world)) {
      drawNodeRect(context, placed, input);
      drawBar(context, placed, input);
      drawText(context, placed, input, texts);
    }
  }
}

/** Whether a rectangle intersects the visible part of the world. */
export function isSeen({ x, y, width, height }: Rect, world: Rect): boolean {
  return x <= world.x + world.width && x + width >= world.x && y <= world.y + world.height && y + height >= world.y;
}

/**
 * Traces the outline of a node. External nodes have round ends.
 *
 * @param by enlarges the outline, in world units
 */
export function traceNode(context: DrawContext, { node, rect }: PlacedNode, by = 0): void {
  const { x, y, width, height } = rect;
  const radius = node.isExternal ? Math.min(height / 2, 23) : Math.min(RADIUS, height / 6);
  context.beginPath();
  context.roundRect(x - by, y - by, width + 2 * by, height + 2 * by, radius + by);
}

function drawNodeRect(context: DrawContext, placed: PlacedNode, { palette, viewport, frames }: RenderInput): void {
  const { node, rect } = placed;
  context.announce?.({ part: 'box', node });
  const frame = frames.get(node.id);
  if (frame !== undefined) {
    drawFrame(context, frame, viewport.zoom, () => traceNode(context, placed));
  }
  const isSmall = rect.height * viewport.zoom < MIN_BORDER_PIXELS;
  const isCell = node.kind === 'pod' || isSmall;
  context.fillStyle = node.isExternal ? palette.externalFill : isCell ? palette.cellFill : palette.nodeFill;
  if (isSmall) {
    context.fillRect(rect.x, rect.y, rect.width, rect.height);
    return;
  }
  traceNode(context, placed);
  context.fill();
  if (frame !== undefined) {
    tintFrame(context, frame);
  }
  context.strokeStyle = palette.nodeBorder;
  context.lineWidth = Math.min(1, rect.height * 0.03) / Math.max(1, viewport.zoom / 8);
  context.stroke();
}

/** Draws a bar at the lower border of a node. */
function drawBar(context: DrawContext, { node, rect }: PlacedNode, { bars, palette }: RenderInput): void {
  const length = bars.get(node.id);
  if (length !== undefined) {
    context.announce?.({ part: 'bar', node });
    context.fillStyle = palette.bar;
    const room = rect.width - 2 * BAR.margin;
    context.fillRect(rect.x + BAR.margin, rect.y + rect.height - BAR.height - 1, room * length, BAR.height);
  }
}

function drawText(context: DrawContext, placed: PlacedNode, input: RenderInput, texts: TextFitter): void {
  const { rect, node } = placed;
  const { palette, viewport } = input;
  const { size, room } = labelOf(placed, input, texts);
  if (size * viewport.zoom < MIN_TEXT_PIXELS) {
    return;
  }
  const middle = rect.x + rect.width / 2;
  const detail = rect.height >= size * MIN_LINES ? detailOf(placed, input) : '';
  const center = rect.y + rect.height / 2;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = `${WEIGHT} ${size}px ${palette.fontFamily}`;
  context.fillStyle = palette.text;
  context.announce?.({ part: 'name', node });
  context.fillText(texts.fit(shortLabel(placed), room / size), middle, center - (detail ? size * 0.45 : 0));
  if (detail) {
    const detailSize = size * DETAIL_SHARE;
    context.font = `400 ${detailSize}px ${palette.fontFamily}`;
    // Over the tint of a frame, the secondary color has too little contrast.
    context.fillStyle = input.frames.has(node.id) ? palette.text : palette.secondaryText;
    context.announce?.({ part: 'detail', node });
    context.fillText(fittingDetail(detail, room / detailSize, texts), middle, center + size * 0.75);
  }
}

/** The second line, or, if there is no room for it, its last part, such as the number of pods without the kind. */
function fittingDetail(detail: string, room: number, texts: TextFitter): string {
  const whole = texts.fit(detail, room);
  const [last = detail] = detail.split(SEPARATOR).slice(-1);
  return whole === detail ? whole : texts.fit(last, room);
}

/** The rectangle around the name in a node and the line below it, in world units. */
export function textRectOf(placed: PlacedNode, input: RenderInput, texts: TextFitter): Rect {
  const { rect } = placed;
  const { size, room } = labelOf(placed, input, texts);
  const width = Math.min(texts.widthOf(shortLabel(placed)) * size, room);
  const hasDetail = rect.height >= size * MIN_LINES && detailOf(placed, input) !== '';
  const [above, below] = hasDetail ? TEXT_REACH.two : TEXT_REACH.one;
  const { x, y } = center(rect);
  return { x: x - width / 2, y: y - above * size, width, height: (above + below) * size };
}

/** Whether a node is large enough to contain its name. */
export function hasNameWithin(placed: PlacedNode, input: RenderInput, texts: TextFitter): boolean {
  return labelOf(placed, input, texts).size * input.viewport.zoom >= MIN_TEXT_PIXELS;
}

/** The font size and the width available for the name, in world units. */
interface Label {
  size: number;
  room: number;
}

function labelOf({ node, rect }: PlacedNode, { viewport }: RenderInput, texts: TextFitter): Label {
  const room = rect.width - Math.min(10, rect.width * 0.08);
  const isGroup = node.kind === 'namespace' || node.kind === 'zone' || node.kind === 'cluster' || node.kind === 'group';
  const isSmall = LABEL * viewport.zoom < EXTERNAL_LABEL_PIXELS && node.isExternal;
  const share = isSmall ? LABEL_HEIGHT_SHARE.one : LABEL_HEIGHT_SHARE.two;
  const largest = Math.min(rect.height * share, MAX_LABEL_PIXELS / viewport.zoom);
  if (isGroup) {
    const wholeSize = room / texts.widthOf(node.label);
    const wanted = Math.max(LABEL, GROUP_LABEL_PIXELS / viewport.zoom);
    const size = Math.max(Math.min(wanted, wholeSize), MIN_GROUP_LABEL_PIXELS / viewport.zoom);
    return { size: Math.min(size, largest), room };
  }
  const least = node.isExternal ? EXTERNAL_LABEL_PIXELS / viewport.zoom : 0;
  return { size: Math.min(Math.max(LABEL, least), largest), room };
}

/**
 * The name of a pod without that of its workload, which is written above it, and the name of a network without its number,
 * which is written below it.
 */
function shortLabel({ node: { label, isExternal }, within }: PlacedNode): string {
  if (isExternal) {
    return networkName(label).name;
  }
  return within !== undefined && label.startsWith(`${within}-`) ? label.slice(within.length + 1) : label;
}

/** The line below the name. */
function detailOf({ node }: PlacedNode, { folded }: RenderInput): string {
  const foldedAt = folded.get(node.id);
  return foldedAt
    ? foldedEdges(foldedAt)
    : [node.isExternal ? networkName(node.label).asNumber : undefined, nodeDetail(node)]
        .filter(Boolean)
        .join(SEPARATOR);
}
