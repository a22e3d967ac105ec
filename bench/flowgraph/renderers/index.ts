/** A module next to this one that exports `createRenderer(): Renderer`. */
export interface RendererModule {
  /** Its name for `--renderers`, too. */
  module: string;
  /** Draws with WebGL: its browser emulates that, so that its frame times are upper bounds. */
  needsWebgl?: boolean;
}

/** What is compared. The one named `ours` (`OURS` in renderer.ts) is what ratios are taken of. */
export const RENDERERS: readonly RendererModule[] = [
  { module: 'flowgraph' },
  { module: 'flowgraphPanel' },
  { module: 'cytoscapeCanvas' },
  { module: 'reactFlow' },
  { module: 'sigmaStraight', needsWebgl: true },
  { module: 'sigmaCurved', needsWebgl: true },
  { module: 'nodeGraphSvg' },
];
