/** Accepts at most a number of requests within any second. */
import { type Clock } from '../../world/clock';

const SECOND_MS = 1_000;

/** Counts accepted requests by the injected clock. */
export class Throttle {
  #acceptedAtMs: number[] = [];

  constructor(private readonly clock: Clock) {}

  /** Whether one more request is accepted; rejected requests do not count. `null` means no limit. */
  accepts(requestsPerSecond: number | null): boolean {
    if (requestsPerSecond === null) {
      return true;
    }
    const nowMs = this.clock.nowMs();
    this.#acceptedAtMs = this.#acceptedAtMs.filter((timeMs) => nowMs - timeMs < SECOND_MS);
    if (this.#acceptedAtMs.length >= requestsPerSecond) {
      return false;
    }
    this.#acceptedAtMs.push(nowMs);
    return true;
  }
}
