/**
 * The generic answer of a performance monitor's query: columns by name, cells as texts, null where there
 * is no value. AWS documents neither the columns' names nor their order.
 */
export interface PathTable {
  fields: readonly PathField[];
  /** As long as the fields, in their order. */
  rows: ReadonlyArray<readonly PathCell[]>;
}

export interface PathField {
  name: string;
  /** What the API calls the type of the values: "string", "double". */
  type: string;
}

export type PathCell = string | null;

/** Pages of one answer as one table; a column that a page does not have is empty in its rows. */
export function joinTables(pages: readonly PathTable[]): PathTable {
  const fields = new Map<string, PathField>();
  for (const field of pages.flatMap((page) => page.fields)) {
    fields.set(field.name, fields.get(field.name) ?? field);
  }
  const names = [...fields.keys()];
  return { fields: [...fields.values()], rows: pages.flatMap((page) => rowsUnder(page, names)) };
}

function rowsUnder({ fields, rows }: PathTable, names: readonly string[]): PathCell[][] {
  const columns = names.map((name) => fields.findIndex((field) => field.name === name));
  return rows.map((row) => columns.map((column) => row[column] ?? null));
}
