import { type Symptom } from './symptom';

/** How much is affected; members are absent if they are unknown. */
export interface Impact {
  /** The number of pods. */
  pods?: number;
  /** The part of all traffic, from 0 to 1. */
  share?: number;
  /** Negative if it saves money. */
  usdPerMonth?: number;
}

/** What some symptoms affect together. Symptoms of different pairs have no traffic in common. */
export function impactOfSymptoms(symptoms: readonly Symptom[]): Impact {
  const pods = new Set(symptoms.flatMap((symptom) => [...(symptom.pods ?? [])]));
  const [share, usdPerMonth] = [
    sumOf(symptoms.map((symptom) => symptom.share)),
    sumOf(symptoms.map((symptom) => symptom.usdPerMonth)),
  ];
  return {
    ...(pods.size > 0 && { pods: pods.size }),
    ...(share !== undefined && { share: Math.min(share, 1) }),
    ...(usdPerMonth !== undefined && { usdPerMonth }),
  };
}

function sumOf(values: ReadonlyArray<number | undefined>): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) : undefined;
}
