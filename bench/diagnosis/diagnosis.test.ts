import fs from 'node:fs';
import path from 'node:path';
import { falseEvidence } from './falseEvidence';
import { drawCase } from './incidentCase';
import { diagnoseCase, outcomeOf } from './outcome';
import { readOutcomes, SEEDS, SEED_SETS } from './outcomeFiles';
import { withMeasured } from './report';
import { summarize } from './summary';

const DOCUMENT = path.join(__dirname, '../../docs/diagnosis.md');
/** Of the development seeds, as many as fit into a minute. */
const SAMPLE = 30;

const outcomes = { development: readOutcomes('development'), heldOut: readOutcomes('heldOut') };

describe('the diagnosis of random incidents', () => {
  const sample = outcomes.development.slice(0, SAMPLE);

  it.each(sample.map(({ seed }) => seed))('has the recorded outcome for seed %i', (seed) => {
    expect(outcomeOf(seed)).toEqual(sample.find((outcome) => outcome.seed === seed));
  });

  it.each(sample.map(({ seed }) => seed))('supports causes with true sentences for seed %i', (seed) => {
    const { world, ...drawn } = drawCase(seed);
    expect(diagnoseCase({ world, ...drawn }).flatMap((each) => falseEvidence(world, each))).toEqual([]);
  });

  it.each(SEED_SETS)('was recorded for the first seeds of the set %s, without leaving any out', (set) => {
    const { first, count } = SEEDS[set];
    const seeds = outcomes[set].map(({ seed }) => seed);
    expect(seeds).toEqual(seeds.map((_, index) => first + index));
    expect(seeds.length).toBeGreaterThanOrEqual(SAMPLE);
    expect(seeds.length).toBeLessThanOrEqual(count);
  });

  it('finds the true causes of held-out seeds, and hardly any others, with true sentences', () => {
    const { single, double, quietHours, falseFindings, falseSentences } = summarize(outcomes.heldOut);
    for (const when of ['early', 'late'] as const) {
      expect(single[when] / single.incidents).toBeGreaterThanOrEqual(0.95);
      expect(double[when] / double.incidents).toBeGreaterThanOrEqual(0.9);
    }
    expect(falseFindings).toBeLessThanOrEqual(quietHours / 10);
    expect(falseSentences).toBe(0);
  });

  it('is described in the document by what was recorded', () => {
    const document = fs.readFileSync(DOCUMENT, 'utf8');
    expect(withMeasured(document, outcomes)).toBe(document);
  });
});
