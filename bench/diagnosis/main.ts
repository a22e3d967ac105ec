/**
 * `npm run bench:diagnosis`: diagnoses hundreds of random incidents, and writes how many causes were found to
 * docs/diagnosis.md. With `--seed`, it prints one incident and its diagnoses.
 */
import { Console } from 'node:console';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { scoreOf } from '../../src/core/diagnosis/causes/cause';
import { drawCase } from './incidentCase';
import { diagnoseCase, type Outcome, outcomeOf } from './outcome';
import { readOutcomes, SEED_SETS, SEEDS, type SeedSet, writeOutcomes } from './outcomeFiles';
import { plainText } from './plainText';
import { withMeasured } from './report';
import { summarize } from './summary';

const output = new Console(process.stdout);
const DOCUMENT = path.join(__dirname, '../../docs/diagnosis.md');
const REPORT_EVERY = 10;

/** Reports progress on stderr, separately from the results. */
function report(text: string): void {
  process.stderr.write(`${Math.round(performance.now() / 1_000)} s: ${text}\n`);
}

function run(set: SeedSet): Outcome[] {
  const { first, count } = SEEDS[set];
  const outcomes: Outcome[] = [];
  for (let seed = first; seed < first + count; seed++) {
    const outcome = outcomeOf(seed);
    outcomes.push(outcome);
    const missed = outcome.incidents.filter(({ late }) => late === 0 || late > outcome.incidents.length);
    missed.forEach(({ label, insteadOf }) =>
      report(`seed ${seed}: ${label} not found; ${insteadOf || 'nothing'} instead`)
    );
    [...(outcome.quiet?.found ?? []), ...outcome.falseSentences].forEach((text) => report(`seed ${seed}: ${text}`));
    if (outcomes.length % REPORT_EVERY === 0) {
      report(`${set}: ${outcomes.length} of ${count} seeds`);
    }
  }
  return outcomes;
}

/** Prints what happens in the world of a seed, and its diagnoses. */
function explain(seed: number): void {
  const drawn = drawCase(seed);
  drawn.world.incidents.all().forEach((incident) => output.log({ ...incident, objects: undefined }));
  for (const { nowMs, diagnosis } of diagnoseCase(drawn)) {
    output.log(`\n${new Date(nowMs).toISOString()}`);
    diagnosis.symptoms.forEach(({ sentence }) => output.log(`  ${plainText(sentence)}`));
    diagnosis.causes.forEach((cause, index) => {
      output.log(`  ${index + 1}. ${plainText(cause.title)} (${cause.score.toFixed(1)}, ${cause.confidence})`);
      cause.evidence.forEach(({ weight, sentence }) => output.log(`     ${weight.toFixed(1)} ${plainText(sentence)}`));
      cause.alternatives.forEach((other) =>
        output.log(`     or ${plainText(other.title)} (${scoreOf(other).toFixed(1)})`)
      );
      output.log(`     ${plainText(cause.check)}`);
    });
    diagnosis.unknown.forEach((sentence) => output.log(`  ${plainText(sentence)}`));
  }
}

function main(): void {
  const { values } = parseArgs({ options: { seed: { type: 'string' }, set: { type: 'string' } } });
  if (values.seed !== undefined) {
    explain(Number(values.seed));
    return;
  }
  for (const set of SEED_SETS.filter((each) => (values.set ?? each) === each)) {
    const outcomes = run(set);
    writeOutcomes(set, outcomes);
    output.log(set, summarize(outcomes));
  }
  const outcomes = { development: readOutcomes('development'), heldOut: readOutcomes('heldOut') };
  fs.writeFileSync(DOCUMENT, withMeasured(fs.readFileSync(DOCUMENT, 'utf8'), outcomes));
}

main();
