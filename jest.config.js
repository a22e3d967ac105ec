// Everything formats and parses times in UTC, whatever machine the tests run on.
process.env.TZ = 'UTC';

const scaffold = require('./.config/jest.config');
const { grafanaESModules, nodeModulesToTransform } = require('./.config/jest/utils');
const [swcJest, swcOptions] = scaffold.transform['^.+\\.(t|j)sx?$'];

const common = {
  ...scaffold,
  rootDir: __dirname,
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
      testMatch: ['<rootDir>/{src,simulator,dashboards,alerts,recording,workbench,scripts}/**/*.test.{ts,tsx}'],
    },
    {
      ...common,
      displayName: 'live',
      testEnvironment: 'node',
      setupFilesAfterEnv: ['<rootDir>/e2e/support/setup.js'],
      testMatch: ['<rootDir>/e2e/live/**/*.test.ts'],
    },
    {
      ...common,
      displayName: 'browser',
      testEnvironment: 'node',
      setupFilesAfterEnv: ['<rootDir>/e2e/support/setup.js'],
      testMatch: ['<rootDir>/e2e/browser/**/*.test.ts'],
    },
  ],
};
