/**
 * `npm run bench:flowgraph`: the flow graph side by side with what else draws graphs in a browser, in one run.
 * With 5 runs of everything it takes the better part of an hour.
 */
import { Console } from 'node:console';
import { mkdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { Browsers } from '../shared/browser/browsers';
import { bundlePage, gzippedBytes, type PageBundle } from '../shared/browser/bundles';
import { type Bench, compare, type Row } from './comparison';
import { compareInGrafana } from './inGrafana';
import { chosen } from '../shared/chosen';
import { startPageServer } from '../shared/browser/pageServer';
import { RENDERERS, type RendererModule } from './renderers';
import { SIZE } from './renderers/renderer';
import { SCENARIO_NAMES, scenario } from '../shared/world/scenarios';
import { type Bundle, bundlesTable, samplesTable } from './tables';

const output = new Console(process.stdout);
const progress = new Console(process.stderr);

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    /** Scenarios, comma-separated. */
    only: { type: 'string', default: SCENARIO_NAMES.join() },
    /** Modules of renderers/, comma-separated. */
    renderers: { type: 'string', default: RENDERERS.map(({ module }) => module).join() },
    /** A folder for screenshots. */
    pictures: { type: 'string' },
    /** Of a running Grafana with our plugins, such as http://admin:admin@127.0.0.1:3000: its node graph is measured, too. */
    grafana: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const scenarios = chosen(values.only, SCENARIO_NAMES, (name) => name);
  const renderers = chosen(values.renderers, RENDERERS, ({ module }) => module);
  if (values.pictures !== undefined) {
    await mkdir(values.pictures, { recursive: true });
  }
  const browsers = new Browsers();
  const server = await startPageServer(await bundlePages(renderers));
  const bench: Bench = {
    browsers,
    server,
    renderers,
    runs: Number(values.runs),
    picturesDir: values.pictures,
    progress: (line) => progress.log(line),
  };
  output.log(`Chromium ${await browsers.version()} without GPU, ${SIZE.width}x${SIZE.height}, ${cpus().length} CPUs;`);
  output.log('medians of n runs (× ours).');
  let rows: Row[] = [];
  for (const name of scenarios) {
    const { nodes, edges } = scenario(name);
    rows = await compare(bench, name);
    output.log(`\n**${name}** (${nodes.length} nodes, ${edges.length} edges)\n\n${samplesTable(rows)}`);
  }
  if (values.grafana !== undefined) {
    output.log(`\n**In Grafana**\n\n${await compareInGrafana(values.grafana, scenarios, bench)}`);
  }
  output.log(`\n**Size of what draws**\n\n${bundlesTable(await bundlesOf(rows))}`);
  await browsers.close();
  server.close();
}

async function bundlePages(renderers: readonly RendererModule[]): Promise<Map<string, PageBundle>> {
  return new Map(
    await Promise.all(
      renderers.map(async ({ module }) => [module, await bundlePage(scriptFor(module), __dirname)] as const)
    )
  );
}

/** The script of a page that measures one renderer. */
function scriptFor(module: string): string {
  return `
    import { BenchPage } from './page/benchPage';
    import { createRenderer } from './renderers/${module}';
    window.startFlowgraphBench = (name) => new BenchPage(createRenderer(), name);`;
}

function bundlesOf(rows: readonly Row[]): Promise<Bundle[]> {
  return Promise.all(
    rows.map(async ({ module, name }) => ({
      name,
      gzippedBytes: await gzippedBytes(`${__dirname}/renderers/${module}`),
    }))
  );
}

main().catch((error: unknown) => {
  progress.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
