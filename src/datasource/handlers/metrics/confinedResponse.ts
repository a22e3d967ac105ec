import { createDataFrame, type DataFrame, type DataQueryResponse, type Field, FieldType } from '@grafana/data';
import { type Labels } from '../../../core/kubernetes/clusterFacts';

/**
 * Merges the responses to the parts of a query for some groups: with the query's refId, with one table instead of several, and
 * without other groups of the same name.
 *
 * @param who the labels of the groups; undefined for a query of all groups, whose response is unchanged
 */
export function confinedResponse(
  response: DataQueryResponse,
  refId: string,
  who: readonly Labels[] | undefined
): DataQueryResponse {
  if (who === undefined) {
    return response;
  }
  const frames: DataFrame[] = response.data;
  const tables = frames.filter(isTable);
  const lines = frames.filter((frame) => !isTable(frame) && frame.fields.some((field) => isOneOf(who, field.labels)));
  return {
    ...response,
    errors: response.errors?.map((error) => ({ ...error, refId })),
    data: [...lines.map((frame) => ({ ...frame, refId })), ...oneTable(tables, refId, who)],
  };
}

/** Whether a frame is a table, which has its labels in text columns. */
function isTable({ fields }: DataFrame): boolean {
  return fields.some(({ type }) => type === FieldType.string);
}

function isOneOf(who: readonly Labels[], labels: Labels = {}): boolean {
  return who.some((group) => Object.entries(group).every(([name, value]) => labels[name] === value));
}

function oneTable(tables: readonly DataFrame[], refId: string, who: readonly Labels[]): DataFrame[] {
  const [first] = tables;
  if (!first) {
    return [];
  }
  const rows = tables.flatMap((table) =>
    Array.from({ length: table.length }, (_, row) => ({ table, row })).filter(({ row }) =>
      isOneOf(who, Object.fromEntries(table.fields.map(({ name, values }) => [name, String(values[row])])))
    )
  );
  const fields = first.fields.map((field, column): Field => ({
    ...field,
    values: rows.map(({ table, row }): unknown => table.fields[column]?.values[row]),
  }));
  return [createDataFrame({ ...first, refId, fields })];
}
