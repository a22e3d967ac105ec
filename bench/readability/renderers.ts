/** A way to draw flows: a module of renderers/ that exports `openPage(): PicturePage`. */
export interface Renderer {
  /** As in the table. */
  name: string;
  /** Its name for `--renderers`, too. */
  module: string;
}

/** Our panel, which the others are compared with. */
export const OURS: Renderer = { name: 'ours', module: 'panel' };

/** Everything that is compared. */
export const RENDERERS: readonly Renderer[] = [
  OURS,
  { name: 'Cytoscape.js, fCoSE', module: 'cytoscapeFcose' },
  { name: 'Cytoscape.js, dagre', module: 'cytoscapeDagre' },
  { name: 'React Flow, ELK layered', module: 'reactFlowElk' },
  { name: 'node graph stand-in, ELK layered', module: 'nodeGraph' },
  { name: 'Cola with groups, as NetObserv', module: 'cytoscapeCola' },
];
