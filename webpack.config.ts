import CopyWebpackPlugin from 'copy-webpack-plugin';
import path from 'path';
import webpack, { type Compilation, type Compiler, type Configuration } from 'webpack';
import { merge } from 'webpack-merge';
import scaffold, { type Env } from './.config/webpack/webpack.config.ts';
import { releaseText } from './scripts/releaseTexts.ts';
import { licenseTexts, packageDirsOf } from './scripts/thirdPartyLicenses.ts';

/** For every browser that Grafana 11.6 and later support; what is made for older ones is a third larger. */
const TARGET = 'es2022';

/**
 * The scaffold's build, with what it does not know of: newer browsers, nested logos, dashboards outside src/, texts for
 * readers outside the repository, and the licenses of what is bundled, whose notices the minifier drops.
 */
const config = async (env: Env): Promise<Configuration> =>
  merge(forNewerBrowsers(await scaffold(env)), {
    // The app and its nested plugins load chunks into the same registry, so a module must be the same in all of them: by default,
    // each has only the exports that its own entry uses.
    optimization: { usedExports: 'global' },
    plugins: [
      new CopyWebpackPlugin({
        patterns: [
          { from: '*/img/**/*.svg', to: '.' },
          { from: path.resolve(__dirname, 'dashboards/*.json'), to: 'dashboards/[name][ext]' },
        ],
      }),
      { apply: writeReleaseTexts },
      { apply: removeFirstHashes },
      { apply: writeLicenses },
    ],
  });

/** The compiler's target stands in the options of its loader, where merging configurations does not reach. */
function forNewerBrowsers(scaffolded: Configuration): Configuration {
  const rules = scaffolded.module?.rules?.map((rule) => {
    const use = typeof rule === 'object' && rule && typeof rule.use === 'object' && 'loader' in rule.use && rule.use;
    if (!use || use.loader !== 'swc-loader' || typeof use.options !== 'object') {
      return rule;
    }
    return { ...rule, use: { ...use, options: { ...use.options, jsc: { ...use.options?.jsc, target: TARGET } } } };
  });
  return { ...scaffolded, module: { ...scaffolded.module, rules } };
}

function writeReleaseTexts(compiler: Compiler): void {
  compiler.hooks.thisCompilation.tap('release texts', (compilation) => {
    const stage = webpack.Compilation.PROCESS_ASSETS_STAGE_ADDITIONS;
    compilation.hooks.processAssets.tap({ name: 'release texts', stage }, () => {
      for (const { name, source } of compilation.getAssets().filter((asset) => /\.(json|md)$/.test(asset.name))) {
        compilation.updateAsset(name, new webpack.sources.RawSource(releaseText(name, source.source().toString())));
      }
    });
  });
}

/** A chunk's hash in a source map: in the name of the file, or in the code that loads chunks. */
const FIRST_HASH = /(\?_cache=|\\"\d+\\":\\")[0-9a-f]{20}/g;

/**
 * Source maps are written before chunks get their final hashes. The hashes in maps are of no use, and depend on the folder in
 * which the build runs, although the same sources must result in the same archive.
 */
function removeFirstHashes(compiler: Compiler): void {
  compiler.hooks.thisCompilation.tap('first hashes', (compilation) => {
    const stage = webpack.Compilation.PROCESS_ASSETS_STAGE_REPORT;
    compilation.hooks.processAssets.tap({ name: 'first hashes', stage }, () => {
      for (const { name, source } of compilation.getAssets().filter((asset) => /\.js\.map(\?|$)/.test(asset.name))) {
        const text = source.source().toString().replace(FIRST_HASH, '$1');
        compilation.updateAsset(name, new webpack.sources.RawSource(text));
      }
    });
  });
}

/** What loads modules and chunks is in every file that the build writes. */
const RUNTIME_DIRS = ['webpack', 'webpack-subresource-integrity'].map((name) =>
  path.resolve(__dirname, 'node_modules', name)
);

function writeLicenses(compiler: Compiler): void {
  compiler.hooks.thisCompilation.tap('licenses', (compilation) => {
    compilation.hooks.processAssets.tap('licenses', () => {
      const dirs = [...packageDirsOf(filesIn(compilation)), ...RUNTIME_DIRS];
      compilation.emitAsset('THIRD_PARTY_LICENSES.txt', new webpack.sources.RawSource(licenseTexts(dirs)));
    });
  });
}

/** The files whose code is in the bundle. A module that others were put into has them as its parts. */
function filesIn({ chunks, chunkGraph }: Compilation): string[] {
  const modules = [...chunks].flatMap((chunk) => [...chunkGraph.getChunkModulesIterable(chunk)]);
  const parts = modules.flatMap((module) => ('modules' in module ? (module.modules as typeof modules) : [module]));
  return parts.flatMap((part) => part.nameForCondition() ?? []);
}

export default config;
