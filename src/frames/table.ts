import { createDataFrame, type DataFrame, type DataLink, type FieldConfig, FieldType } from '@grafana/data';

/** A column of a table, and how it reads a row. */
export interface TableColumn<Row> {
  name: string;
  displayName: string;
  type: FieldType.string | FieldType.number | FieldType.time;
  unit?: string;
  description?: string;
  links?: DataLink[];
  /** Undefined if unknown: an empty cell, never zero. */
  read: (row: Row) => string | number | undefined;
}

/**
 * Rows as a table frame with all columns in order; unknown values are `null`. A table without rows has no columns, so
 * that Grafana shows "No data" and not headers without rows, or 0 as the sum of a column.
 */
export function tableFrame<Row>(
  name: string,
  rows: readonly Row[],
  columns: ReadonlyArray<TableColumn<Row>>,
  refId?: string
): DataFrame {
  return createDataFrame({
    refId,
    name,
    meta: { preferredVisualisationType: 'table' },
    fields: (rows.length === 0 ? [] : columns).map((column) => ({
      name: column.name,
      type: column.type,
      config: configOf(column),
      values: rows.map((row) => column.read(row) ?? null),
    })),
  });
}

function configOf<Row>({ displayName, unit, description, links = [] }: TableColumn<Row>): FieldConfig {
  return {
    displayName,
    ...(unit !== undefined && { unit }),
    ...(description !== undefined && { description }),
    ...(links.length > 0 && { links }),
  };
}

/** A column of texts. `read` returns undefined for an empty cell. */
export function textColumn<Row>(
  name: string,
  displayName: string,
  read: (row: Row) => string | undefined
): TableColumn<Row> {
  return { name, displayName, type: FieldType.string, read };
}

/** A column of numbers. `read` returns undefined for an empty cell. */
export function numberColumn<Row>(
  name: string,
  displayName: string,
  unit: string | undefined,
  read: (row: Row) => number | undefined
): TableColumn<Row> {
  return { name, displayName, type: FieldType.number, unit, read };
}

/** A time in milliseconds since the epoch. */
export function timeColumn<Row>(
  name: string,
  displayName: string,
  read: (row: Row) => number | undefined
): TableColumn<Row> {
  return { name, displayName, type: FieldType.time, read };
}
