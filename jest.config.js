const { randomInt } = require('node:crypto');

// Times are formatted and parsed in UTC on every machine.
process.env.TZ = 'UTC';

// The seed of all random values in tests. Set it to repeat a run.
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
  // In addition to the scaffold's pattern, this one matches `.mjs`, because d3 and related packages publish only ES modules,
  // as does yaml for browsers, which jsdom counts as.
  transformIgnorePatterns: [
    nodeModulesToTransform([...grafanaESModules, 'd3-quadtree', 'd3-dispatch', 'd3-timer', 'yaml']),
  ],
  transform: { '^.+\\.(m?[tj]s|[tj]sx)$': [swcJest, swcOptions] },
};

/**
 * The test projects, from fast to slow:
 * - unit tests the code next to each test and needs nothing else;
 * - live uses the simulator over HTTP and a real Prometheus;
 * - browser loads the built plugins in a real Chromium.
 */
module.exports = {
  projects: [
    {
      ...common,
      displayName: 'unit',
      setupFilesAfterEnv: [...scaffold.setupFilesAfterEnv, ...common.setupFilesAfterEnv],
      testMatch: [
        '<rootDir>/{src,simulator,dashboards,alerts,bench,gateway,recording,workbench,scripts}/**/*.test.{ts,tsx}',
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
