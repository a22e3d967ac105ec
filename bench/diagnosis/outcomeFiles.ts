import fs from 'node:fs';
import path from 'node:path';
import { type Outcome } from './outcome';

/** The seeds with which the diagnosis is developed, and others that are run only to measure it. */
export const SEEDS = {
  development: { first: 1, count: 100 },
  heldOut: { first: 10_001, count: 500 },
} as const;
export type SeedSet = keyof typeof SEEDS;
export const SEED_SETS: readonly SeedSet[] = ['development', 'heldOut'];

function fileOf(set: SeedSet): string {
  return path.join(__dirname, 'outcomes', `${set}.jsonl`);
}

/** The recorded outcomes of a set of seeds; empty if there are none yet. */
export function readOutcomes(set: SeedSet): Outcome[] {
  const file = fileOf(set);
  const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : [];
  return lines.filter((line) => line !== '').map((line): Outcome => JSON.parse(line));
}

/** Records the outcomes of a set of seeds, one on each line, in the order of the seeds. */
export function writeOutcomes(set: SeedSet, outcomes: readonly Outcome[]): void {
  const sorted = [...outcomes].sort((a, b) => a.seed - b.seed);
  fs.mkdirSync(path.dirname(fileOf(set)), { recursive: true });
  fs.writeFileSync(fileOf(set), sorted.map((outcome) => `${JSON.stringify(outcome)}\n`).join(''));
}
