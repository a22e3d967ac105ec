/** Finds the operation for a method and a path by the URI templates of the operations. */
import { isKnownTo, isOperationName, OPERATIONS, type OperationName } from '../model/operations';
import { type ApiGeneration } from '../model/options';

/** The operation of a request, or why there is none. */
export type Route =
  | { kind: 'operation'; operation: OperationName; pathParameters: Map<string, string> }
  | { kind: 'wrongMethod' }
  | { kind: 'unknownPath' };

/** Considers only the operations of a generation of the API. */
export function findRoute(generation: ApiGeneration, method: string, path: string): Route {
  let pathIsKnown = false;
  for (const [operation, binding] of Object.entries(OPERATIONS)) {
    if (!isOperationName(operation) || !isKnownTo(generation, binding)) {
      continue;
    }
    const pathParameters = matchUri(binding.uri, path);
    if (pathParameters && binding.method === method) {
      return { kind: 'operation', operation, pathParameters };
    }
    pathIsKnown ||= pathParameters !== undefined;
  }
  return { kind: pathIsKnown ? 'wrongMethod' : 'unknownPath' };
}

/** The values of the template's labels; as in Smithy, a label never matches an empty segment or a plain slash. */
function matchUri(template: string, path: string): Map<string, string> | undefined {
  const expected = template.split('/');
  const actual = path.split('/');
  if (expected.length !== actual.length) {
    return undefined;
  }
  const labels = new Map<string, string>();
  for (const [index, segment] of expected.entries()) {
    const value = decodeSegment(actual[index] ?? '');
    const label = /^\{(.+)\}$/.exec(segment)?.[1];
    if (value === undefined || (label === undefined ? value !== segment : value === '')) {
      return undefined;
    }
    if (label !== undefined) {
      labels.set(label, value);
    }
  }
  return labels;
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
