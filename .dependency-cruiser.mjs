/**
 * Import cycles are errors, also those of types: a module of a cycle cannot be read, moved or tested without the others.
 * `npm run lint` runs this over all code of the project.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Move what both modules need into a third one that imports neither.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'world-without-incidents',
      comment: 'The simulated world takes effects as values; incidents know the world.',
      severity: 'error',
      from: { path: '^simulator/world/', pathNot: '[.]test[.]ts$' },
      to: { path: '^simulator/incidents/' },
    },
    {
      name: 'data-source-root',
      comment:
        'DataSource, answerQuery, and listNames are the top of the data source; only editors name the type of DataSource. Move what is shared to a folder.',
      severity: 'error',
      from: { path: '^src/datasource/(?!editor/)[^/]+/', pathNot: '[.]test[.]tsx?$' },
      to: { path: '^src/datasource/(?!messages)[^/]+[.]tsx?$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)node_modules/', '(^|/)dist/', '[.]json$'] },
    includeOnly: { path: '^(alerts|bench|dashboards|e2e|gateway|lint|recording|scripts|simulator|src|workbench)/' },
    // Without this, imports of types disappear before they are looked at.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    skipAnalysisNotInRules: true,
  },
};
