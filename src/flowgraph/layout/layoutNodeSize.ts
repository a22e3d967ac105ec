import { type GraphNode } from '../../core/graph/graph';
import { nodeDetail } from '../../core/graph/nodeDetail';
import { type Size } from './geometry';

const MIN_HEIGHT = 46;
const MIN_WIDTH = 100;
const MAX_WIDTH = 290;
const PADDING = 24;
/** The round ends of what lies outside the cluster take more. */
const EXTERNAL_PADDING = 40;
/** Mean widths of a character of the two fonts at zoom 1; what is longer is cut when drawn. */
const LABEL_CHARACTER = 8.2;
const DETAIL_CHARACTER = 6;

/** Room for a cell that shows what lies in a site, at the least; more than some rows of them get smaller. */
const CELL_WIDTH = 42;
const CELL_HEIGHT = 15;
const MAX_CELL_ROWS = 6;
const CELLS_FRAME = 24;

/** Networks and addresses are read by their whole names: a row for each of a few. */
const PARTY_WIDTH = 230;
const PARTY_HEIGHT = 26;
const MAX_PARTY_ROWS = 8;
/** More of them are closed at first, and then only need room for what they are. */
const CLOSED_PARTY: Size = { width: 200, height: 84 };

/** How large a site is: as wide as its name, and as high as what lies in it needs when it is opened. */
export function layoutNodeSize(node: GraphNode): Size {
  const text = Math.max(node.label.length * LABEL_CHARACTER, nodeDetail(node).length * DETAIL_CHARACTER);
  if (node.isExternal && node.childCount > 1) {
    return node.childCount > MAX_PARTY_ROWS
      ? CLOSED_PARTY
      : { width: PARTY_WIDTH, height: CELLS_FRAME + node.childCount * PARTY_HEIGHT };
  }
  const padding = node.isExternal ? EXTERNAL_PADDING : PADDING;
  const width = Math.min(Math.max(text + padding, MIN_WIDTH), MAX_WIDTH);
  const rows = Math.min(Math.ceil(node.childCount / Math.floor(width / CELL_WIDTH)), MAX_CELL_ROWS);
  return { width, height: Math.max(MIN_HEIGHT, rows > 1 ? CELLS_FRAME + rows * CELL_HEIGHT : 0) };
}
