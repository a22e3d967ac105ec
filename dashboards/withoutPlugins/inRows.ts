import { type Panel, type RowPanel } from './saved';

const COLUMNS = 24;

/** Arranges panels in rows of as many as fit, so that omitted panels leave no gaps. */
export function inRows(panels: ReadonlyArray<Panel | RowPanel>): Array<Panel | RowPanel> {
  let at = { x: 0, y: 0, rowHeight: 0 };
  return panels.map((panel) => {
    const { w = COLUMNS, h = 1 } = panel.gridPos ?? {};
    if (at.x + w > COLUMNS) {
      at = { x: 0, y: at.y + at.rowHeight, rowHeight: 0 };
    }
    const gridPos = { x: at.x, y: at.y, w, h };
    at = { x: at.x + w, y: at.y, rowHeight: Math.max(at.rowHeight, h) };
    return { ...panel, gridPos };
  });
}
