import { type Field } from '@grafana/data';
import { addOther, type EdgeMetrics } from '../../core/graph/edgeMetrics';

/** The rates in a table with several times: rows of the same time are summed, and each pair gets the mean over its times. */
export class RatesOverTime {
  /** Sums by pair, column and time. */
  private readonly sums = new Map<EdgeMetrics, Map<string, Map<unknown, number>>>();

  /** @param times the time of each row; without it, all rows have the same time */
  constructor(private readonly times: Field | undefined) {}

  add(pair: EdgeMetrics, column: string, value: number, row: number): void {
    const ofPair = this.sums.get(pair) ?? new Map<string, Map<unknown, number>>();
    const byTime = ofPair.get(column) ?? new Map<unknown, number>();
    const time: unknown = this.times?.values[row];
    this.sums.set(pair, ofPair.set(column, byTime.set(time, (byTime.get(time) ?? 0) + value)));
  }

  /** Adds the rates to the rates that the pairs have from other tables. */
  finish(): void {
    for (const [pair, columns] of this.sums) {
      for (const [column, byTime] of columns) {
        const sum = [...byTime.values()].reduce((total, value) => total + value, 0);
        addOther(pair, column, sum / byTime.size);
      }
    }
  }
}
