const POLL_MS = 50;

/** Longer than anything takes that is not stuck, on any machine. */
export const DEADLINE_MS = 300_000;

/** Waits until a condition is true. After the deadline, throws an error with the condition. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = performance.now() + DEADLINE_MS;
  while (!(await condition())) {
    if (performance.now() > endMs) {
      throw new Error(`Still not true after ${DEADLINE_MS / 1_000} seconds: ${condition.toString()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
