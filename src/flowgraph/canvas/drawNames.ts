import { isWithin, type Rect } from '../layout/geometry';
import { type RectIndex } from '../layout/rectIndex';
import { type PlacedNode } from '../layout/scene';
import { hasNameWithin, isSeen } from './drawNodes';
import { type DrawContext } from './drawContext';
import { type RenderInput } from './renderInput';
import { type TextFitter, WEIGHT } from './text';
import { toScreen, visibleWorld } from './viewport';

const FONT_PIXELS = 11;
const MAX_WIDTH_PIXELS = 130;
const GAP_PIXELS = 2;
const PADDING = 2;
const MAX_NAMES = 250;

/**
 * Writes names next to nodes without a group that are too small on the screen to contain them, wherever they cover
 * nothing; nodes with most edges first.
 *
 * @param taken what must not be covered, in CSS pixels; the names are added to it
 */
export function drawNames(context: DrawContext, input: RenderInput, texts: TextFitter, taken: RectIndex): void {
  const { palette } = input;
  context.font = `${WEIGHT} ${FONT_PIXELS}px ${palette.fontFamily}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  let names = 0;
  for (const placed of namelessOf(input, texts)) {
    const text = texts.fit(placed.node.label, MAX_WIDTH_PIXELS / FONT_PIXELS);
    const labelBox = placesFor(placed, texts.widthOf(text) * FONT_PIXELS, input).find(
      (place) => isWithin(place, { x: 0, y: 0, ...input.screen }) && !taken.isHit(place)
    );
    if (labelBox && names < MAX_NAMES) {
      taken.add(labelBox);
      names += 1;
      context.announce?.({ part: 'name', node: placed.node });
      context.globalAlpha = 0.75;
      context.fillStyle = palette.background;
      context.fillRect(labelBox.x, labelBox.y, labelBox.width, labelBox.height);
      context.globalAlpha = 1;
      context.fillStyle = palette.text;
      context.fillText(text, labelBox.x + PADDING, labelBox.y + labelBox.height / 2);
    }
  }
}

/** Nodes on the screen that have no group and are too small to contain their name; those with most edges first. */
function namelessOf(input: RenderInput, texts: TextFitter): readonly PlacedNode[] {
  const world = visibleWorld(input.viewport, input.screen);
  const groups = new Set(input.groups.map(({ node }) => node.id));
  const nameless = input.nodes.filter(
    (placed) =>
      !groups.has(placed.node.parent ?? '') &&
      !placed.node.isExternal &&
      isSeen(placed.rect, world) &&
      !hasNameWithin(placed, input, texts)
  );
  const edgesAt = nameless.length === 0 ? new Map<string, number>() : countEdges(input);
  const edgesOf = ({ node: { id } }: PlacedNode) => edgesAt.get(id) ?? 0;
  return nameless.sort((a, b) => edgesOf(b) - edgesOf(a));
}

function countEdges({ edges }: RenderInput): Map<string, number> {
  const counts = new Map<string, number>();
  for (const {
    edge: { source, target },
  } of edges) {
    counts.set(source, (counts.get(source) ?? 0) + 1);
    counts.set(target, (counts.get(target) ?? 0) + 1);
  }
  return counts;
}

/** Positions below, above, and next to a node, in CSS pixels. */
function placesFor({ rect }: PlacedNode, textWidth: number, { viewport }: RenderInput): Rect[] {
  const { x, y } = toScreen(viewport, rect);
  const size = { width: textWidth + 2 * PADDING, height: FONT_PIXELS + 2 * PADDING };
  const [width, height] = [rect.width * viewport.zoom, rect.height * viewport.zoom];
  const left = x + width / 2 - size.width / 2;
  const top = y + height / 2 - size.height / 2;
  return [
    { x: left, y: y + height + GAP_PIXELS, ...size },
    { x: left, y: y - size.height - GAP_PIXELS, ...size },
    { x: x + width + GAP_PIXELS, y: top, ...size },
    { x: x - size.width - GAP_PIXELS, y: top, ...size },
  ];
}
