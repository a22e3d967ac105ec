/** By what the API can filter paths (API model, StartQueryPerformanceMonitorInput). */
export const PATH_FILTER_FIELDS = ['local_az_id', 'remote_az_id', 'impact_level'] as const;
export type PathFilterField = (typeof PATH_FILTER_FIELDS)[number];

export const PATH_FILTER_LABELS: Record<PathFilterField, string> = {
  local_az_id: 'Local zone',
  remote_az_id: 'Remote zone',
  impact_level: 'Impact level',
};

export const PATH_FILTER_OPERATORS = ['EQUALS', 'NOT_EQUALS', 'IN', 'CONTAINS'] as const;
export type PathFilterOperator = (typeof PATH_FILTER_OPERATORS)[number];

/**
 * A condition that the API itself checks. Paths without a value in the field match none, NOT_EQUALS
 * included; a path's impact level is the worst in the window.
 */
export interface PathFilter {
  field: PathFilterField;
  operator: PathFilterOperator;
  /** IN takes one to ten, the others take one. */
  values: readonly string[];
}

/** The API's own bounds. */
export const MAX_PATH_FILTERS = 10;
const MAX_VALUES = 10;

/** What is wrong with a filter, in one sentence; undefined where nothing is. */
export function pathFilterProblem({ field, operator, values }: PathFilter): string | undefined {
  if (!PATH_FILTER_FIELDS.includes(field)) {
    return `Network paths cannot be filtered by "${String(field)}". Choose one of: ${PATH_FILTER_FIELDS.join(', ')}.`;
  }
  if (!PATH_FILTER_OPERATORS.includes(operator)) {
    return `The filter on ${field} has the operator "${String(operator)}". Choose one of: ${PATH_FILTER_OPERATORS.join(', ')}.`;
  }
  const most = operator === 'IN' ? MAX_VALUES : 1;
  if (values.length === 0 || values.length > most) {
    const range = most === 1 ? 'one value' : `one to ${most} values`;
    return `The filter on ${field} has ${values.length} values, but ${operator} takes ${range}. Change the filter or its variable.`;
  }
  return undefined;
}
