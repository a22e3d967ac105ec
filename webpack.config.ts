import CopyWebpackPlugin from 'copy-webpack-plugin';
import path from 'path';
import type { Configuration } from 'webpack';
import { merge } from 'webpack-merge';
import scaffold, { type Env } from './.config/webpack/webpack.config.ts';

/** For every browser that Grafana 11.6 and later support; what is made for older ones is a third larger. */
const TARGET = 'es2022';

/** The scaffold's build, with what it does not know of: newer browsers, nested logos, dashboards outside src/. */
const config = async (env: Env): Promise<Configuration> =>
  merge(forNewerBrowsers(await scaffold(env)), {
    plugins: [
      new CopyWebpackPlugin({
        patterns: [
          { from: '*/img/**/*.svg', to: '.' },
          { from: path.resolve(__dirname, 'dashboards/*.json'), to: 'dashboards/[name][ext]' },
        ],
      }),
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

export default config;
