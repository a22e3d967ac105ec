import { compareText } from '../../core/compareText';
import { type Call, depthsOf } from './depths';
import { centre, type Rect, type Size } from './geometry';

const COLUMN_GAP = 64;
const ROW_GAP = 30;
/** Width to height of the screen to fill. Panels are wide, and the rim needs some of the width. */
const SCREEN_ASPECT = 1.6;

/**
 * Places the boxes of groups in columns, callers left of callees, as many columns as fill a wide
 * screen best. Within a column each stands near those that it talks to. The same groups and calls
 * give the same places.
 */
export function placeGroups(sizes: ReadonlyMap<string, Size>, calls: readonly Call[]): Map<string, Rect> {
  const boxes = [...sizes].map(([id, size]) => ({ id, size }));
  const depths = depthsOf([...sizes.keys()], calls);
  const depth = ({ id }: Box) => depths.get(id) ?? 0;
  boxes.sort((a, b) => depth(a) - depth(b) || compareText(a.id, b.id));
  const placed = new Map<string, Rect>();
  let x = 0;
  for (const column of bestColumns(boxes)) {
    const ordered = nearCallers(column, calls, placed);
    let y = -columnHeight(ordered) / 2;
    for (const { id, size } of ordered) {
      placed.set(id, { ...size, x, y });
      y += size.height + ROW_GAP;
    }
    x += columnWidth(ordered) + COLUMN_GAP;
  }
  return placed;
}

interface Box {
  id: string;
  size: Size;
}

/** Of all ways to fill columns in order, the one that can be shown largest. */
function bestColumns(boxes: readonly Box[]): Box[][] {
  let best: { columns: Box[][]; zoom: number } = { columns: [], zoom: 0 };
  for (let count = 1; count <= boxes.length; count++) {
    const total = columnHeight(boxes);
    const columns = fillColumns(boxes, total / count);
    const width = columns.reduce((sum, column) => sum + columnWidth(column) + COLUMN_GAP, 0);
    const height = Math.max(...columns.map(columnHeight));
    const zoom = Math.min(SCREEN_ASPECT / width, 1 / height);
    if (zoom > best.zoom) {
      best = { columns, zoom };
    }
  }
  return best.columns;
}

/** Fills columns from the left; a column is full when the next box would lie mostly below its end. */
function fillColumns(boxes: readonly Box[], targetHeight: number): Box[][] {
  const columns: Box[][] = [];
  for (const box of boxes) {
    const last = columns[columns.length - 1];
    if (last && columnHeight(last) + ROW_GAP + box.size.height / 2 <= targetHeight) {
      last.push(box);
    } else {
      columns.push([box]);
    }
  }
  return columns;
}

function columnWidth(column: readonly Box[]): number {
  return Math.max(...column.map(({ size }) => size.width));
}

function columnHeight(column: readonly Box[]): number {
  return column.reduce((sum, { size }) => sum + size.height + ROW_GAP, -ROW_GAP);
}

/** Orders a column by the mean height of the placed groups that each box talks to. */
function nearCallers(column: readonly Box[], calls: readonly Call[], placed: ReadonlyMap<string, Rect>): Box[] {
  const meanY = (id: string) => {
    const ys = calls.flatMap(({ source, target }) => {
      const other = source === id ? target : target === id ? source : undefined;
      const rect = other === undefined ? undefined : placed.get(other);
      return rect ? [centre(rect).y] : [];
    });
    return ys.length === 0 ? 0 : ys.reduce((sum, y) => sum + y, 0) / ys.length;
  };
  const keyed = column.map((box) => ({ box, y: meanY(box.id) }));
  return keyed.sort((a, b) => a.y - b.y || compareText(a.box.id, b.box.id)).map(({ box }) => box);
}
