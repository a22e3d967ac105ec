/** The reports that a query may see: those ingested by the time it started. */
import { type FlowReport, type FlowReportSource } from '../../world/flowReports';
import { floorTo, REPORT_PERIOD_MS } from '../../world/time';
import { type TimeWindow } from '../http/timeWindow';

/** Some small windows or one large one: a large cluster has a hundred thousand reports in a single window. */
const MOST_REMEMBERED_REPORTS = 300_000;

export class VisibleReports {
  /** By window, the least recently asked first. */
  readonly #remembered = new Map<string, FlowReport[]>();

  constructor(private readonly source: FlowReportSource) {}

  /** Reports of the window's whole periods that ended before `visibleUntilMs`. */
  within(window: TimeWindow, visibleUntilMs: number): FlowReport[] {
    const endMs = Math.min(window.endMs, floorTo(visibleUntilMs, REPORT_PERIOD_MS));
    return endMs > window.startMs ? this.#recall(window.startMs, endMs) : [];
  }

  /**
   * A dashboard asks for one window up to 33 times (three metrics, eleven categories). The source is a pure
   * function of the window, so an answer once given stays right.
   */
  #recall(startMs: number, endMs: number): FlowReport[] {
    const key = `${startMs}-${endMs}`;
    const reports = this.#remembered.get(key) ?? this.source.flowReports(startMs, endMs);
    this.#remembered.delete(key);
    this.#remembered.set(key, reports);
    this.#forgetOldest();
    return reports;
  }

  #forgetOldest(): void {
    let count = [...this.#remembered.values()].reduce((total, { length }) => total + length, 0);
    for (const [key, { length }] of this.#remembered) {
      if (count <= MOST_REMEMBERED_REPORTS || this.#remembered.size === 1) {
        return;
      }
      this.#remembered.delete(key);
      count -= length;
    }
  }
}
