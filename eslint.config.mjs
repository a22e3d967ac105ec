import markdown from '@eslint/markdown';
import { defineConfig } from 'eslint/config';
import baseConfig from './.config/eslint.config.mjs';
import plainWords from './lint/plainWords.mjs';

const FRAMEWORKS = ['react', 'react-dom', 'react/*', '@grafana/*', '@emotion/*'];

/** What lies around the core. */
const OUTER = ['rxjs', 'rxjs/*', '**/flowapi/**', '**/frames/**', '**/datasource/**', '**/flowgraph/**', '**/app/**'];

/** What the panel may not import. */
const OUTSIDE_PANEL = ['**/datasource/**', '**/flowapi/**', '**/app/**'];

/** What each module may not import. The one-way flow of docs/architecture.md, enforced. */
const layers = [
  {
    files: ['src/core/**/*.ts'],
    forbidden: [...FRAMEWORKS, ...OUTER],
    why: 'core/ is pure: no framework, no outer layer.',
  },
  {
    files: ['src/flowapi/**/*.ts'],
    forbidden: [...FRAMEWORKS, '**/frames/**', '**/datasource/**', '**/flowgraph/**', '**/app/**'],
    why: 'flowapi/ knows the network-flow API, rxjs and core/, nothing of Grafana.',
  },
  {
    files: ['src/frames/**/*.ts'],
    forbidden: [
      'react',
      'react-dom',
      '@grafana/ui',
      '@grafana/runtime',
      '**/flowapi/**',
      '**/datasource/**',
      '**/flowgraph/**',
      '**/app/**',
    ],
    why: 'frames/ is the wire contract between core/ and DataFrames, nothing else.',
  },
  // Of the layers that match a file, ESLint applies the last one only: the general one comes first.
  {
    files: ['src/flowgraph/**/*.{ts,tsx}'],
    forbidden: OUTSIDE_PANEL,
    why: 'the panel only knows frames, regardless of the data source.',
  },
  {
    files: ['src/flowgraph/layout/**/*.ts', 'src/flowgraph/canvas/**/*.ts'],
    forbidden: [...FRAMEWORKS, ...OUTSIDE_PANEL, '**/frames/**', '**/model/**', '**/view/**', '**/queries/**'],
    why: 'layout/ and canvas/ are React-free and Grafana-free, and do not know the panel.',
  },
  {
    files: ['src/flowgraph/model/**/*.ts'],
    forbidden: [
      'react',
      'react-dom',
      'react/*',
      '@grafana/ui',
      '@grafana/runtime',
      '@emotion/*',
      '**/view/**',
      '**/queries/**',
      ...OUTSIDE_PANEL,
    ],
    why: 'model/ is the panel without React: state, options, texts and encodings.',
  },
  {
    files: ['src/datasource/**/*.{ts,tsx}'],
    forbidden: ['**/flowgraph/**', '**/app/**'],
    why: 'the data source does not know who draws its frames.',
  },
  {
    files: ['alerts/**/*.ts', 'recording/**/*.ts'],
    forbidden: [...FRAMEWORKS, ...OUTER, '**/simulator/**', '**/dashboards/*'],
    why: 'alerts/ and recording/ are texts around the queries of core/.',
  },
  {
    files: ['scripts/import/plan/**/*.ts'],
    forbidden: ['**/grafana/**', '**/run', '**/options', 'node:fs', 'node:http', 'node:https'],
    why: 'plan/ is pure: what Grafana has is passed in, and what is to be written is returned.',
  },
  {
    files: ['simulator/**/*.ts'],
    forbidden: [...FRAMEWORKS, '**/src/core/**', '**/src/frames/**', '**/src/datasource/**', '**/src/flowgraph/**'],
    why: 'the simulator is an independent truth: it shares the wire types with the product and nothing that computes.',
  },
  {
    files: ['simulator/policies/**/*.ts'],
    forbidden: [
      ...FRAMEWORKS,
      '**/src/core/**',
      '!**/src/core/policy',
      '!**/src/core/policy/**',
      '**/src/frames/**',
      '**/src/datasource/**',
      '**/src/flowgraph/**',
    ],
    why: "of what computes in the product, the simulator shares the verdicts of policies only, whose truth is Amazon's code.",
  },
];

