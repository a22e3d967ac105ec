/** The notices and errors of network paths. */

export const UNKNOWN_COLUMNS =
  'This version of the plugin does not recognize the columns that the flow API returned for network paths, so they are ' +
  'shown unchanged. Check for a newer version.';

export function unitAssumed(column: string, unit: string): string {
  return `The flow API reports no unit for "${column}", so ${unit} are assumed.`;
}

export function unknownFilterField(field: string, fields: readonly string[]): string {
  return `Network paths cannot be filtered by "${field}". Select one of: ${fields.join(', ')}.`;
}

export function unknownOperator(field: string, operator: string, operators: readonly string[]): string {
  return `The filter on ${field} has the invalid operator "${operator}". Select one of: ${operators.join(', ')}.`;
}

export function wrongValueCount(field: string, count: number, operator: string, most: number): string {
  const range = most === 1 ? 'one value' : `one to ${most} values`;
  return `The filter on ${field} has ${count} values, but ${operator} accepts ${range}. Change the filter or its variable.`;
}
