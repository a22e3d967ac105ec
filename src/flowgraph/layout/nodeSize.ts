import { type GraphNode } from '../../core/graph/graph';
import { nodeDetail } from '../../core/graph/nodeDetail';
import { type Size } from './geometry';

const HEIGHT = 46;
const MIN_WIDTH = 100;
const MAX_WIDTH = 290;
const PADDING = 24;
/** The round ends of what lies outside the cluster take more. */
const EXTERNAL_PADDING = 40;
/** Mean widths of a character of the two fonts at zoom 1; what is longer is cut when drawn. */
const LABEL_CHARACTER = 8.2;
const DETAIL_CHARACTER = 6;

export function nodeSize(node: GraphNode): Size {
  const text = Math.max(node.label.length * LABEL_CHARACTER, nodeDetail(node).length * DETAIL_CHARACTER);
  const padding = node.isExternal ? EXTERNAL_PADDING : PADDING;
  return { width: Math.min(Math.max(text + padding, MIN_WIDTH), MAX_WIDTH), height: HEIGHT };
}
