/** The time of the next frame, in ms; what follows the await runs before that frame is painted. */
export function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Until what was drawn now or in the next frame has been handed to the compositor, in ms since `startMs`. */
export async function paintedAfter(startMs: number): Promise<number> {
  await nextFrame();
  await nextFrame();
  return performance.now() - startMs;
}
