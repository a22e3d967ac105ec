const { randomInt } = require('node:crypto');

// Everything formats and parses times in UTC, whatever machine the tests run on.
process.env.TZ = 'UTC';

// The seed of what the tests draw by chance. Set it to repeat a run.
if (process.env.EASTWEST_SEED === undefined) {
  process.env.EASTWEST_SEED = String(randomInt(2 ** 31));
  console.error(`EASTWEST_SEED=${process.env.EASTWEST_SEED}`);
}

const scaffold = require('./.config/jest.config');
const { grafanaESModules, nodeModulesToTransform } = require('./.config/jest/utils');
const [swcJest, swcOptions] = scaffold.transform['^.+\\.(t|j)sx?$'];

const common = {
  ...scaffold,
  rootDir: __dirname,
  setupFilesAfterEnv: ['<rootDir>/jest-deadline.js'],
  // Beside the scaffold's own pattern also `.mjs`: d3 and friends publish ES modules only.
  transformIgnorePatterns: [nodeModulesToTransform([...grafanaESModules, 'd3-quadtree', 'd3-dispatch', 'd3-timer'])],
  transform: { '^.+\\.(m?[tj]s|[tj]sx)$': [swcJest, swcOptions] },
};

/**
 * Three worlds, from fast to slow:
 * - unit: code beside its test, nothing else;
 * - live: the simulator over HTTP and a real Prometheus;
 * - browser: the built plugins in a real Chromium.
 */
module.exports = {
  projects: [
    {
      ...common,
      displayName: 'unit',
      setupFilesAfterEnv: [...scaffold.setupFilesAfterEnv, ...common.setupFilesAfterEnv],
      testMatch: [
        '<rootDir>/{src,simulator,dashboards,alerts,recording,workbench,scripts}/**/*.test.{ts,tsx}',
        '<rootDir>/lint/*.test.mjs',
      ],
    },
    {
      ...common,
      displayName: 'live',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/e2e/live/**/*.test.ts'],
    },
    {
      ...common,
      displayName: 'browser',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/e2e/browser/**/*.test.ts'],
    },
  ],
};
