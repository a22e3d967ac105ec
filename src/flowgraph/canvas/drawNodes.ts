import { nodeDetail } from '../../core/graph/nodeDetail';
import { type Rect } from '../layout/geometry';
import { type PlacedNode } from '../layout/scene';
import { type Pen } from './pen';
import { type Picture } from './picture';
import { type TextFitter, WEIGHT } from './text';
import { visibleWorld } from './view';

const RADIUS = 5;
const LABEL = 14;
const DETAIL_SHARE = 0.78;
/** Of large boxes that stand for many, the name is as large as one reads well on the screen. */
const GROUP_LABEL_PIXELS = 17;
/** A longer name is rather cut than smaller. */
const MIN_GROUP_LABEL_PIXELS = 11;
/** However near one looks, a name on the screen is not larger than this. */
const MAX_LABEL_PIXELS = 18;
const MIN_TEXT_PIXELS = 5;
const MIN_BORDER_PIXELS = 9;
const LABEL_HEIGHT_SHARE = 0.37;
/** At the rim there is room around a box: names may be larger than it as long as they do not touch the next. */
const RIM = { pixels: 11, width: 120, heightShare: 1.1, belowPixels: 8 };

/** What edges end at: a box with its name, and below it what it is. */
export function drawNodes(pen: Pen, picture: Picture, texts: TextFitter): void {
  const world = visibleWorld(picture.view, picture.screen);
  for (const placed of picture.nodes) {
    if (isSeen(placed.rect, world)) {
      drawBox(pen, placed, picture);
      drawText(pen, placed, picture, texts);
    }
  }
}

/** Whether some of a box is in the part of the world that is on the screen. */
export function isSeen({ x, y, width, height }: Rect, world: Rect): boolean {
  return x <= world.x + world.width && x + width >= world.x && y <= world.y + world.height && y + height >= world.y;
}

/** The outline of a node: what lies outside the cluster has round ends. */
export function traceNode(pen: Pen, { node, rect }: PlacedNode, by = 0): void {
  const { x, y, width, height } = rect;
  const radius = node.isExternal ? Math.min(height / 2, 23) : Math.min(RADIUS, height / 6);
  pen.beginPath();
  pen.roundRect(x - by, y - by, width + 2 * by, height + 2 * by, radius + by);
}

function drawBox(pen: Pen, placed: PlacedNode, { palette, view }: Picture): void {
  const { node, rect } = placed;
  const isSmall = rect.height * view.zoom < MIN_BORDER_PIXELS;
  const isCell = node.kind === 'pod' || isSmall;
  pen.fillStyle = node.isExternal ? palette.externalFill : isCell ? palette.cellFill : palette.nodeFill;
  if (isSmall) {
    pen.fillRect(rect.x, rect.y, rect.width, rect.height);
    return;
  }
  traceNode(pen, placed);
  pen.fill();
  pen.strokeStyle = palette.nodeBorder;
  pen.lineWidth = Math.min(1, rect.height * 0.03) / Math.max(1, view.zoom / 8);
  pen.stroke();
}

function drawText(pen: Pen, placed: PlacedNode, picture: Picture, texts: TextFitter): void {
  const { rect, node } = placed;
  const { palette, view } = picture;
  const { size, room } = labelOf(placed, picture, texts);
  if (size * view.zoom < MIN_TEXT_PIXELS) {
    return;
  }
  const middle = rect.x + rect.width / 2;
  const detail = rect.height >= size * 2.6 ? nodeDetail(node) : '';
  const centre = rect.y + rect.height / 2;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.font = `${WEIGHT} ${size}px ${palette.fontFamily}`;
  pen.fillStyle = palette.text;
  pen.fillText(texts.fit(shortLabel(placed), room / size), middle, centre - (detail ? size * 0.45 : 0));
  if (detail) {
    const detailSize = size * DETAIL_SHARE;
    pen.font = `400 ${detailSize}px ${palette.fontFamily}`;
    pen.fillStyle = palette.secondaryText;
    pen.fillText(texts.fit(detail, room / detailSize), middle, centre + size * 0.75);
  }
}

/** Whether a node is large enough for its name to be drawn in it. */
export function hasNameWithin(placed: PlacedNode, picture: Picture, texts: TextFitter): boolean {
  return labelOf(placed, picture, texts).size * picture.view.zoom >= MIN_TEXT_PIXELS;
}

/** In world units, like the room that the name has. */
interface Label {
  size: number;
  room: number;
}

function labelOf({ node, rect }: PlacedNode, { view }: Picture, texts: TextFitter): Label {
  const room = rect.width - Math.min(20, rect.width * 0.12);
  const isGroup = node.kind === 'namespace' || node.kind === 'zone' || node.kind === 'cluster' || node.kind === 'group';
  const largest = Math.min(rect.height * LABEL_HEIGHT_SHARE, MAX_LABEL_PIXELS / view.zoom);
  if (isGroup) {
    const wholeSize = room / texts.widthOf(node.label);
    const wanted = Math.max(LABEL, GROUP_LABEL_PIXELS / view.zoom);
    const size = Math.max(Math.min(wanted, wholeSize), MIN_GROUP_LABEL_PIXELS / view.zoom);
    return { size: Math.min(size, largest), room };
  }
  const size = Math.min(LABEL, largest);
  const legible = RIM.pixels / view.zoom;
  const hasRoomAround = node.isExternal && legible <= rect.height * RIM.heightShare;
  return hasRoomAround && size * view.zoom < RIM.belowPixels
    ? { size: legible, room: Math.max(room, RIM.width / view.zoom) }
    : { size, room };
}

/** A pod's name without that of its workload, which is written above it. */
function shortLabel({ node: { label }, within }: PlacedNode): string {
  return within !== undefined && label.startsWith(`${within}-`) ? label.slice(within.length + 1) : label;
}
