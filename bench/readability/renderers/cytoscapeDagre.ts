import cytoscape from 'cytoscape';
import dagre from 'cytoscape-dagre';
import { type PicturePage } from '../page/picturePage';
import { cytoscapePage } from './shared/cytoscapePage';

const LAYOUT: dagre.DagreLayoutOptions = {
  name: 'dagre',
  // Boxes with names are wider than high, as are panels: ranks below each other use the room best.
  rankDir: 'TB',
  // Curves around nodes, as dagre routes them.
  useDagreEdgeControlPoints: true,
  automaticDagreEdgeStyle: true,
};

/** Shows Cytoscape.js with the layered layout of dagre. */
export function openPage(): PicturePage {
  cytoscape.use(dagre);
  return cytoscapePage(LAYOUT);
}
