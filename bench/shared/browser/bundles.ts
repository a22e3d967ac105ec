import { build, type BuildOptions } from 'esbuild';
import { gzipSync } from 'node:zlib';

export interface PageBundle {
  script: string;
  style: string;
}

const OPTIONS = {
  bundle: true,
  write: false,
  outdir: 'unwritten',
  minify: true,
  legalComments: 'none',
  target: 'es2022',
  define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}', global: 'globalThis' },
  // Libraries of Grafana that no graph needs.
  loader: { '.svg': 'text', '.woff': 'empty', '.woff2': 'empty', '.ttf': 'empty' },
  logLevel: 'error',
} as const satisfies BuildOptions;

/** What Grafana gives to each plugin. */
const FROM_GRAFANA = ['react', 'react-dom', 'react/*', 'react-dom/*', '@emotion/css', '@grafana/*', 'rxjs'];

/** A page that measures one renderer, with all that it needs. */
export async function bundlePage(rendererModule: string): Promise<PageBundle> {
  const { outputFiles } = await build({
    ...OPTIONS,
    stdin: {
      contents: `
        import { BenchPage } from './page/benchPage';
        import { createRenderer } from './renderers/${rendererModule}';
        window.startFlowgraphBench = (name) => new BenchPage(createRenderer(), name);`,
      resolveDir: __dirname,
    },
  });
  const textOf = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: textOf('.js'), style: textOf('.css') };
}

/** Bytes that a plugin with this renderer has more: scripts and styles, minified and gzipped. */
export async function gzippedBytes(rendererModule: string): Promise<number> {
  const { outputFiles } = await build({
    ...OPTIONS,
    entryPoints: [`${__dirname}/renderers/${rendererModule}`],
    format: 'esm',
    external: FROM_GRAFANA,
  });
  return outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
}
