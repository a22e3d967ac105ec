const POLL_MS = 100;

/** Longer than any start takes that is not stuck, on whatever machine. */
const DEADLINE_MS = 300_000;

/** Waits until an address answers with success. Throws after the deadline, naming the address. */
export async function untilReady(url: string): Promise<void> {
  const endMs = performance.now() + DEADLINE_MS;
  while (performance.now() < endMs) {
    const isReady = await fetch(url).then(
      ({ ok }) => ok,
      () => false
    );
    if (isReady) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`${url} was not ready within ${DEADLINE_MS / 60_000} minutes.`);
}
