import { type RankedCause } from './causes/rankCauses';
import { isSymptomAt } from './isAt';
import { isSamePlace, type Place } from './place';

/**
 * The causes that affect a place. Those that explain what is wrong exactly there come first, and of these, those that explain
 * little else; the rest keep their order.
 */
export function causesAt(causes: readonly RankedCause[], place: Place): RankedCause[] {
  return causes
    .filter(({ explains }) => explains.some((symptom) => isSymptomAt(symptom, place)))
    .map((cause) => ({ cause, share: shareAt(cause, place) }))
    .sort((a, b) => b.share - a.share)
    .map(({ cause }) => cause);
}

/** How much of a cause is exactly at a place, from 0 to 1. */
function shareAt({ explains, place: placeOfCause }: RankedCause, place: Place): number {
  if (isSamePlace(placeOfCause, place)) {
    return 1;
  }
  const there = explains.filter((symptom) => isSamePlace(symptom.place, place));
  return there.length / Math.max(explains.length, 1);
}
