/** Rows numbered by the content of some of their columns. */
export interface NumberedRows {
  /** The number of each row. Rows with the same content have the same number. */
  numbers: Uint32Array;
  /** By number: the first row with it. */
  firstRows: readonly number[];
}

/**
 * Numbers rows by their first occurrence. A row is compared only with rows that have the same value in its first
 * column that is not empty, which are few if the first columns are names.
 */
export function numberRows(columns: ReadonlyArray<readonly unknown[]>, length: number): NumberedRows {
  const numbers = new Uint32Array(length);
  const firstRows: number[] = [];
  const latest = new Map<unknown, number>();
  /** By number: the previous number with the same name. */
  const earlier: Array<number | undefined> = [];
  for (let row = 0; row < length; row++) {
    const name = nameOf(columns, row);
    const named = latest.get(name);
    let number = named;
    while (number !== undefined && !areAlike(columns, firstRows[number] ?? row, row)) {
      number = earlier[number];
    }
    if (number === undefined) {
      number = firstRows.length;
      firstRows.push(row);
      earlier.push(named);
      latest.set(name, number);
    }
    numbers[row] = number;
  }
  return { numbers, firstRows };
}

function nameOf(columns: ReadonlyArray<readonly unknown[]>, row: number): unknown {
  for (let column = 0; column < columns.length; column++) {
    const value = columns[column]?.[row];
    if (value !== null && value !== undefined && value !== '') {
      return value;
    }
  }
  return undefined;
}

function areAlike(columns: ReadonlyArray<readonly unknown[]>, a: number, b: number): boolean {
  for (let column = 0; column < columns.length; column++) {
    const values = columns[column];
    if (values?.[a] !== values?.[b]) {
      return false;
    }
  }
  return true;
}
