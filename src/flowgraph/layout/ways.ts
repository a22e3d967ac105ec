import { type Figure, type Tie } from '../../core/graph/graph';
import { hubsOf } from '../../core/graph/hubs';
import { type Rect } from './geometry';
import { type Curve, route, stubOf } from './route';

/** How an edge runs. */
export interface Way {
  curve: Curve;
  /** No wider than this, or it would hide the boxes that it joins. */
  maxWidth: number;
  /** The end of it that is drawn while nobody asks, where it leads to a hub. */
  stub: Curve | undefined;
}

/** Of the height of the smaller of its boxes. */
const MAX_WIDTH_SHARE = 0.3;

/**
 * The ways of all ties of a figure.
 *
 * @param rects where its nodes lie, in their order
 * @returns by tie; undefined where an end has no place
 */
export function waysOf(figure: Figure, rects: ReadonlyArray<Rect | undefined>): ReadonlyArray<Way | undefined> {
  const { nodes, ties } = figure;
  const indices = new Map(nodes.map(({ id }, index) => [id, index]));
  const sources = ties.map(({ source }) => indices.get(source) ?? -1);
  const targets = ties.map(({ target }) => indices.get(target) ?? -1);
  const hubs = hubsOf(figure);
  // A number for each direction: faster than texts, of which there may be tens of thousands.
  const directions = new Set(sources.map((source, tie) => source * nodes.length + (targets[tie] ?? -1)));
  return ties.map((tie, index): Way | undefined => {
    const from = sources[index] ?? -1;
    const to = targets[index] ?? -1;
    const source = rects[from];
    const target = rects[to];
    if (!source || !target) {
      return undefined;
    }
    const curve = route(tie, source, target, directions.has(to * nodes.length + from));
    const maxWidth = Math.min(source.height, target.height) * MAX_WIDTH_SHARE;
    return { curve, maxWidth, stub: stubFor(tie, curve, hubs) };
  });
}

function stubFor({ source, target }: Tie, curve: Curve, hubs: ReadonlySet<string>): Curve | undefined {
  const hubIs = hubs.has(target) ? 'target' : hubs.has(source) ? 'source' : undefined;
  return hubIs === undefined || source === target ? undefined : stubOf(curve, hubIs);
}
