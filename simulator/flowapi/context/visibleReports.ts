/** The reports that are visible to a query: those that were ingested when it started. */
import { type FlowReport, type FlowReportSource } from '../../world/flowReports';
import { floorTo, REPORT_PERIOD_MS } from '../../world/time';
import { type TimeWindow } from '../http/timeWindow';

/** Enough for several small windows or one large one: a large cluster has 100,000 reports in a single window. */
const MOST_REMEMBERED_REPORTS = 300_000;

/** Caches the reports of recent windows. */
export class VisibleReports {
  /** By window; the least recently used one is first. */
  readonly #remembered = new Map<string, FlowReport[]>();

  constructor(private readonly source: FlowReportSource) {}

  /** The reports of the window's whole periods that ended before `visibleUntilMs`. */
  within(window: TimeWindow, visibleUntilMs: number): FlowReport[] {
    const endMs = Math.min(window.endMs, floorTo(visibleUntilMs, REPORT_PERIOD_MS));
    return endMs > window.startMs ? this.#recall(window.startMs, endMs) : [];
  }

  /**
   * A dashboard requests one window up to 33 times (three metrics, eleven categories). The source is a pure function of
   * the window, so a cached result stays correct.
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
