import cytoscape from 'cytoscape';
import { type GraphNode } from '../../../../src/core/graph/graph';
import { edgeStyle } from '../../../shared/cytoscapeEdges';
import { type PicturePage } from '../../page/picturePage';
import { shapesOf } from './cytoscapeShapes';
import { FONT_PIXELS, labelBoxSize } from './labelBox';
import { PALETTE, type PeerGraph } from './peerGraph';
import { painted, peerPage } from './peerPage';

/** Around the graph, in CSS pixels. */
const FIT_PADDING = 8;

/** Boxes with names in them, in groups with their names at the top. */
const STYLE: cytoscape.StylesheetJson = [
  {
    selector: 'node',
    style: {
      shape: 'round-rectangle',
      width: 'data(width)',
      height: 'data(height)',
      'background-color': PALETTE.nodeFill,
      'border-color': PALETTE.unknown,
      'border-width': 1,
      label: 'data(label)',
      color: PALETTE.text,
      'font-family': PALETTE.fontFamily,
      'font-size': FONT_PIXELS,
      'text-valign': 'center',
      'text-halign': 'center',
    },
  },
  {
    selector: ':parent',
    style: {
      'background-color': PALETTE.text,
      'background-opacity': 0.045,
      'border-opacity': 0.4,
      padding: '22',
      color: PALETTE.text,
      'text-valign': 'top',
      'text-margin-y': 18,
    },
  },
  edgeStyle(0.8),
];

/**
 * Shows graphs with Cytoscape.js.
 *
 * @param layout its name and options
 * @param style in addition to boxes with names in them
 */
export function cytoscapePage(layout: cytoscape.LayoutOptions, style: cytoscape.StylesheetJson = []): PicturePage {
  return peerPage(async (container, graph) => {
    const cy = cytoscape({
      container,
      elements: elementsOf(graph),
      style: [...STYLE, ...style],
      layout: { name: 'preset' },
    });
    const run = cy.layout(layout);
    const stopped = run.promiseOn('layoutstop');
    run.run();
    await stopped;
    cy.fit(undefined, FIT_PADDING);
    await painted();
    return shapesOf(cy, graph);
  });
}

function elementsOf({ nodes, groups, edges }: PeerGraph): cytoscape.ElementsDefinition {
  const dataOf = ({ id, label, parent }: GraphNode) => ({ id, label, ...(parent !== undefined && { parent }) });
  return {
    nodes: [
      ...groups.map((group) => ({ data: dataOf(group) })),
      ...nodes.map((node) => ({ data: { ...dataOf(node), ...labelBoxSize(node) } })),
    ],
    edges: edges.map(({ id, source, target, width, color }) => ({ data: { id, source, target, width, color } })),
  };
}
