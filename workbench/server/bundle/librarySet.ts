import { type Plugin } from 'esbuild';
import path from 'node:path';
import { type GrafanaSet } from '../shared/options';

/**
 * The folder in which bare imports are resolved: next to @grafana/ui, so that it shares one copy of each library with
 * the plugins.
 */
function resolveDirOf(set: GrafanaSet): string {
  return path.join(set.dir, 'node_modules/@grafana/ui');
}

/**
 * Resolves the page's bare imports from the chosen set of Grafana libraries instead of from the folders of the page's
 * sources.
 */
export function librarySet(set: GrafanaSet, pageDir: string): Plugin {
  return {
    name: 'grafana-library-set',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, ({ path: name, importer, kind, pluginData }) => {
        if (pluginData === RESOLVED || !importer.startsWith(pageDir + path.sep)) {
          return undefined;
        }
        return build.resolve(name, { kind, resolveDir: resolveDirOf(set), pluginData: RESOLVED });
      });
    },
  };
}

/** CommonJS packages whose default export is in `exports.default` and that @grafana/ui imports from `.mjs` files. */
const BABEL_DEFAULTS =
  /^(calculate-size|react-custom-scrollbars-2|react-highlight-words|react-use\/lib\/.*|rc-picker\/lib\/.*)$/;

/**
 * In `.mjs` files, esbuild behaves like Node.js: a default import is all of `module.exports`, and a component becomes
 * an object. Grafana's own bundler uses `exports.default`; this detour through a plain module does the same.
 */
export function babelDefaults(set: GrafanaSet): Plugin {
  return {
    name: 'babel-defaults',
    setup(build) {
      build.onResolve({ filter: BABEL_DEFAULTS }, ({ path: name, namespace }) =>
        namespace === 'babel-default' ? undefined : { path: name, namespace: 'babel-default' }
      );
      build.onLoad({ filter: /.*/, namespace: 'babel-default' }, ({ path: name }) => ({
        contents: `export { default } from '${name}'; export * from '${name}';`,
        resolveDir: resolveDirOf(set),
      }));
    },
  };
}

/**
 * Grafana's fonts are not part of its npm packages. Without the library's font rules, no browser requests them, even
 * for characters that the machine's fonts do not have.
 */
export const withoutFonts: Plugin = {
  name: 'without-fonts',
  setup(build) {
    build.onLoad({ filter: /@grafana\/ui\/.*\/GlobalStyles\/fonts\.m?js$/ }, () => ({
      contents: 'export const getFontStyles = () => [];',
    }));
  },
};

const RESOLVED = Symbol('resolved from the library set');
