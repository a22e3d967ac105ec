import { add, type Cell, pairOf } from './cell';
import { type Amounts } from './pairHistory';
import { type PairPlace, placeKey } from './place';

/** The cells between two workloads or other ends, with the sums of their amounts. */
export interface PairTotals<Item> extends Amounts {
  place: PairPlace;
  items: Item[];
}

/** Groups cells, or items that have one, by their pair of ends. */
export function pairTotals<Item>(items: readonly Item[], cellOf: (item: Item) => Cell): Array<PairTotals<Item>> {
  const totals = new Map<string, PairTotals<Item>>();
  for (const item of items) {
    const cell = cellOf(item);
    const place = pairOf(cell);
    const key = placeKey(place);
    const total = totals.get(key) ?? { place, items: [], bytes: [], losses: [] };
    totals.set(key, total);
    total.items.push(item);
    add(total, cell);
  }
  return [...totals.values()];
}
