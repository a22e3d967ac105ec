import { type FieldConfigSource, formattedValueToString, getValueFormat } from '@grafana/data';
import { type EdgeChange, changeOf, growthOf } from '../../core/graph/compare';
import { isDenied, VERDICT_STATES, type VerdictState } from '../../core/flow/flowVerdict';
import { type FlowGraph, type GraphEdge } from '../../core/graph/graph';
import { sumOfVerdicts, worstVerdict } from '../../core/graph/edgeVerdicts';
import { type Measure, stepOf } from '../../core/graph/measure';
import { type VisualEncoding, type Palette, type ColorStep } from '../canvas/visualEncoding';
import { limitsIn } from '../../frames/thresholds';
import { type WidthScale, widthScale } from '../canvas/scale';
import { partlyDeniedText } from './verdictText';

/** The encoding of edges, with everything that the legend shows. */
export interface GraphEncoding extends VisualEncoding {
  width: { measure: Measure; scale: WidthScale };
  color: ColorScale;
}

/** The color scale: by the limits of a measure, by change, or by the verdicts of network policies. */
export type ColorScale =
  | { kind: 'measure'; measure: Measure; steps: Array<{ from: number | undefined; color: string }> }
  | { kind: 'change'; changes: Array<{ change: EdgeChange; color: string }>; timeRatio: number }
  | { kind: 'verdict'; states: Array<{ state: VerdictState } & ColorStep> };

export interface EncodingOptions {
  width: Measure;
  color: Measure;
  palette: Palette;
  /** Limits and colors from the field options; undefined if those of the measure apply. */
  thresholds?: Array<{ from: number; color: string }>;
  hasLabels: boolean;
  /** What labels of edges show in addition. */
  labelMeasures?: readonly Measure[];
  /** Length of the current window divided by the length of the compared window. */
  comparedTimeRatio?: number;
}

/** A value in the unit of its measure. */
export function formatValue({ unit }: Measure, value: number): string {
  const decimals = Number.isInteger(value) && Math.abs(value) < 1_000 && unit === 'short' ? 0 : undefined;
  return formattedValueToString(getValueFormat(unit)(value, decimals));
}

/** The encoding of a graph: by verdicts if it has any, by change if there is a compared window, else by measures. */
export function encodingOf(graph: FlowGraph, options: EncodingOptions): GraphEncoding {
  const { width: widthMeasure, hasLabels, comparedTimeRatio } = options;
  const scale = widthScale(graph.edges.map((edge) => widthMeasure.of(edge) ?? 0));
  const verdicts = statesIn(graph);
  const colorOf =
    verdicts.length > 0
      ? byVerdict(verdicts, options)
      : comparedTimeRatio === undefined
        ? byMeasure(options)
        : byChange(options.palette, comparedTimeRatio);
  return {
    width: { measure: widthMeasure, scale },
    color: colorOf.scale,
    widthOf: (edge) => scale.widthOf(widthMeasure.of(edge)),
    colorStepOf: colorOf.colorStepOf,
    labelOf: (edge) => (hasLabels || colorOf.colorStepOf(edge).rank > 0 ? colorOf.labelOf(edge) : undefined),
  };
}

function valueText(measure: Measure, edge: GraphEdge): string | undefined {
  const value = measure.of(edge);
  return value === undefined ? undefined : formatValue(measure, value);
}

/** Values that are known and not 0. */
function valuesText(measures: readonly Measure[], edge: GraphEdge): string {
  return measures.flatMap((measure) => (measure.of(edge) ? (valueText(measure, edge) ?? []) : [])).join(' · ');
}

interface Coloring extends Pick<VisualEncoding, 'colorStepOf' | 'labelOf'> {
  scale: ColorScale;
}

function byMeasure({ width, color, palette, thresholds, labelMeasures = [] }: EncodingOptions): Coloring {
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
  return {
    scale: { kind: 'measure', measure: color, steps },
    colorStepOf: (edge) => colorSteps[stepOf(color, edge, limits) ?? -1] ?? unknown,
    // An edge that reaches a limit shows the value that reaches it. Losses without a ratio have no such value.
    labelOf: (edge) => {
      const reached =
        (stepOf(color, edge, limits) ?? 0) > 0 && color.of(edge) !== 0
          ? `${valueText(color, edge)}${color.per ?? ''}`
          : undefined;
      return labelMeasures.length === 0
        ? (reached ?? valueText(width, edge))
        : [reached, valuesText([width, ...labelMeasures], edge)].filter(Boolean).join(' · ');
    },
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
    scale: {
      kind: 'change',
      changes: CHANGES.map((change) => ({ change, color: palette.changes[change] })),
      timeRatio,
    },
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

/** The verdicts in a graph, from harmless to worst; those that a legend always explains come with them. */
function statesIn({ edges }: FlowGraph): VerdictState[] {
  const found = sumOfVerdicts(edges);
  return found
    ? VERDICT_STATES.filter((state) => state === 'allowed' || state === 'denied' || found[state] !== undefined)
    : [];
}

/** Newly denied flows are the worst. If several verdicts meet in an edge, the worst one is its color. */
function byVerdict(states: readonly VerdictState[], { palette, width }: EncodingOptions): Coloring {
  const rankOf = (state: VerdictState) => (state === 'allowed' ? 0 : state === 'newly-denied' ? 2 : 1);
  const colorSteps = states.map((state) => ({
    state,
    color: palette.verdicts[state],
    rank: rankOf(state),
    isDashed: isDenied(state),
  }));
  const unknown: ColorStep = { color: palette.unknown, rank: 0, isDashed: false };
  return {
    scale: { kind: 'verdict', states: colorSteps },
    colorStepOf: (edge) => colorSteps.find(({ state }) => state === worstVerdict(edge)) ?? unknown,
    labelOf: (edge) => partlyDeniedText(edge) ?? valueText(width, edge),
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