/** Who may read the wall clock. Everything else takes the time as a parameter, so that no test depends on the hour. */
const clockReaders = [
  { file: 'simulator/world/clock.ts', why: 'The system clock, which a simulator follows only when it is told to.' },
  { file: 'scripts/import/grafana/retry.ts', why: 'Servers name the date after which to try again.' },
  { file: 'src/app/alert/AlertPage.tsx', why: 'An alert is searched for in the last days, and can last until now.' },
  { file: 'src/datasource/handlers/metrics/findNames.ts', why: 'Variables without a time range list current names.' },
  { file: 'src/flowgraph/view/ExportMenu.tsx', why: 'The names of downloaded files contain the time.' },
  { file: 'workbench/page/model/baseRequest.ts', why: 'Requests carry the time of their start, as in Grafana.' },
  { file: 'workbench/page/query/runRequest.ts', why: 'Requests carry the time of their end, as in Grafana.' },
  { file: 'workbench/server/bundle/bundlePage.ts', why: 'Bundles that nobody used for days are removed.' },
];

/** Where a simulator follows the system clock, because programs with clocks of their own take part. */
const systemClockUsers = [
  { file: 'simulator/main.ts', why: 'The simulator that people start.' },
  { file: 'scripts/demo/startCluster.ts', why: 'A real Prometheus scrapes the cluster.' },
  { file: 'e2e/live/historyAndLiveScrapes.test.ts', why: 'A real Prometheus scrapes the cluster.' },
  { file: 'e2e/support/gateway/chain.ts', why: 'A real Envoy signs with the real time.' },
];

const CLOCK_MESSAGE = 'Time is a parameter. Tests pass a fixed time, or one from `seededStartMs`.';

const CLOCK_SYNTAX = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: CLOCK_MESSAGE },
  { selector: "CallExpression[callee.name='Date']", message: CLOCK_MESSAGE },
];

/** Comes before `purity`, because ESLint applies only the last setting of a rule that matches a file. */
const clock = {
  files: ['**/*.{js,cjs,mjs,ts,tsx}'],
  ignores: clockReaders.map(({ file }) => file),
  rules: {
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: CLOCK_MESSAGE },
      { object: 'performance', property: 'timeOrigin', message: CLOCK_MESSAGE },
    ],
    'no-restricted-syntax': [
      'error',
      ...CLOCK_SYNTAX,
      { selector: "ImportSpecifier[imported.name='wallClock']", message: CLOCK_MESSAGE },
    ],
  },
};

const systemClock = {
  files: systemClockUsers.map(({ file }) => file),
  rules: { 'no-restricted-syntax': ['error', ...CLOCK_SYNTAX] },
};

const purity = {
  files: ['src/core/**/*.ts', 'src/flowgraph/layout/**/*.ts', 'scripts/import/plan/**/*.ts'],
  ignores: ['**/*.test.ts'],
  rules: {
    'no-restricted-globals': [
      'error',
      ...[
        'window',
        'document',
        'navigator',
        'performance',
        'fetch',
        'setTimeout',
        'setInterval',
        'requestAnimationFrame',
        'console',
        'process',
        'crypto',
      ].map((name) => ({ name, message: 'This layer is pure: pass in what it needs.' })),
    ],
    'no-restricted-properties': [
      'error',
      { object: 'Math', property: 'random', message: 'This layer is deterministic.' },
      { object: 'Date', property: 'now', message: 'Time is a parameter.' },
    ],
    'no-restricted-syntax': [
      'error',
      { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is a parameter.' },
    ],
  },
};

/** What people read: documents, and the texts of the product. Not tests, whose names are sentences of developers. */
const TEXTS = [
  '**/*.md',
  'alerts/**/*.ts',
  'dashboards/**/*.ts',
  'recording/**/*.ts',
  'scripts/**/*.ts',
  'simulator/**/*.ts',
  'src/**/*.{ts,tsx}',
  'workbench/**/*.{ts,tsx}',
];

const words = {
  files: TEXTS,
  ignores: ['**/*.test.{ts,tsx}', '**/testing/**', '**/tests/**'],
  plugins: { 'plain-words': plainWords },
  rules: { 'plain-words/no-habits': 'error' },
};

/** Grafana's rules are for code, and would run on documents too. */
const forCode = (config) => ('files' in config ? config : { ...config, files: ['**/*.{js,cjs,mjs,ts,tsx}'] });

export default defineConfig([
  { ignores: ['**/node_modules/', '**/dist/', 'artifacts/', 'coverage/', '.config/'] },
  ...baseConfig.map(forCode),
  { files: ['**/*.md'], plugins: { markdown }, language: 'markdown/gfm' },
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  ...layers.map(({ files, forbidden, why }) => ({
    files,
    ignores: ['**/*.test.{ts,tsx}'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: forbidden, message: why }] }] },
  })),
  clock,
  systemClock,
  purity,
  words,
]);
