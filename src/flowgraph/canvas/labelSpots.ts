import { inflate, isWithin, overlap, type Point, type Rect, type Size } from '../layout/geometry';
import { type Curve, distance, pointOn, polylineOf } from '../layout/curve';
import { RectIndex } from '../layout/rectIndex';
import { type PlacedNode } from '../layout/scene';
import { drawnWidth } from './drawEdges';
import { isSeen, textRectOf } from './drawNodes';
import { type RenderInput } from './renderInput';
import { attentionOf, type StyledEdge } from './styledEdge';
import { type TextFitter } from './text';
import { toScreen, visibleWorld } from './viewport';

/** About the length of a label. */
const CELL_PIXELS = 60;
/** Smaller nodes are only a pattern, which labels may cover. */
const MIN_NODE_PIXELS = 4;
/** About the font size of the name of a group. */
const NAME_PIXELS = 13;
/** Between an edge and the label next to it: the nearest distance at which there is space. */
const BESIDE_PIXELS = [3, 10];
/** Between texts. */
const TEXT_GAP = 2;
/** Shares of a piece of an edge at which a label can be: in the middle, if possible. */
const SHARES = [0.5, 0.3, 0.7, 0.15, 0.85];
const MARK_SHARES = [0.5, 0.3, 0.7, 0.12, 0.88];

/** Which end of a label its mark is at. */
type MarkSide = 'left' | 'right';

/** Where a label fits. */
export interface LabelSpot {
  /** In CSS pixels. */
  box: Rect;
  markSide: MarkSide;
}

/** Finds positions of labels, in CSS pixels, at which they cover no name, no other label, and no other line. */
export class LabelSpots {
  /** Nodes and names. */
  readonly names = new RectIndex(CELL_PIXELS);
  /** Labels and marks. */
  private readonly said = new RectIndex(CELL_PIXELS);
  /** The lines of edges: of all, and of those that need attention. */
  private readonly lines = { all: new RectIndex(CELL_PIXELS), attention: new RectIndex(CELL_PIXELS) };
  /** The rectangles of the pieces of an edge, in the indices of lines. */
  private readonly piecesOf = new Map<StyledEdge, ReadonlySet<Rect>>();
  /** Nodes with their rectangles in the index of names, by id. */
  private readonly nodes = new Map<string, { placed: PlacedNode; rect: Rect }>();

  constructor(
    private readonly input: RenderInput,
    private readonly texts: TextFitter
  ) {
    this.addNodes();
    this.addNamesOfGroups();
  }

  /** Adds lines, which labels of other edges avoid. */
  addLines(edges: readonly StyledEdge[]): void {
    for (const styled of edges) {
      const points = polylineOf(styled.curve).map((point) => toScreen(this.input.viewport, point));
      const half = this.halfWidth(styled);
      const pieces = points.slice(1).map((point, index) => rectAround(points[index] ?? point, point, half));
      this.piecesOf.set(styled, new Set(pieces));
      pieces.forEach((piece) => {
        this.lines.all.add(piece);
        if (attentionOf(styled) > 0) {
          this.lines.attention.add(piece);
        }
      });
    }
  }

  /** Keeps others away from a label or mark. */
  take(box: Rect): void {
    this.said.add(box);
  }

  /** A free position for a label on its edge: in the middle of its longest piece, if possible. */
  on(styled: StyledEdge, size: Size): LabelSpot | undefined {
    const lines = attentionOf(styled) > 0 ? this.lines.attention : this.lines.all;
    const own = this.piecesOf.get(styled);
    const box = this.placesOn(styled)
      .map((place) => boxAround(place, size))
      .find((at) => this.isFree(at) && !this.names.isHit(at) && !lines.isHit(at, 0, own));
    return box && { box, markSide: 'left' };
  }

