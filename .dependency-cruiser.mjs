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
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)node_modules/', '(^|/)dist/', '[.]json$'] },
    includeOnly: { path: '^(alerts|bench|dashboards|e2e|lint|recording|scripts|simulator|src|workbench)/' },
    // Without this, imports of types disappear before they are looked at.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    skipAnalysisNotInRules: true,
  },
};
