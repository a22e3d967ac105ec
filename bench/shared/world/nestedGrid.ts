import { indicesByKey } from './indicesByKey';

interface Point {
  x: number;
  y: number;
}

interface Size {
  width: number;
  height: number;
}

/** The size of a group, and the positions of its items. */
interface Packed extends Size {
  places: Point[];
}

/** Distances in world px; a pod is a circle of 16. */
const SLOT = 24;
const WORKLOAD_PADDING = 6;
const WORKLOAD_GAP = 12;
const NAMESPACE_PADDING = 12;
const NAMESPACE_GAP = 30;
const HEADER = 14;
/** Width divided by height of the whole graph. */
const ASPECT = 1.5;
/** Row widths to try, as multiples of what groups without gaps would need. */
const WIDENINGS = [1, 1.05, 1.1, 1.15, 1.2, 1.3, 1.4, 1.5];

/**
 * Where each pod stands: namespaces on shelves, their workloads on shelves inside, pods in slots. Nothing
 * overlaps and nothing depends on the edges.
 */
export function nestedGrid(namespaceOf: readonly number[], workloadOf: readonly number[]): Point[] {
  const podsOf = indicesByKey(workloadOf);
  const workloadsOf = indicesByKey(namespaceOf);
  const workloads = podsOf.map((pods) => framed(inSlots(pods.length), WORKLOAD_PADDING));
  const namespaces = workloadsOf.map((some) =>
    framed(onShelves(pick(workloads, some), WORKLOAD_GAP), NAMESPACE_PADDING)
  );
  const namespacePlaces = onShelves(namespaces, NAMESPACE_GAP).places;
  const workloadPlaces = nest(workloadsOf, namespacePlaces, namespaces);
  return nest(podsOf, workloadPlaces, workloads);
}

/** The positions of the items of all groups, given the positions of the groups. */
function nest(itemsOf: readonly number[][], groupPositions: readonly Point[], groups: readonly Packed[]): Point[] {
  const places: Point[] = [];
  itemsOf.forEach((items, group) =>
    items.forEach((item, position) => (places[item] = sum(groupPositions[group], groups[group]?.places[position])))
  );
  return places;
}

/** Centres of pods in a square grid. */
function inSlots(pods: number): Packed {
  const columns = Math.ceil(Math.sqrt(pods));
  const places = Array.from({ length: pods }, (_, pod) => ({
    x: SLOT * ((pod % columns) + 0.5),
    y: SLOT * (Math.floor(pod / columns) + 0.5),
  }));
  return { places, width: columns * SLOT, height: Math.ceil(pods / columns) * SLOT };
}

/** Upper left corners of groups in rows, with the row width that allows the largest zoom. */
function onShelves(groups: readonly Size[], gap: number): Packed {
  const area = groups.reduce((total, { width, height }) => total + (width + gap) * (height + gap), 0);
  const tried = WIDENINGS.map((widening) => inRows(groups, gap, Math.sqrt(area * ASPECT) * widening));
  return tried.reduce((best, one) => (extentOf(one) < extentOf(best) ? one : best));
}

function extentOf({ width, height }: Size): number {
  return Math.max(width, height * ASPECT);
}

function inRows(groups: readonly Size[], gap: number, rowWidth: number): Packed {
  const packed: Packed = { places: [], width: 0, height: 0 };
  let [x, y] = [0, 0];
  for (const { width, height } of groups) {
    if (x > 0 && x + width > rowWidth) {
      [x, y] = [0, packed.height + gap];
    }
    packed.places.push({ x, y });
    packed.width = Math.max(packed.width, x + width);
    packed.height = Math.max(packed.height, y + height);
    x += width + gap;
  }
  return packed;
}

/** With room for a name above and for a border. */
function framed({ places, width, height }: Packed, padding: number): Packed {
  const inner = { x: padding, y: padding + HEADER };
  return {
    places: places.map((place) => sum(place, inner)),
    width: width + 2 * padding,
    height: height + 2 * padding + HEADER,
  };
}

function pick<Item>(items: readonly Item[], indices: readonly number[]): Item[] {
  return indices.flatMap((index) => items[index] ?? []);
}

function sum(a: Point = { x: 0, y: 0 }, b: Point = { x: 0, y: 0 }): Point {
  return { x: a.x + b.x, y: a.y + b.y };
}
