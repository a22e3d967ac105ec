/** @jest-environment node */
import { modelOperation, modelOperations, shapeOf } from '../simulator/flowapi/testing/apiModel';
import { GATEWAY_OPERATIONS } from './operations';

/** The names of the query parameters of an operation, in the model. */
function parametersOf(name: string): string[] {
  const members = Object.values(shapeOf(modelOperation(name).input).members ?? {});
  return members.flatMap(({ location, locationName }) => (location === 'querystring' ? (locationName ?? '') : []));
}

describe('the operations of the gateway', () => {
  it.each(GATEWAY_OPERATIONS.map((operation) => [operation.name, operation] as const))(
    'have the method, the path, and the parameters of %s in the model',
    (name, { method, path, parameters }) => {
      const { http } = modelOperation(name);
      expect({ method, path }).toEqual({ method: http.method, path: http.requestUri });
      expect([...parameters].sort()).toEqual(parametersOf(name).sort());
    }
  );

  it('change nothing but queries', () => {
    const names = GATEWAY_OPERATIONS.map(({ name }) => name);
    expect(names.filter((name) => !/^(List|Get|StartQuery|StopQuery)/.test(name))).toEqual([]);
    const changing = GATEWAY_OPERATIONS.filter(({ method }) => method !== 'GET').map(({ name }) => name);
    expect(changing.filter((name) => !/^(StartQuery|StopQuery)/.test(name))).toEqual([]);
  });

  it('are all operations of the model that read, except for tags and single performance monitors', () => {
    const names = GATEWAY_OPERATIONS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const others = Object.keys(modelOperations).filter((name) => !names.includes(name));
    expect(others.filter((name) => !/^(Create|Update|Delete|Tag|Untag)/.test(name))).toEqual([
      'GetPerformanceMonitor',
      'ListTagsForResource',
    ]);
  });
});
