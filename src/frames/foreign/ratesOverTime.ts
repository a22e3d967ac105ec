import { type Field } from '@grafana/data';
import { addOther, type EdgeMetrics } from '../../core/graph/edgeMetrics';

/** The rates in a table of several times: rows of one time add up, and each pair gets their mean over its times. */
export class RatesOverTime {
  /** By pair, then by column, then by time. */
  private readonly sums = new Map<EdgeMetrics, Map<string, Map<unknown, number>>>();

  /** @param times when a row was true; without it, all rows are of one time. */
  constructor(private readonly times: Field | undefined) {}

  add(pair: EdgeMetrics, column: string, value: number, row: number): void {
    const ofPair = this.sums.get(pair) ?? new Map<string, Map<unknown, number>>();
    const byTime = ofPair.get(column) ?? new Map<unknown, number>();
    const time: unknown = this.times?.values[row];
    this.sums.set(pair, ofPair.set(column, byTime.set(time, (byTime.get(time) ?? 0) + value)));
  }

  /** Adds the rates to those that the pairs have of other tables. */
  finish(): void {
    for (const [pair, columns] of this.sums) {
      for (const [column, byTime] of columns) {
        const sum = [...byTime.values()].reduce((total, value) => total + value, 0);
        addOther(pair, column, sum / byTime.size);
      }
    }
  }
}