  /**
   * A position next to the edge for a label or mark, if there is none on it. It may cover other lines, and the borders of
   * the nodes that the edge connects, but no texts.
   */
  beside(styled: StyledEdge, size: Size): LabelSpot | undefined {
    const { source, target } = styled.edge;
    const ends = [source, target].flatMap((id) => this.nodes.get(id) ?? []);
    const rects = new Set(ends.map(({ rect }) => rect));
    const written = ends.map(({ placed }) => this.onScreen(textRectOf(placed, this.input, this.texts)));
    const half = this.halfWidth(styled);
    const places = this.placesOn(styled);
    return BESIDE_PIXELS.flatMap((gap) => places.flatMap((place) => spotsBeside(place, size, gap + half))).find(
      ({ box }) =>
        this.isFree(box) && !this.names.isHit(box, 0, rects) && !written.some((text) => overlap(text, box, TEXT_GAP))
    );
  }

  /** A position for a mark without a text. Undefined if it would cover a label or another mark. */
  forMark(styled: StyledEdge, size: Size): Rect | undefined {
    const boxes = MARK_SHARES.map((share) => {
      const { x, y } = toScreen(this.input.viewport, pointOn(styled.curve, share));
      return { x: x - size.width / 2, y: y - size.height / 2, ...size };
    });
    const onEdge = boxes.find((box) => !this.names.isHit(box));
    const best = onEdge ?? this.beside(styled, size)?.box ?? boxes[0];
    return best && this.said.isHit(best) ? undefined : best;
  }

  /** Half the width of an edge on the screen. */
  private halfWidth(styled: StyledEdge): number {
    const { zoom } = this.input.viewport;
    return (drawnWidth(styled, zoom) * zoom) / 2;
  }

  private isFree(box: Rect): boolean {
    return isWithin(box, { x: 0, y: 0, ...this.input.screen }) && !this.said.isHit(box);
  }

  /** Positions on an edge, those on long pieces first. */
  private placesOn({ curve }: StyledEdge): Point[] {
    return placesOn(curve).map((place) => toScreen(this.input.viewport, place));
  }

  private addNodes(): void {
    const { nodes, viewport, screen } = this.input;
    const world = visibleWorld(viewport, screen);
    for (const placed of nodes) {
      if (placed.rect.height * viewport.zoom >= MIN_NODE_PIXELS && isSeen(placed.rect, world)) {
        const rect = this.onScreen(placed.rect);
        this.names.add(rect);
        this.nodes.set(placed.node.id, { placed, rect });
      }
    }
  }

  private addNamesOfGroups(): void {
    for (const { node, rect } of this.input.groups) {
      const { x, y, width } = this.onScreen(rect);
      const nameWidth = Math.min(this.texts.widthOf(node.label) * NAME_PIXELS + 12, width);
      this.names.add({ x, y, width: nameWidth, height: NAME_PIXELS + 8 });
    }
  }

  private onScreen({ x, y, width, height }: Rect): Rect {
    const { viewport } = this.input;
    return { ...toScreen(viewport, { x, y }), width: width * viewport.zoom, height: height * viewport.zoom };
  }
}

function rectAround(a: Point, b: Point, by: number): Rect {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return inflate({ x, y, width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) }, by);
}

/** Positions on a curve, those on long pieces first, in world units. */
function placesOn({ from, pieces }: Curve): Point[] {
  let before = from;
  const all = pieces.map((piece) => {
    const start = before;
    before = piece.to;
    return { curve: { from: start, pieces: [piece] as const }, length: distance(start, piece.to) };
  });
  return all.sort((a, b) => b.length - a.length).flatMap(({ curve }) => SHARES.map((share) => pointOn(curve, share)));
}

/** To the right and to the left of a point of an edge, above and below it; with the mark near to the edge. */
function spotsBeside({ x, y }: Point, size: Size, gap: number): LabelSpot[] {
  const [across, down] = [size.width / 2 + gap, size.height / 2 + gap];
  return [
    { box: boxAround({ x: x + across, y }, size), markSide: 'left' },
    { box: boxAround({ x: x - across, y }, size), markSide: 'right' },
    { box: boxAround({ x, y: y - down }, size), markSide: 'left' },
    { box: boxAround({ x, y: y + down }, size), markSide: 'left' },
  ];
}

function boxAround({ x, y }: Point, { width, height }: Size): Rect {
  return { x: x - width / 2, y: y - height / 2, width, height };
}
