import { type GraphNode } from '../../core/graph/graph';
import { networkName } from '../../core/graph/networkName';
import { nodeDetail } from '../../core/graph/nodeDetail';
import { type Size } from './geometry';

const MIN_HEIGHT = 40;
const MIN_WIDTH = 72;
const MAX_WIDTH = 290;
const PADDING = 16;
/** The round ends of external nodes need more. */
const EXTERNAL_PADDING = 30;
/** Mean character widths of the two fonts at zoom 1. Longer text is truncated when drawn. */
const LABEL_CHARACTER = 9.3;
const DETAIL_CHARACTER = 5.6;

/** Minimum size of a cell in a layout node. Cells shrink if there are more rows than the maximum. */
const CELL_WIDTH = 28;
const CELL_HEIGHT = 12;
const MAX_CELL_ROWS = 3;
const CELLS_FRAME = 24;

/** Networks and addresses are shown with their full names: one row each, if there are only a few. */
const PARTY_WIDTH = 230;
const PARTY_HEIGHT = 26;
const MAX_PARTY_ROWS = 8;
/** Size with more of them, which are collapsed initially. */
const CLOSED_PARTY: Size = { width: 150, height: 48 };

/** The size of a layout node, in world units: as wide as its name, and tall enough for its cells when it is expanded. */
export function layoutNodeSize(node: GraphNode): Size {
  // Whole numbers, so that positions are exact sums.
  const { name } = networkName(node.label);
  const text = Math.ceil(Math.max(name.length * LABEL_CHARACTER, nodeDetail(node).length * DETAIL_CHARACTER));
  if (node.isExternal && node.childCount > 1) {
    return node.childCount > MAX_PARTY_ROWS
      ? { ...CLOSED_PARTY, width: Math.min(Math.max(text + EXTERNAL_PADDING, CLOSED_PARTY.width), MAX_WIDTH) }
      : { width: PARTY_WIDTH, height: CELLS_FRAME + node.childCount * PARTY_HEIGHT };
  }
  const padding = node.isExternal ? EXTERNAL_PADDING : PADDING;
  const width = Math.min(Math.max(text + padding, MIN_WIDTH), MAX_WIDTH);
  const rows = Math.min(Math.ceil(node.childCount / Math.floor(width / CELL_WIDTH)), MAX_CELL_ROWS);
  return { width, height: Math.max(MIN_HEIGHT, rows > 1 ? CELLS_FRAME + rows * CELL_HEIGHT : 0) };
}
