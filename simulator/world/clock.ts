/** Where the simulator takes its time from: the wall in the demo, the test's hand in tests. */
export interface Clock {
  nowMs(): number;
}

export const wallClock: Clock = { nowMs: () => Date.now() };

/** A clock that stands still until it is told to move. */
export class ManualClock implements Clock {
  constructor(private timeMs: number) {}

  nowMs(): number {
    return this.timeMs;
  }

  advanceTo(timeMs: number): void {
    if (timeMs < this.timeMs) {
      throw new Error(`A clock does not go back: ${timeMs} is before ${this.timeMs}`);
    }
    this.timeMs = timeMs;
  }
}
