/** Rows by what is in some of their columns. */
export interface NumberedRows {
  /** By row: rows that say the same have the same number. */
  numbers: Uint32Array;
  /** By number: the first row that has it. */
  firstRows: readonly number[];
}

/**
 * Numbers rows in the order in which something new is met in them. A row is compared with those only that
 * say the same in the first column that says anything in it: with few, where the first columns are names.
 */
export function numberRows(columns: ReadonlyArray<readonly unknown[]>, length: number): NumberedRows {
  const numbers = new Uint32Array(length);
  const firstRows: number[] = [];
  const latest = new Map<unknown, number>();
  /** By number: the one met before that is named alike. */
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
