import { VERDICT_STATES } from '../../core/flow/flowVerdict';
import { worstVerdict } from '../../core/graph/edgeVerdicts';
import { type GraphEdge } from '../../core/graph/graph';
import { lossEvents } from '../../core/graph/loss';
import { type Measure, stepOf } from '../../core/graph/measure';
import { compareText } from '../../core/compareText';
import { countOfMeasure } from '../messages/problems';
import { lossCount } from '../messages/shared';
import { type ColorScale, formatValue, type GraphEncoding } from './encoding';
import { formatCount } from './format';
import { verdictText } from './verdictText';

type Encoding = Pick<GraphEncoding, 'color' | 'colorStepOf' | 'labelOf'>;
type MeasureScale = Extract<ColorScale, { kind: 'measure' }>;

/** How many problems the list shows, and the map marks. */
export const MAX_LISTED = 12;

/** An edge with what decides its place among the problems, the most important number first. Higher is worse. */
interface RatedEdge {
  edge: GraphEdge;
  severity: readonly number[];
}

/**
 * The edges that need attention, worst first: by the rank of their color, then by the events beyond the limit that they reach, then
 * by bytes. The order of edges that are equally bad depends on their IDs only.
 */
export function problemsOf(edges: readonly GraphEdge[], encoding: Encoding): GraphEdge[] {
  return edges
    .filter((edge) => encoding.colorStepOf(edge).rank > 0)
    .map((edge): RatedEdge => ({ edge, severity: severityOf(edge, encoding) }))
    .sort(worstFirst)
    .map(({ edge }) => edge);
}

/** The limit of the color measure that an edge reaches; undefined if it reaches none, or if color shows no measure. */
export function limitReached(edge: GraphEdge, scale: ColorScale): number | undefined {
  return scale.kind === 'measure' ? scale.steps[reachedStep(edge, scale)]?.from : undefined;
}

/** Why an edge is a problem, as text: "17 K/GB", "new", "2 denied, 3 allowed". */
export function problemText(edge: GraphEdge, { color, labelOf }: Encoding): string {
  switch (color.kind) {
    case 'measure':
      return measureValueText(edge, color.measure);
    case 'change':
      return labelOf(edge) ?? '';
    case 'verdict':
      return verdictText(edge) ?? '';
  }
}

/** A value with what it counts or is relative to. */
export function measureValueText(edge: GraphEdge, measure: Measure): string {
  const value = measure.of(edge);
  if (measure.per !== undefined && measure.eventsOf && (value ?? 0) === 0) {
    return lossCount(formatCount(lossEvents(edge)));
  }
  const text = formatValue(measure, value ?? 0);
  return measure.unit === 'short' && measure.per === undefined
    ? countOfMeasure(text, measure.label)
    : `${text}${measure.per ?? ''}`;
}

function severityOf(edge: GraphEdge, { color, colorStepOf }: Encoding): number[] {
  const { rank } = colorStepOf(edge);
  return [rank, ...withinRank(edge, color), edge.bytes ?? 0];
}

/** What distinguishes edges of the same rank. */
function withinRank(edge: GraphEdge, color: ColorScale): [step: number, amount: number] {
  switch (color.kind) {
    case 'measure':
      return [reachedStep(edge, color), eventsBeyondLimit(edge, color)];
    case 'change':
      return [0, Math.abs((edge.bytes ?? 0) - (edge.before?.bytes ?? 0) * color.timeRatio)];
    case 'verdict': {
      const worst = worstVerdict(edge);
      return worst === undefined ? [-1, 0] : [VERDICT_STATES.indexOf(worst), edge.verdicts?.[worst] ?? 0];
    }
  }
}

function reachedStep(edge: GraphEdge, { measure, steps }: MeasureScale): number {
  return (
    stepOf(
      measure,
      edge,
      steps.flatMap(({ from }) => from ?? [])
    ) ?? 0
  );
}

/**
 * The number of events that are beyond the reached limit. For 17,000 losses per GB with a limit of 10,000, these are 7 of 17
 * losses. If the ratio does not explain that the limit is reached, because bytes are unknown, all events count. Measures that
 * do not count events count flows.
 */
function eventsBeyondLimit(edge: GraphEdge, scale: MeasureScale): number {
  const { measure } = scale;
  const events = measure.eventsOf?.(edge) ?? edge.flowCount;
  const limit = limitReached(edge, scale) ?? 0;
  const value = measure.of(edge) ?? 0;
  return value >= limit && value > 0 ? events * (1 - limit / value) : events;
}

function worstFirst(a: RatedEdge, b: RatedEdge): number {
  const differing = a.severity.findIndex((value, index) => value !== b.severity[index]);
  return differing === -1
    ? compareText(a.edge.id, b.edge.id)
    : (b.severity[differing] ?? 0) - (a.severity[differing] ?? 0);
}
