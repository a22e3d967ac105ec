/**
 * The generic result of a performance monitor query: columns by name, cells as strings, or null without a
 * value. AWS documents neither the names nor the order of columns.
 */
export interface PathTable {
  fields: readonly PathField[];
  /** Cells in the order of the fields, as many as there are fields. */
  rows: ReadonlyArray<readonly PathCell[]>;
}

export interface PathField {
  name: string;
  /** The type of the values, as the API names it: "string", "double". */
  type: string;
}

export type PathCell = string | null;

/** The pages of a response as one table. Rows are empty in columns that their page does not have. */
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
