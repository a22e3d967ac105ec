import { type RankedCause } from './causes/rankCauses';
import { type Diagnosis } from './diagnose';
import { isSymptomAt } from './isAt';
import { isSamePlace, type Place } from './place';
import { type Symptom } from './symptom';

/** The part of a diagnosis that affects a place. */
export interface DiagnosisAtPlace {
  /**
   * Those that explain what is wrong exactly there come first, and of these, those that explain little else; the rest keep
   * their order.
   */
  causes: readonly RankedCause[];
  /** The symptoms that no cause explains. */
  unexplained: readonly Symptom[];
}

export function diagnosisAt(
  { causes, symptoms }: Pick<Diagnosis, 'causes' | 'symptoms'>,
  place: Place
): DiagnosisAtPlace {
  const explained = new Set(causes.flatMap(({ explains }) => explains));
  return {
    causes: causesAt(causes, place),
    unexplained: symptoms.filter((symptom) => !explained.has(symptom) && isSymptomAt(symptom, place)),
  };
}

function causesAt(causes: readonly RankedCause[], place: Place): RankedCause[] {
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
