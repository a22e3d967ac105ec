import { type RankedCause } from '../../src/core/diagnosis/causes/rankCauses';
import { diagnose } from '../../src/core/diagnosis/diagnose';
import { isSamePlace, placeKey } from '../../src/core/diagnosis/place';
import { type Diagnosed } from './diagnosed';
import { falseSentences } from './falseSentences';
import { drawCase, type IncidentCase } from './incidentCase';
import { type Truth } from './incidentKinds';
import { type Label, labelOf } from './labels';
import { observer, WINDOW_MS } from './observe';
import { STEP_MS } from './recording';

/** What the diagnosis made of a world. */
export interface Outcome {
  seed: number;
  /** One for each incident. */
  incidents: IncidentOutcome[];
  /** For quiet worlds: the hours that were diagnosed, and what was found in them, each once. */
  quiet?: { hours: number; found: string[] };
  /** The number of sentences about symptoms, and those that are not true. */
  sentences: number;
  falseSentences: string[];
}

export interface IncidentOutcome {
  label: Label;
  /** The position of the true cause two minutes after its first symptom, from 1; 0 if it was not found. */
  early: number;
  /** The same some minutes later. */
  late: number;
  /** The label of the cause that was found in its place, or "" if there is none. */
  insteadOf: string;
}

/** The true cause must be found this long after the first symptom is in the data. */
const EARLY_MS = 2 * 60_000;
const LATE_MS = 6 * 60_000;
const QUIET_EVERY_MS = WINDOW_MS;
const QUIET_DIAGNOSES = 4;
const HOUR_MS = 3_600_000;

/** The diagnoses of a world: twice after the first symptom of each incident, or every few minutes of a quiet world. */
export function diagnoseCase({ world, truths, startMs }: IncidentCase): Diagnosed[] {
  const timesMs =
    truths.length === 0
      ? Array.from({ length: QUIET_DIAGNOSES }, (_, index) => startMs + 2 * WINDOW_MS + index * QUIET_EVERY_MS)
      : diagnosisTimes(truths);
  const first = Math.min(...timesMs) - 2 * WINDOW_MS;
  const observe = observer(world, { startMs: first, endMs: Math.max(...timesMs) });
  return timesMs.map((nowMs) => {
    const observations = observe(nowMs);
    return { nowMs, observations, diagnosis: diagnose(observations) };
  });
}

/** A first symptom is in the data at the end of its step. */
function earlyMs({ sinceMs }: Truth): number {
  return Math.floor(sinceMs / STEP_MS + 1) * STEP_MS + EARLY_MS;
}

function diagnosisTimes(truths: readonly Truth[]): number[] {
  const early = truths.map(earlyMs);
  return [...new Set([...early, Math.max(...early) - EARLY_MS + LATE_MS])].sort((a, b) => a - b);
}

/** Diagnoses the world of a seed, and compares the diagnoses with the truth. */
export function outcomeOf(seed: number): Outcome {
  const drawn = drawCase(seed);
  const diagnosed = diagnoseCase(drawn);
  return {
    seed,
    incidents: incidentOutcomes(drawn.truths, diagnosed),
    ...(drawn.truths.length === 0 && { quiet: quietOutcome(diagnosed) }),
    sentences: diagnosed.reduce((sum, { diagnosis }) => sum + diagnosis.symptoms.length, 0),
    falseSentences: diagnosed.flatMap((each) => falseSentences(drawn.world, each)),
  };
}

function quietOutcome(diagnosed: readonly Diagnosed[]): Outcome['quiet'] {
  const found = diagnosed.flatMap(({ diagnosis }) => diagnosis.causes.map(textOf));
  const hours = ((diagnosed.length - 1) * QUIET_EVERY_MS + WINDOW_MS) / HOUR_MS;
  return { hours, found: [...new Set(found)] };
}

function incidentOutcomes(truths: readonly Truth[], diagnosed: readonly Diagnosed[]): IncidentOutcome[] {
  const late = diagnosed.at(-1)?.diagnosis.causes ?? [];
  return truths.map((truth) => {
    const early = diagnosed.find(({ nowMs }) => nowMs === earlyMs(truth))?.diagnosis.causes ?? [];
    const ranks = { early: rankOf(truth, early), late: rankOf(truth, late) };
    return { label: truth.label, ...ranks, insteadOf: insteadOf(truth, truths, late) };
  });
}

function rankOf(truth: Truth, causes: readonly RankedCause[]): number {
  return causes.findIndex((cause) => isTrue(cause, truth)) + 1;
}

function isTrue(cause: RankedCause, { label, places }: Truth): boolean {
  return labelOf(cause) === label && places.some((place) => isSamePlace(place, cause.place));
}

/** The first cause that is not that of any incident, if it comes before the true one. */
function insteadOf(truth: Truth, truths: readonly Truth[], causes: readonly RankedCause[]): string {
  const rank = rankOf(truth, causes);
  const before = rank === 0 ? causes : causes.slice(0, rank - 1);
  const wrong = before.find((cause) => !truths.some((other) => isTrue(cause, other)));
  return wrong ? (labelOf(wrong) ?? wrong.kind) : '';
}

function textOf(cause: RankedCause): string {
  return `${labelOf(cause) ?? cause.kind} ${placeKey(cause.place)}`;
}
