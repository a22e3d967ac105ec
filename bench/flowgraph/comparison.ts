import { type JSHandle, type Page } from 'playwright-core';
import { type Browsers } from '../shared/browser/browsers';
import { type BenchPage } from './page/benchPage';
import { type PageServer } from '../shared/browser/pageServer';
import { type RendererModule } from './renderers';
import { SIZE } from './renderers/renderer';
import { isStuck, type PartialSample, takeFirstPaint, takeSample } from './sample';
import { type ScenarioName } from '../shared/world/scenarios';

/** One renderer's samples of one scenario. */
export interface Row {
  module: string;
  /** Told by the renderer. */
  name: string;
  samples: PartialSample[];
}

export interface Bench {
  browsers: Browsers;
  server: PageServer;
  renderers: readonly RendererModule[];
  /** Samples of each renderer in each scenario. */
  runs: number;
  /** A folder for what each renderer drew. */
  picturesDir?: string;
  /** Called after each sample. */
  progress(line: string): void;
}

/** A renderer that took so long in one scenario, in ms, gets no more samples of it. */
const BUDGET_MS = 180_000;

/** All renderers with one world, run by run, so that what else the machine does disturbs all of them alike. */
export async function compare(bench: Bench, scenario: ScenarioName): Promise<Row[]> {
  const rows = bench.renderers.map((renderer) => ({ renderer, name: '', samples: [] as PartialSample[], spentMs: 0 }));
  for (let run = 1; run <= bench.runs; run++) {
    for (const row of rows.filter(({ spentMs }) => spentMs < BUDGET_MS)) {
      const startMs = performance.now();
      const { name, sample } = await sampleOf(bench, row.renderer, scenario, run === 1);
      row.name = name;
      row.samples.push(sample);
      row.spentMs += performance.now() - startMs;
      bench.progress(`${scenario}: ${name}, run ${run} after ${Math.round(row.spentMs / 1_000)} s`);
    }
  }
  return rows.map(({ renderer: { module }, name, samples }) => ({ module, name, samples }));
}

type Take = (page: Page, started: JSHandle<BenchPage>) => Promise<PartialSample>;

async function sampleOf(bench: Bench, renderer: RendererModule, scenario: ScenarioName, isFirst: boolean) {
  const first = await inPage(bench, renderer, scenario, takeFirstPaint);
  if (isStuck(first.sample)) {
    return first;
  }
  const rest = await inPage(bench, renderer, scenario, async (page, started) => {
    const sample = await takeSample(page, started);
    if (isFirst && bench.picturesDir !== undefined && !isStuck(sample)) {
      await page.screenshot({ path: `${bench.picturesDir}/${scenario}-${renderer.module}.png` });
    }
    return sample;
  });
  return { name: rest.name, sample: { ...first.sample, ...rest.sample } };
}

async function inPage(
  bench: Bench,
  { module, needsWebgl = false }: RendererModule,
  scenario: ScenarioName,
  take: Take
) {
  const page = await bench.browsers.newPage(needsWebgl, SIZE);
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.goto(bench.server.urlOf(module));
  const started = await page.evaluateHandle((name) => window.startFlowgraphBench(name), scenario);
  const name = await started.evaluate((it) => it.rendererName);
  const sample = await take(page, started);
  if (errors[0]) {
    throw new Error(`${name} failed in scenario ${scenario}: ${errors[0].message}`);
  }
  if (isStuck(sample)) {
    await bench.browsers.stop(needsWebgl);
  } else {
    await page.close();
  }
  return { name, sample };
}
