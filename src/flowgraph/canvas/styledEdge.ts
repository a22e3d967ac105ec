import { compareText } from '../../core/compareText';
import { addMetrics } from '../../core/graph/edgeMetrics';
import { type GraphEdge } from '../../core/graph/graph';
import { type Curve } from '../layout/curve';
import { type PlacedEdge, type PlacedTrunk, type Scene } from '../layout/scene';
import { type DrawnLine } from './drawContext';
import { type LineMark, NO_MARKS, type ProblemMarks } from './problemMarks';
import { type ColorStep, type VisualEncoding } from './visualEncoding';

/** A line to draw: an edge, or a piece of a trunk with the sum of its edges. */
export interface StyledEdge {
  /** Unique among all lines. */
  id: string;
  edge: GraphEdge;
  /** The trunk that it is a piece of, or runs on. */
  trunk: number | undefined;
  /** In pixels at zoom 1. */
  width: number;
  /** In world units. */
  maxWidth: number;
  colorStep: ColorStep;
  curve: Curve;
  hasArrow: boolean;
  /** The listed problem of the edge, or of a part of it. */
  mark: LineMark | undefined;
}

/** What is drawn for a styled edge. */
export function lineOf({ id, edge: { source, target }, trunk }: StyledEdge): DrawnLine {
  return { id, source, target, trunk };
}

/** How much attention a line needs: the rank of its color or of the problem that it contains. 0 is none. */
export function attentionOf({ colorStep, mark }: Pick<StyledEdge, 'colorStep' | 'mark'>): number {
  return Math.max(colorStep.rank, mark?.colorStep.rank ?? 0);
}

/** Maximum width of a trunk: less than the distance between parallel lines, in world units. */
const MAX_TRUNK_WIDTH = 6.5;

/**
 * The lines of a scene in drawing order: those that need attention are on top, and the worst problem is above all. Edges that
 * run on trunks and need none are drawn as pieces of trunks, and folded ones are not drawn.
 */
export function drawOrder(
  { edges, trunks }: Pick<Scene, 'edges' | 'trunks'>,
  encoding: VisualEncoding,
  { lines }: ProblemMarks = NO_MARKS
): StyledEdge[] {
  const isMerged = ({ trunk, edge, isFolded }: PlacedEdge) =>
    trunk !== undefined && !isFolded && !lines.has(edge.id) && encoding.colorStepOf(edge).rank === 0;
  const single = edges.filter((placed) => !placed.isFolded && !isMerged(placed));
  const marked = single.filter(({ edge }) => lines.has(edge.id));
  const others = single.filter(({ edge }) => !lines.has(edge.id));
  return [
    ...inOrder([
      ...trunks.flatMap((piece, index) => styleTrunk(piece, piece.edges.filter(isMerged), index, encoding) ?? []),
      ...others.map((placed) => styleEdge(placed, encoding)),
    ]),
    ...marked.map((placed) => styleEdge(placed, encoding, lines.get(placed.edge.id))).sort(worstLast),
  ];
}

function worstLast(a: StyledEdge, b: StyledEdge): number {
  return (b.mark?.place ?? 0) - (a.mark?.place ?? 0);
}

/** Edges in drawing order, each from end to end. */
export function drawWhole(edges: readonly PlacedEdge[], encoding: VisualEncoding): StyledEdge[] {
  return inOrder(edges.map((placed) => styleEdge(placed, encoding)));
}

function styleEdge(
  { edge, curve, maxWidth, trunk }: PlacedEdge,
  encoding: VisualEncoding,
  mark?: LineMark
): StyledEdge {
  return {
    id: edge.id,
    edge,
    trunk,
    width: encoding.widthOf(edge),
    maxWidth,
    colorStep: encoding.colorStepOf(edge),
    curve,
    hasArrow: true,
    mark,
  };
}

/**
 * @param members the edges that are drawn as a part of the trunk, heaviest first
 * @returns undefined without members
 */
function styleTrunk(
  { curve, hasArrow, trunk }: PlacedTrunk,
  members: readonly PlacedEdge[],
  index: number,
  encoding: VisualEncoding
): StyledEdge | undefined {
  const [heaviest] = members;
  if (!heaviest) {
    return undefined;
  }
  const edge =
    members.length === 1
      ? heaviest.edge
      : sumOf(
          members.map((member) => member.edge),
          heaviest.edge
        );
  const width = encoding.widthOf(edge);
  const colorStep = encoding.colorStepOf(heaviest.edge);
  const id = `${edge.id} ${index}`;
  return { id, edge, trunk, width, maxWidth: MAX_TRUNK_WIDTH, colorStep, curve, hasArrow, mark: undefined };
}

function sumOf(edges: readonly GraphEdge[], heaviest: GraphEdge): GraphEdge {
  const sum: GraphEdge = { ...heaviest, ...(heaviest.others && { others: { ...heaviest.others } }) };
  edges.filter((edge) => edge !== heaviest).forEach((edge) => addMetrics(sum, edge));
  return sum;
}

function inOrder(styled: readonly StyledEdge[]): StyledEdge[] {
  const byColorStep = new Map<ColorStep, StyledEdge[]>();
  for (const one of styled) {
    const alike = byColorStep.get(one.colorStep);
    if (alike) {
      alike.push(one);
    } else {
      byColorStep.set(one.colorStep, [one]);
    }
  }
  return [...byColorStep]
    .sort(([a], [b]) => a.rank - b.rank || compareText(a.color, b.color))
    .flatMap(([, alike]) => alike);
}
