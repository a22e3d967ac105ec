/** More lines than this are not in the page at once. */
const MAX_LINES = 200;

/** Which lines are in the page while one of them is active: all of a short list, those around it of a long one. */
export function windowAround(active: number, count: number): { from: number; to: number } {
  if (count <= MAX_LINES) {
    return { from: 0, to: count };
  }
  const from = Math.min(Math.max(active - MAX_LINES / 2, 0), count - MAX_LINES);
  return { from, to: from + MAX_LINES };
}
