import { type HostileName } from '../../../src/testing/hostileStrings';

/** Records which fields of responses had which hostile strings. */
export class Coverage {
  private readonly strings = new Map<string, Set<HostileName>>();

  add(field: string, name: HostileName): void {
    const known = this.strings.get(field) ?? new Set();
    known.add(name);
    this.strings.set(field, known);
  }

  /** The fields, sorted, with the number of different hostile strings that each had. */
  get counts(): Array<[field: string, strings: number]> {
    return [...this.strings]
      .map(([field, { size }]): [string, number] => [field, size])
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }
}
