/** Maximum number of rows in the DOM. */
const MAX_LINES = 200;

/** The rows to render: all of a short list, those around the active row of a long one. Indices from 0; `to` is exclusive. */
export function windowAround(active: number, count: number): { from: number; to: number } {
  if (count <= MAX_LINES) {
    return { from: 0, to: count };
  }
  const from = Math.min(Math.max(active - MAX_LINES / 2, 0), count - MAX_LINES);
  return { from, to: from + MAX_LINES };
}
