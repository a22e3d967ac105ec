const POLL_MS = 50;

/** Waits until a condition holds; fails loudly after the deadline, saying which. */
export async function until(condition: () => boolean | Promise<boolean>, deadlineMs = 20_000): Promise<void> {
  const endMs = Date.now() + deadlineMs;
  while (!(await condition())) {
    if (Date.now() > endMs) {
      throw new Error(`Still not true after ${deadlineMs} ms: ${condition.toString()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
