/** `filterParameters` of a TOP_PATHS query; all of them must match (model networkflowmonitor 2023-04-19). */
import { validationError } from '../model/apiError';
import { enumMember, isJsonObject, type JsonObject, requiredString, serializationError } from '../http/input';
import { type PerformancePath } from './performancePaths';
import { FILTER_FIELDS } from './pathColumns';

/** Whether a path matches. */
export type PathFilter = (path: PerformancePath) => boolean;

const OPERATORS = ['EQUALS', 'NOT_EQUALS', 'IN', 'CONTAINS'];
const MOST_FILTERS = 10;
const MOST_VALUES = 10;

/** Reads the filter from a query's input. Throws a ValidationException. */
export function readPathFilter(input: JsonObject): PathFilter {
  const parameters = input.filterParameters ?? [];
  if (!Array.isArray(parameters)) {
    throw serializationError('filterParameters must be a list.');
  }
  if (parameters.length > MOST_FILTERS) {
    throw validationError(`filterParameters can not have more than ${MOST_FILTERS} members`);
  }
  const filters = parameters.map(readParameter);
  return (path) => filters.every((matches) => matches(path));
}

/** A path without a value in the field does not match any filter on it, including NOT_EQUALS. */
function readParameter(parameter: unknown): PathFilter {
  if (!isJsonObject(parameter)) {
    throw serializationError('A filter parameter must be a structure.');
  }
  const cell = readField(requiredString(parameter, 'field'));
  const operator = enumMember(parameter, 'operator', OPERATORS);
  const values = readValues(parameter, operator);
  return (path) => {
    const actual = cell(path);
    return actual !== null && compare(operator, actual, values);
  };
}

function readField(field: string): (path: PerformancePath) => string | null {
  switch (field) {
    case 'local_az_id':
    case 'remote_az_id':
    case 'impact_level':
      return FILTER_FIELDS[field];
    default:
      throw validationError(`Unknown filter field '${field}'. Fields: ${Object.keys(FILTER_FIELDS).join(', ')}`);
  }
}

function readValues({ values }: JsonObject, operator: string): string[] {
  if (!Array.isArray(values) || !values.every((value) => typeof value === 'string')) {
    throw serializationError('values must be a list of strings.');
  }
  const most = operator === 'IN' ? MOST_VALUES : 1;
  if (values.length < 1 || values.length > most) {
    throw validationError(`A filter with ${operator} must have 1 to ${most} values`);
  }
  return values;
}

function compare(operator: string, actual: string, values: readonly string[]): boolean {
  switch (operator) {
    case 'NOT_EQUALS':
      return !values.includes(actual);
    case 'CONTAINS':
      return values.some((value) => actual.includes(value));
    default:
      return values.includes(actual);
  }
}
