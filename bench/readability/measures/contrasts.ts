import { percentile } from '../../shared/percentile';
import { type Point } from '../../../src/flowgraph/layout/geometry';
import { Backdrop } from '../picture/backdrop';
import { type Color, contrastRatio, paintOver } from '../picture/color';
import { pointsAlong } from '../picture/paths';
import { type DrawnEdge, type NodeText, type Picture } from '../picture/picture';

/** Contrast ratios from 1 to 21. */
export interface Contrasts {
  smallest: number;
  /** Share of those with a lower contrast than WCAG requires, from 0 to 1. */
  tooLow: number;
}

/**
 * The least contrast of texts and of graphical objects.
 * Source: WCAG 2.2, success criteria 1.4.3 and 1.4.11.
 */
const REQUIRED = { text: 4.5, graphics: 3 };
/** An edge is compared with its backdrop at the middles of so many parts. */
const EDGE_PARTS = 12;
/** Where texts are compared with their backdrop, as shares of their width. */
const TEXT_POSITIONS = [0.05, 0.25, 0.5, 0.75, 0.95];

/** The contrast of names and second lines with what is behind them; undefined without any. */
export function textContrasts(picture: Picture): Contrasts | undefined {
  const backdrop = new Backdrop(picture);
  return summary(
    picture.texts.map((text) => contrastAt(backdrop, text, pointsIn(text))),
    REQUIRED.text
  );
}

/** The contrast of edges, where they are visible, with what is behind them; undefined without any. */
export function edgeContrasts(picture: Picture): Contrasts | undefined {
  const backdrop = new Backdrop(picture);
  const visible = picture.edges.map((edge) => ({
    edge,
    points: middlesOf(edge).filter((point) => !backdrop.isHidden(point, edge.order)),
  }));
  return summary(
    visible.flatMap(({ edge, points }) => (points.length === 0 ? [] : [contrastAt(backdrop, edge, points)])),
    REQUIRED.graphics
  );
}

/** The smallest contrast at some points. */
function contrastAt(
  backdrop: Backdrop,
  { color, order }: { color: Color; order: number },
  points: readonly Point[]
): number {
  const ratios = points.map((point) => {
    const behind = backdrop.colorAt(point, order);
    return contrastRatio(paintOver(behind, color), behind);
  });
  return Math.min(...ratios);
}

function summary(ratios: readonly number[], required: number): Contrasts | undefined {
  return ratios.length === 0
    ? undefined
    : { smallest: percentile(ratios, 0), tooLow: ratios.filter((ratio) => ratio < required).length / ratios.length };
}

function pointsIn({ rect: { x, y, width, height } }: NodeText): Point[] {
  return TEXT_POSITIONS.map((share) => ({ x: x + share * width, y: y + height / 2 }));
}

function middlesOf({ path }: DrawnEdge): Point[] {
  return pointsAlong(path, 2 * EDGE_PARTS).filter((_, index) => index % 2 === 1);
}
