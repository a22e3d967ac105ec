/** `npm run bench:readability`: how readable the pictures of the flow graph are, from what is drawn. */
import { Console } from 'node:console';
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Size } from '../../src/flowgraph/layout/geometry';
import { Browsers } from '../shared/browser/browsers';
import { bundlePage, type PageBundle } from '../shared/browser/bundles';
import { startPageServer } from '../shared/browser/pageServer';
import { chosen } from '../shared/chosen';
import { FLOW_SETS, type FlowSet } from './flowSets';
import { type Job, titleOf, viewTitle } from './job';
import { Measurer } from './measurer';
import { OURS, type Renderer, RENDERERS } from './renderers';
import { type Row } from './row';
import { LEGEND, readabilityTable } from './table';
import { PEER_VIEW } from './views';

const output = new Console(process.stdout);
const progress = new Console(process.stderr);

const { values } = parseArgs({
  options: {
    /** Flows, comma-separated. */
    only: { type: 'string', default: FLOW_SETS.map(({ name }) => name).join() },
    /** Sizes of the panel in CSS pixels, comma-separated. */
    sizes: { type: 'string', default: '400x300,800x400,1400x500,1920x1080,3840x2160' },
    /** Modules of what draws, comma-separated. */
    renderers: { type: 'string', default: RENDERERS.map(({ module }) => module).join() },
    /** Of these flows and sizes, those at which others than our panel draw, too, comma-separated. */
    'peer-flows': { type: 'string', default: 'demo,S,M' },
    'peer-sizes': { type: 'string', default: '1400x500,1920x1080' },
    /** A folder for screenshots. */
    pictures: { type: 'string' },
    /** A file for all numbers, to compare them with those of another run. */
    json: { type: 'string' },
    /** No picture is begun after this time. */
    minutes: { type: 'string', default: '9' },
  },
});

async function main(): Promise<void> {
  const flowSets = chosen(values.only, FLOW_SETS, ({ name }) => name);
  const renderers = chosen(values.renderers, RENDERERS, ({ module }) => module);
  const jobs = jobsOf(flowSets, renderers, values.sizes.split(',').map(sizeOf));
  if (values.pictures !== undefined) {
    await mkdir(values.pictures, { recursive: true });
  }
  const browsers = new Browsers();
  const server = await startPageServer(await bundlesOf(jobs));
  output.log(`Chromium ${await browsers.version()}, first views\n`);
  const onError = (error: Error) => progress.error(error);
  const measurer = new Measurer({ browsers, server, picturesDir: values.pictures, onError });
  const { rows, leftOut } = await measureAll(jobs, measurer);
  output.log(`${readabilityTable(rows)}\n\n${LEGEND}`);
  output.log(`Others draw ${viewTitle(PEER_VIEW)} of ${values['peer-flows']} at ${values['peer-sizes']} only.`);
  if (leftOut.length > 0) {
    output.log(`\nLeft out after ${values.minutes} minutes:\n${leftOut.map(titleOf).join('\n')}`);
  }
  if (values.json !== undefined) {
    await writeFile(values.json, `${JSON.stringify(rows, undefined, 2)}\n`);
  }
  await browsers.close();
  server.close();
}

/** First what is compared, in case that there is no time for the rest. Pictures of one page follow each other. */
function jobsOf(flowSets: readonly FlowSet[], renderers: readonly Renderer[], sizes: readonly Size[]): Job[] {
  const jobs = flowSets.flatMap((flowSet) =>
    renderers.flatMap((renderer) =>
      flowSet.views.flatMap((view) => sizes.map((size) => ({ renderer, flowSet, view, size })))
    )
  );
  const compared = jobs.filter(isCompared);
  return [...compared, ...jobs.filter((job) => job.renderer === OURS && !compared.includes(job))];
}

function isCompared({ flowSet, view, size }: Job): boolean {
  return (
    values['peer-flows'].split(',').includes(flowSet.name) &&
    viewTitle(view) === viewTitle(PEER_VIEW) &&
    values['peer-sizes'].split(',').includes(`${size.width}x${size.height}`)
  );
}

async function bundlesOf(jobs: readonly Job[]): Promise<Map<string, PageBundle>> {
  const modules = [...new Set(jobs.map(({ renderer: { module } }) => module))];
  return new Map(await Promise.all(modules.map(async (module) => [module, await bundleOf(module)] as const)));
}

function bundleOf(module: string): Promise<PageBundle> {
  return bundlePage(`import { openPage } from './renderers/${module}'; window.openPicturePage = openPage;`, __dirname);
}

/** Measures one picture after the other, as long as there is time. */
async function measureAll(jobs: readonly Job[], measurer: Measurer): Promise<{ rows: Row[]; leftOut: readonly Job[] }> {
  const endMs = performance.now() + Number(values.minutes) * 60_000;
  const rows: Row[] = [];
  for (const [index, job] of jobs.entries()) {
    if (performance.now() > endMs) {
      return { rows, leftOut: jobs.slice(index) };
    }
    rows.push(await measurer.measure(job));
    progress.log(`${index + 1} of ${jobs.length}: ${titleOf(job)}`);
  }
  return { rows, leftOut: [] };
}

function sizeOf(text: string): Size {
  const [width = NaN, height = NaN] = text.split('x').map(Number);
  if (Number.isNaN(width + height)) {
    throw new Error(`"${text}" is not a size: write it as 800x400.`);
  }
  return { width, height };
}

main().catch((error: unknown) => {
  progress.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
