import { counted } from '../counted';
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

/** "37 pods, 5% of the traffic, USD 12 per month more"; empty if nothing is known. */
export function impactText({ pods, share, usdPerMonth }: Impact): string {
  return [
    pods === undefined ? '' : counted(pods, 'pod'),
    share === undefined ? '' : `${share < 0.01 ? 'less than 1' : Math.round(share * 100)}% of the traffic`,
    usdPerMonth === undefined ? '' : costText(usdPerMonth),
  ]
    .filter(Boolean)
    .join(', ');
}

function costText(usdPerMonth: number): string {
  const amount = Math.round(Math.abs(usdPerMonth)).toLocaleString('en-US');
  return `USD ${amount} per month ${usdPerMonth > 0 ? 'more' : 'less'}`;
}

function sumOf(values: ReadonlyArray<number | undefined>): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) : undefined;
}
