import type cytoscape from 'cytoscape';

/** How Cytoscape.js draws edges: in the width and color of their data, with an arrow. */
export function edgeStyle(arrowScale: number): cytoscape.StylesheetJsonBlock {
  return {
    selector: 'edge',
    style: {
      width: 'data(width)',
      'line-color': 'data(color)',
      'curve-style': 'bezier',
      'target-arrow-shape': 'triangle',
      'target-arrow-color': 'data(color)',
      'arrow-scale': arrowScale,
    },
  };
}
