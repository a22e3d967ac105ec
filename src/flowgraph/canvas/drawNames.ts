import { isWithin, type Rect } from '../layout/geometry';
import { type RectIndex } from '../layout/rectIndex';
import { type PlacedNode } from '../layout/scene';
import { hasNameWithin, isSeen } from './drawNodes';
import { type Pen } from './pen';
import { type Picture } from './picture';
import { type TextFitter, WEIGHT } from './text';
import { toScreen, visibleWorld } from './view';

const FONT_PIXELS = 11;
const MAX_WIDTH_PIXELS = 130;
const GAP_PIXELS = 2;
const PADDING = 2;
const MAX_NAMES = 250;

/**
 * Writes names beside nodes that stand alone and are too small on the screen for their own, where they
 * cover nothing; the best connected first.
 *
 * @param taken what may not be covered; the names are added to it
 */
export function drawNames(pen: Pen, picture: Picture, texts: TextFitter, taken: RectIndex): void {
  const { palette } = picture;
  pen.font = `${WEIGHT} ${FONT_PIXELS}px ${palette.fontFamily}`;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  let names = 0;
  for (const placed of namelessOf(picture, texts)) {
    const text = texts.fit(placed.node.label, MAX_WIDTH_PIXELS / FONT_PIXELS);
    const box = placesFor(placed, texts.widthOf(text) * FONT_PIXELS, picture).find(
      (place) => isWithin(place, { x: 0, y: 0, ...picture.screen }) && !taken.isHit(place)
    );
    if (box && names < MAX_NAMES) {
      taken.add(box);
      names += 1;
      pen.globalAlpha = 0.75;
      pen.fillStyle = palette.background;
      pen.fillRect(box.x, box.y, box.width, box.height);
      pen.globalAlpha = 1;
      pen.fillStyle = palette.text;
      pen.fillText(text, box.x + PADDING, box.y + box.height / 2);
    }
  }
}

/** On the screen, in no box, and too small for a name within; the best connected first. */
function namelessOf(picture: Picture, texts: TextFitter): readonly PlacedNode[] {
  const world = visibleWorld(picture.view, picture.screen);
  const boxes = new Set(picture.boxes.map(({ node }) => node.id));
  const nameless = picture.nodes.filter(
    (placed) =>
      !boxes.has(placed.node.parent ?? '') &&
      !placed.node.isExternal &&
      isSeen(placed.rect, world) &&
      !hasNameWithin(placed, picture, texts)
  );
  const edgesAt = nameless.length === 0 ? new Map<string, number>() : countEdges(picture);
  const edgesOf = ({ node: { id } }: PlacedNode) => edgesAt.get(id) ?? 0;
  return nameless.sort((a, b) => edgesOf(b) - edgesOf(a));
}

function countEdges({ edges }: Picture): Map<string, number> {
  const counts = new Map<string, number>();
  for (const {
    placed: {
      edge: { source, target },
    },
  } of edges) {
    counts.set(source, (counts.get(source) ?? 0) + 1);
    counts.set(target, (counts.get(target) ?? 0) + 1);
  }
  return counts;
}

/** Below, above, and beside a node, in CSS pixels. */
function placesFor({ rect }: PlacedNode, textWidth: number, { view }: Picture): Rect[] {
  const { x, y } = toScreen(view, rect);
  const size = { width: textWidth + 2 * PADDING, height: FONT_PIXELS + 2 * PADDING };
  const [width, height] = [rect.width * view.zoom, rect.height * view.zoom];
  const left = x + width / 2 - size.width / 2;
  const top = y + height / 2 - size.height / 2;
  return [
    { x: left, y: y + height + GAP_PIXELS, ...size },
    { x: left, y: y - size.height - GAP_PIXELS, ...size },
    { x: x + width + GAP_PIXELS, y: top, ...size },
    { x: x - size.width - GAP_PIXELS, y: top, ...size },
  ];
}
