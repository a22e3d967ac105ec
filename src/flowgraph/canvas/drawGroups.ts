import { type Rect } from '../layout/geometry';
import { headerHeight } from '../layout/cells';
import { GROUP_HEADER } from '../layout/layoutInput';
import { type PlacedNode } from '../layout/scene';
import { drawFrame, tintFrame } from './drawFrame';
import { isSeen } from './drawNodes';
import { type DrawContext } from './drawContext';
import { type RenderInput } from './renderInput';
import { type TextFitter, WEIGHT } from './text';
import { visibleWorld } from './viewport';

const RADIUS = 8;
/** Below this height on the screen, a name is not legible. */
const MIN_TEXT_PIXELS = 6;
const FONT_PIXELS = 13;
/** Maximum size of a name on the screen at any zoom. */
const MAX_FONT_PIXELS = 16;
const MARGIN = 10;

/** Draws the frames of expanded groups. */
export function drawGroups(context: DrawContext, input: RenderInput): void {
  const { palette, viewport, frames } = input;
  for (const { node, rect } of groupsOnScreen(input)) {
    const trace = () => traceGroup(context, rect);
    const frame = frames.get(node.id);
    context.announce?.({ part: 'box', node });
    if (frame !== undefined) {
      drawFrame(context, frame, viewport.zoom, trace);
    }
    trace();
    context.fillStyle = palette.groupFill;
    context.fill();
    if (frame !== undefined) {
      tintFrame(context, frame);
    }
    context.strokeStyle = palette.groupBorder;
    context.lineWidth = 1 / Math.max(viewport.zoom, 1);
    context.stroke();
  }
}

function traceGroup(context: DrawContext, { x, y, width, height }: Rect): void {
  context.beginPath();
  context.roundRect(x, y, width, height, Math.min(RADIUS, height / 6));
}

/** Draws the names of expanded groups in their upper left corners. */
export function drawGroupNames(context: DrawContext, input: RenderInput, texts: TextFitter): void {
  groupsOnScreen(input).forEach((placed) => drawName(context, placed, input, texts));
}

function groupsOnScreen({ groups, viewport, screen }: RenderInput): PlacedNode[] {
  const world = visibleWorld(viewport, screen);
  return groups.filter(({ rect }) => isSeen(rect, world));
}

function drawName(
  context: DrawContext,
  { node, rect }: PlacedNode,
  { palette, viewport, frames }: RenderInput,
  texts: TextFitter
): void {
  const header = headerOf(node.kind, rect);
  // When zoomed out, names stay as large as the header allows.
  const largest = Math.min(header * 0.74, MAX_FONT_PIXELS / viewport.zoom);
  const size = Math.min(FONT_PIXELS / Math.min(viewport.zoom, 1), largest);
  if (size * viewport.zoom < MIN_TEXT_PIXELS) {
    return;
  }
  const margin = Math.min(MARGIN, header * 0.4);
  context.announce?.({ part: 'name', node });
  context.font = `${WEIGHT} ${size}px ${palette.fontFamily}`;
  context.textBaseline = 'top';
  context.textAlign = 'left';
  context.fillStyle = frames.has(node.id) ? palette.text : palette.groupText;
  const text = texts.fit(node.label, (rect.width - 2 * margin) / size);
  context.fillText(text, rect.x + margin, rect.y + (header - size) / 2);
}

/** Height of the header in world units. In expanded layout nodes, it depends on the size of the node. */
function headerOf(kind: string, rect: Rect): number {
  return kind === 'namespace' || kind === 'zone' || kind === 'group' ? GROUP_HEADER : headerHeight(rect);
}
