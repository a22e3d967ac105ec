import { createTheme } from '@grafana/data';
import { type GraphEdge, type GraphNode } from '../../../../src/core/graph/graph';
import { flowMeasures, measureNamed } from '../../../../src/core/graph/measure';
import { treeOfFlows } from '../../../../src/core/graph/tree';
import { LIST_PRICES } from '../../../../src/core/transfer/charges';
import { encodingOf } from '../../../../src/flowgraph/model/encoding';
import { DEFAULT_OPTIONS } from '../../../../src/flowgraph/model/options';
import { paletteOf } from '../../../../src/flowgraph/model/palette';
import { graphOfView, initialView } from '../../../../src/flowgraph/model/viewState';
import { type LoadedFlows } from '../../loadedFlows';
import { type View } from '../../views';

/** The graph that our panel shows, for others to draw. As there, the cluster is not drawn, and is the parent of nothing. */
export interface PeerGraph {
  nodes: readonly GraphNode[];
  /** Outermost first. */
  groups: readonly GraphNode[];
  edges: PeerEdge[];
}

/** An edge with the color and the width (in CSS pixels at zoom 1) that it has in our panel. */
export interface PeerEdge extends GraphEdge {
  color: string;
  width: number;
}

/** The colors of our panel in the dark theme. */
export const PALETTE = paletteOf(createTheme());

/** The nodes, groups, and edges of a view, with the default options of our panel. */
export function peerGraphOf({ flows }: LoadedFlows, { grouping, level }: View): PeerGraph {
  const { maxEdges, level: defaultLevel } = DEFAULT_OPTIONS;
  const viewState = initialView(grouping, level === 'auto' ? defaultLevel : level);
  const graph = graphOfView(treeOfFlows(flows, grouping), viewState, maxEdges);
  const { widthOf, colorStepOf } = encodingOf(graph, {
    width: defaultMeasure('width'),
    color: defaultMeasure('color'),
    palette: PALETTE,
    hasLabels: false,
  });
  const groups = graph.groups.filter(({ kind }) => kind !== 'cluster');
  const ids = new Set(groups.map(({ id }) => id));
  const withDrawnParent = ({ parent = '', ...node }: GraphNode) => ({ ...node, ...(ids.has(parent) && { parent }) });
  return {
    nodes: graph.nodes.map(withDrawnParent),
    groups: groups.map(withDrawnParent),
    edges: graph.edges.map((edge) => ({ ...edge, color: colorStepOf(edge).color, width: widthOf(edge) })),
  };
}

function defaultMeasure(shownAs: 'width' | 'color') {
  const id = DEFAULT_OPTIONS[shownAs];
  const measure = measureNamed(flowMeasures({ prices: LIST_PRICES }), id);
  if (!measure) {
    throw new Error(`Flows have no measure "${id}".`);
  }
  return measure;
}
