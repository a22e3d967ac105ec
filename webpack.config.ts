import CopyWebpackPlugin from 'copy-webpack-plugin';
import path from 'path';
import type { Configuration } from 'webpack';
import { merge } from 'webpack-merge';
import scaffold, { type Env } from './.config/webpack/webpack.config.ts';

/** The scaffold's build, with what it does not know of: nested logos and dashboards outside src/. */
const config = async (env: Env): Promise<Configuration> =>
  merge(await scaffold(env), {
    plugins: [
      new CopyWebpackPlugin({
        patterns: [
          { from: '*/img/**/*.svg', to: '.' },
          { from: path.resolve(__dirname, 'dashboards/*.json'), to: 'dashboards/[name][ext]' },
        ],
      }),
    ],
  });

export default config;
