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

/**
 * Bundles a script for a page, with all that it imports.
 *
 * @param directory where the relative imports of the script start
 */
export async function bundlePage(script: string, directory: string): Promise<PageBundle> {
  const { outputFiles } = await build({ ...OPTIONS, stdin: { contents: script, resolveDir: directory } });
  const textOf = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: textOf('.js'), style: textOf('.css') };
}

/** The bytes that a plugin with this module has more: scripts and styles, minified and gzipped. */
export async function gzippedBytes(modulePath: string): Promise<number> {
  const { outputFiles } = await build({
    ...OPTIONS,
    entryPoints: [modulePath],
    format: 'esm',
    external: FROM_GRAFANA,
  });
  return outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
}
