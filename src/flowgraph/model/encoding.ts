import { type FieldConfigSource, formattedValueToString, getValueFormat } from '@grafana/data';
import { type EdgeChange, changeOf, growthOf } from '../../core/graph/compare';
import { type FlowGraph, type GraphEdge } from '../../core/graph/graph';
import { type Measure, stepOf } from '../../core/graph/measure';
import { type VisualEncoding, type Palette, type ColorStep } from '../canvas/visualEncoding';
import { limitsIn } from '../../frames/thresholds';
import { type WidthScale, widthScale } from '../canvas/scale';

/** The encoding of edges, with everything that the legend shows. */
export interface GraphEncoding extends VisualEncoding {
  width: { measure: Measure; scale: WidthScale };
  color: ColorScale;
}

/** The color scale: by the limits of a measure, or by change. */
export type ColorScale =
  | { kind: 'measure'; measure: Measure; steps: Array<{ from: number | undefined; color: string }> }
  | { kind: 'change'; changes: Array<{ change: EdgeChange; color: string }> };

export interface EncodingOptions {
  width: Measure;
  color: Measure;
  palette: Palette;
  /** Limits and colors from the field options; undefined if those of the measure apply. */
  thresholds?: Array<{ from: number; color: string }>;
  hasLabels: boolean;
  /** Length of the current window divided by the length of the compared window. */
  comparedTimeRatio?: number;
}

/** A value in the unit of its measure. */
export function formatValue({ unit }: Measure, value: number): string {
  const decimals = Number.isInteger(value) && Math.abs(value) < 1_000 && unit === 'short' ? 0 : undefined;
  return formattedValueToString(getValueFormat(unit)(value, decimals));
}

/** The encoding of a graph: by measures, or by change if there is a compared window. */
export function encodingOf(graph: FlowGraph, options: EncodingOptions): GraphEncoding {
  const { width: widthMeasure, hasLabels, comparedTimeRatio } = options;
  const scale = widthScale(graph.edges.map((edge) => widthMeasure.of(edge) ?? 0));
  const colorOf = comparedTimeRatio === undefined ? byMeasure(options) : byChange(options.palette, comparedTimeRatio);
  return {
    width: { measure: widthMeasure, scale },
    color: colorOf.scale,
    widthOf: (edge) => scale.widthOf(widthMeasure.of(edge)),
    colorStepOf: colorOf.colorStepOf,
    labelOf: (edge) => (hasLabels || colorOf.colorStepOf(edge).rank > 0 ? colorOf.labelOf(edge) : undefined),
  };
}

interface Coloring extends Pick<VisualEncoding, 'colorStepOf' | 'labelOf'> {
  scale: ColorScale;
}

function byMeasure({ width, color, palette, thresholds }: EncodingOptions): Coloring {
  const limits = thresholds?.map(({ from }) => from) ?? color.limits;
  const colorAt = (step: number) =>
    (step === 0 ? undefined : thresholds?.[step - 1]?.color) ?? palette.steps[Math.min(step, palette.steps.length - 1)];
  const steps = [undefined, ...limits].map((from, step) => ({ from, color: colorAt(step) ?? palette.unknown }));
  const colorSteps = steps.map((step, index): ColorStep => ({
    color: step.color,
    rank: Math.min(index, 2),
    isDashed: false,
  }));
  const unknown: ColorStep = { color: palette.unknown, rank: 0, isDashed: false };
  const textOf = (measure: Measure, edge: GraphEdge) => {
    const value = measure.of(edge);
    return value === undefined ? undefined : formatValue(measure, value);
  };
  return {
    scale: { kind: 'measure', measure: color, steps },
    colorStepOf: (edge) => colorSteps[stepOf(color, edge, limits) ?? -1] ?? unknown,
    // An edge that reaches a limit shows the value that reaches it. Losses without a ratio have no such value.
    labelOf: (edge) =>
      ((stepOf(color, edge, limits) ?? 0) > 0 && color.of(edge) !== 0 ? textOf(color, edge) : undefined) ??
      textOf(width, edge),
  };
}

const CHANGES: readonly EdgeChange[] = ['new', 'gone', 'grown', 'shrunk', 'same'];

function byChange(palette: Palette, timeRatio: number): Coloring {
  const colorStep = (change: EdgeChange, rank: number, isDashed = false) => ({
    color: palette.changes[change],
    rank,
    isDashed,
  });
  const colorSteps: Record<EdgeChange, ColorStep> = {
    same: colorStep('same', 0),
    shrunk: colorStep('shrunk', 0),
    grown: colorStep('grown', 1),
    gone: colorStep('gone', 1, true),
    new: colorStep('new', 2),
  };
  return {
    scale: { kind: 'change', changes: CHANGES.map((change) => ({ change, color: palette.changes[change] })) },
    colorStepOf: (edge) => colorSteps[changeOf(edge, timeRatio)],
    labelOf: (edge) => {
      const change = changeOf(edge, timeRatio);
      const growth = growthOf(edge, timeRatio);
      if (change === 'grown' || change === 'shrunk') {
        return growth === undefined ? undefined : formatGrowth(growth);
      }
      return change === 'same' ? undefined : change;
    },
  };
}

/** "×3.2", "÷2". */
function formatGrowth(growth: number): string {
  const factor = growth >= 1 ? growth : 1 / growth;
  return `${growth >= 1 ? '×' : '÷'}${factor >= 10 ? Math.round(factor) : factor.toFixed(1)}`;
}

/** The thresholds from the panel's field options; undefined if none are set. */
export function thresholdsOf(
  { defaults }: FieldConfigSource,
  colorOf: (name: string) => string
): EncodingOptions['thresholds'] {
  const limits = limitsIn(defaults.thresholds);
  return limits.length === 0 ? undefined : limits.map(({ from, color }) => ({ from, color: colorOf(color) }));
}
