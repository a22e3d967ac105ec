import { notReady } from './messages';

const POLL_MS = 100;

/** Longer than any successful start takes, on any machine. */
const DEADLINE_MS = 300_000;

/** Waits until a URL responds with success. Throws after the deadline, with the URL in the message. */
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
  throw new Error(notReady(url, DEADLINE_MS / 60_000));
}
