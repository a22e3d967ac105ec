/**
 * `npm run bench:diagnosis`: diagnoses hundreds of random incidents, and writes how many causes were found to
 * docs/diagnosis.md. With `--set` it runs one set of seeds, and with `--continue` those that are not recorded yet. With
 * `--seed`, it prints one incident and its diagnoses.
 */
import { Console } from 'node:console';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Thread } from '../../simulator/threads/thread';
import { scoreOf } from '../../src/core/diagnosis/causes/cause';
import { plainText } from '../../src/core/diagnosis/plainText';
import { type Sentence } from '../../src/core/diagnosis/sentence';
import { clockText } from './clockText';
import { drawCase } from './incidentCase';
import { diagnoseCase, type Outcome } from './outcome';
import { readOutcomes, SEED_SETS, SEEDS, type SeedSet, writeOutcomes } from './outcomeFiles';
import { withMeasured } from './report';
import { isAmong, summarize } from './summary';

const output = new Console(process.stdout);
const DOCUMENT = path.join(__dirname, '../../docs/diagnosis.md');
const REPORT_EVERY = 10;

/** Reports progress on stderr, separately from the results. */
function report(text: string): void {
  process.stderr.write(`${Math.round(performance.now() / 1_000)} s: ${text}\n`);
}

/**
 * Diagnoses the worlds of a set of seeds in several threads, and records each outcome at once, so that a run that is stopped
 * can be continued.
 */
async function run(set: SeedSet, isContinued: boolean): Promise<Outcome[]> {
  const { first, count } = SEEDS[set];
  const outcomes = isContinued ? readOutcomes(set) : [];
  const known = new Set(outcomes.map(({ seed }) => seed));
  const seeds = Array.from({ length: count }, (_, index) => first + index).filter((seed) => !known.has(seed));
  report(`${set}: ${seeds.length} of ${count} seeds, from ${seeds[0] ?? 'none'} on`);
  const runNext = async (thread: Thread<number, Outcome>): Promise<void> => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
      const outcome = await thread.run(seed);
      outcomes.push(outcome);
      writeOutcomes(set, outcomes);
      reportMisses(outcome);
      if (outcomes.length % REPORT_EVERY === 0) {
        report(`${set}: ${outcomes.length} of ${count} seeds`);
      }
    }
    await thread.end();
  };
  const threads = Array.from(
    { length: os.availableParallelism() },
    () => new Thread<number, Outcome>(require.resolve('./outcomeThread'))
  );
  await Promise.all(threads.map(runNext));
  return outcomes;
}

function reportMisses({ seed, incidents, quiet, falseSentences }: Outcome): void {
  incidents
    .filter((incident) => !isAmong(incident, 'late', incidents.length) || !isAmong(incident, 'early', incidents.length))
    .forEach(({ label, insteadOf }) =>
      report(`seed ${seed}: ${label} not found in time; ${insteadOf || 'nothing'} instead`)
    );
  [...(quiet?.found ?? []), ...falseSentences].forEach((text) => report(`seed ${seed}: ${text}`));
}

/** Prints what happens in the world of a seed, and its diagnoses. */
function explain(seed: number): void {
  const drawn = drawCase(seed);
  const text = (sentence: Sentence) => plainText(sentence, clockText);
  drawn.world.incidents.all().forEach((incident) => output.log({ ...incident, objects: undefined }));
  for (const { nowMs, diagnosis } of diagnoseCase(drawn)) {
    output.log(`\n${new Date(nowMs).toISOString()}`);
    diagnosis.symptoms.forEach(({ sentence }) => output.log(`  ${text(sentence)}`));
    diagnosis.causes.forEach((cause, index) => {
      output.log(`  ${index + 1}. ${text(cause.title)} (${cause.score.toFixed(1)}, ${cause.confidence})`);
      cause.evidence.forEach(({ weight, sentence }) => output.log(`     ${weight.toFixed(1)} ${text(sentence)}`));
      cause.alternatives.forEach((other) => output.log(`     or ${text(other.title)} (${scoreOf(other).toFixed(1)})`));
      output.log(`     ${text(cause.check)}`);
    });
    diagnosis.unknown.forEach((sentence) => output.log(`  ${text(sentence)}`));
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { seed: { type: 'string' }, set: { type: 'string' }, continue: { type: 'boolean', default: false } },
  });
  if (values.seed !== undefined) {
    explain(Number(values.seed));
    return;
  }
  for (const set of SEED_SETS.filter((each) => (values.set ?? each) === each)) {
    const outcomes = await run(set, values.continue);
    writeOutcomes(set, outcomes);
    output.log(set, summarize(outcomes));
  }
  const outcomes = { development: readOutcomes('development'), heldOut: readOutcomes('heldOut') };
  fs.writeFileSync(DOCUMENT, withMeasured(fs.readFileSync(DOCUMENT, 'utf8'), outcomes));
}

void main();
