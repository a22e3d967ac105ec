/** From method and path to an operation, by the URI templates of the operations. */
import { isKnownTo, isOperationName, OPERATIONS, type OperationName } from '../model/operations';
import { type ApiGeneration } from '../model/options';

export type Route =
  | { kind: 'operation'; operation: OperationName; pathParameters: Map<string, string> }
  | { kind: 'wrongMethod' }
  | { kind: 'unknownPath' };

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

/** The values of the template's labels; a label never matches an empty segment, nor a plain slash (as in Smithy). */
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
