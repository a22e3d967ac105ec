const POLL_MS = 100;

/** Waits until an address answers with success. Throws after the deadline, naming the address. */
export async function untilReady(url: string, deadlineMs = 60_000): Promise<void> {
  const endMs = Date.now() + deadlineMs;
  while (Date.now() < endMs) {
    const isReady = await fetch(url).then(
      ({ ok }) => ok,
      () => false
    );
    if (isReady) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`${url} was not ready within ${deadlineMs / 1_000} seconds.`);
}
