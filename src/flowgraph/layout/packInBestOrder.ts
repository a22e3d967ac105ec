import { type LayoutEdge } from './layoutInput';
import { type Packing, packColumns, type PackingSpace, type ShapedGroup } from './packColumns';

/** Packing takes about a millisecond for ten groups. */
const MAX_TRIES = 80;
/** With more groups, names are not legible initially anyway. */
const MAX_GROUPS = 16;
/** A smaller enlargement is not worth a different order. */
const WORTH = 1.01;

/**
 * Packs groups in the given order, or in a similar one that allows a larger zoom: groups move one by one, as long as no
 * server gets in front of its clients.
 *
 * @param ordered clients first
 */
export function packInBestOrder(
  ordered: readonly ShapedGroup[],
  edges: readonly LayoutEdge[],
  space: PackingSpace
): Packing {
  let best = { order: ordered, packing: packColumns(ordered, space) };
  const before = pairsInOrder(ordered, edges);
  let tries = ordered.length <= MAX_GROUPS ? MAX_TRIES : 0;
  for (let from = 0; from < ordered.length; from++) {
    for (let to = 0; to < ordered.length && tries > 0; to++) {
      const order = moved(best.order, from, to);
      if (from !== to && isAllowed(order, before)) {
        tries -= 1;
        const packing = packColumns(order, space);
        if (packing.zoom > best.packing.zoom * WORTH) {
          best = { order, packing };
        }
      }
    }
  }
  return best.packing;
}

function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...items.slice(from, from + 1), ...rest.slice(to)];
}

/** Clients and servers, of which the client comes first. */
function pairsInOrder(ordered: readonly ShapedGroup[], edges: readonly LayoutEdge[]): LayoutEdge[] {
  const rank = new Map(ordered.map(({ id }, index) => [id, index]));
  return edges.filter(({ source, target }) => (rank.get(source) ?? 0) < (rank.get(target) ?? 0));
}

function isAllowed(order: readonly ShapedGroup[], before: readonly LayoutEdge[]): boolean {
  const rank = new Map(order.map(({ id }, index) => [id, index]));
  return before.every(({ source, target }) => (rank.get(source) ?? 0) < (rank.get(target) ?? 0));
}
