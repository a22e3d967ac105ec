import { unknownFilterField, unknownOperator, wrongValueCount } from './messages';

/** The fields by which the API can filter paths (API model, StartQueryPerformanceMonitorInput). */
export const PATH_FILTER_FIELDS = ['local_az_id', 'remote_az_id', 'impact_level'] as const;
export type PathFilterField = (typeof PATH_FILTER_FIELDS)[number];

export const PATH_FILTER_LABELS: Record<PathFilterField, string> = {
  local_az_id: 'Local zone',
  remote_az_id: 'Remote zone',
  impact_level: 'Impact level',
};

export const PATH_FILTER_OPERATORS = ['EQUALS', 'NOT_EQUALS', 'IN', 'CONTAINS'] as const;
type PathFilterOperator = (typeof PATH_FILTER_OPERATORS)[number];

/**
 * A condition that the API itself evaluates. Paths without a value in the field match no condition, not even
 * NOT_EQUALS. The impact level of a path is the worst in the window.
 */
export interface PathFilter {
  field: PathFilterField;
  operator: PathFilterOperator;
  /** IN accepts one to ten values, the others accept one. */
  values: readonly string[];
}

/** The limits of the API. */
export const MAX_PATH_FILTERS = 10;
const MAX_VALUES = 10;

/** The problem with a filter, in one sentence; undefined if it is valid. */
export function pathFilterProblem({ field, operator, values }: PathFilter): string | undefined {
  if (!PATH_FILTER_FIELDS.includes(field)) {
    return unknownFilterField(String(field), PATH_FILTER_FIELDS);
  }
  if (!PATH_FILTER_OPERATORS.includes(operator)) {
    return unknownOperator(field, String(operator), PATH_FILTER_OPERATORS);
  }
  const most = operator === 'IN' ? MAX_VALUES : 1;
  if (values.length === 0 || values.length > most) {
    return wrongValueCount(field, values.length, operator, most);
  }
  return undefined;
}
