/** The source of the simulator's time: the system clock in the demo, the test in tests. */
export interface Clock {
  nowMs(): number;
}

/** The system clock. */
export const wallClock: Clock = { nowMs: () => Date.now() };

/** A clock that changes only when it is advanced. */
export class ManualClock implements Clock {
  constructor(private timeMs: number) {}

  nowMs(): number {
    return this.timeMs;
  }

  /** Sets the time. Throws if it is before the current one. */
  advanceTo(timeMs: number): void {
    if (timeMs < this.timeMs) {
      throw new Error(`The clock cannot go back: ${timeMs} is before ${this.timeMs}`);
    }
    this.timeMs = timeMs;
  }
}
