import cytoscape from 'cytoscape';
import cola from 'cytoscape-cola';
import { type PicturePage } from '../page/picturePage';
import { cytoscapePage } from './shared/cytoscapePage';
import { PALETTE } from './shared/peerGraph';

/** In CSS pixels at zoom 1, as the topology of PatternFly has it. */
const DIAMETER = 75;
const LINK_DISTANCE = 60;
const NODE_DISTANCE = 35;

const FONT_PIXELS = 14;

const LAYOUT = {
  name: 'cola',
  animate: false,
  randomize: true,
  nodeSpacing: NODE_DISTANCE,
  edgeLength: DIAMETER + LINK_DISTANCE,
  unconstrIter: 200,
  userConstIter: 50,
  allConstIter: 150,
};

const STYLE: cytoscape.StylesheetJson = [
  {
    selector: 'node',
    style: {
      'font-size': FONT_PIXELS,
      'text-valign': 'bottom',
      'text-background-color': PALETTE.background,
      'text-background-opacity': 1,
      'text-background-padding': '3',
    },
  },
  {
    selector: 'node:childless',
    style: { shape: 'ellipse', width: DIAMETER, height: DIAMETER, 'text-margin-y': 6 },
  },
  { selector: ':parent', style: { padding: '20', 'text-margin-y': 6 } },
  { selector: 'edge', style: { 'curve-style': 'straight' } },
];

/**
 * Shows what NetObserv's topology looks like: circles with names below, in groups, connected by straight lines, with the
 * default layout of its console plugin, which is that of the same library, webcola.
 */
export function openPage(): PicturePage {
  cytoscape.use(cola);
  return cytoscapePage(LAYOUT as cytoscape.LayoutOptions, STYLE);
}
