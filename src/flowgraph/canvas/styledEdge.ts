import { compareText } from '../../core/compareText';
import { type Curve } from '../layout/edgeCurve';
import { type PlacedEdge } from '../layout/scene';
import { type ColorStep, type VisualEncoding } from './visualEncoding';

/** An edge with its style. */
export interface StyledEdge {
  placed: PlacedEdge;
  /** In pixels at zoom 1. */
  width: number;
  colorStep: ColorStep;
  curve: Curve;
  isStub: boolean;
}

/**
 * Edges with their styles in drawing order: those that need attention are on top.
 *
 * @param whole whether to draw full edges in place of stubs
 */
export function drawOrder(edges: readonly PlacedEdge[], encoding: VisualEncoding, whole = false): StyledEdge[] {
  const byColorStep = new Map<ColorStep, StyledEdge[]>();
  for (const placed of edges) {
    const curve = whole ? placed.curve : (placed.stub ?? placed.curve);
    const colorStep = encoding.colorStepOf(placed.edge);
    const styled = { placed, width: encoding.widthOf(placed.edge), colorStep, curve, isStub: curve !== placed.curve };
    const alike = byColorStep.get(colorStep);
    if (alike) {
      alike.push(styled);
    } else {
      byColorStep.set(colorStep, [styled]);
    }
  }
  return [...byColorStep]
    .sort(([a], [b]) => a.rank - b.rank || compareText(a.color, b.color))
    .flatMap(([, alike]) => alike);
}
