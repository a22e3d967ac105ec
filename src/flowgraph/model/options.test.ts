import { DEFAULT_OPTIONS, resolveOptions } from './options';

describe('resolveOptions', () => {
  it.each([
    [{}],
    [{ maxEdges: NaN }],
    [{ maxEdges: 0 }],
    [JSON.parse('{"level":"galaxy","maxEdges":null,"layout":7,"width":{},"pins":[],"quickFilters":"x"}')],
    [JSON.parse('{"pins":{"namespace":{"a":{"x":"1"},"b":null}},"quickFilters":[{"name":"n","filters":[{}]}]}')],
  ])('replaces the invalid options %j with the defaults', (saved) => {
    const { pins, ...options } = resolveOptions(saved);
    const { pins: none, ...defaults } = DEFAULT_OPTIONS;
    expect(options).toEqual(defaults);
    expect(Object.values(pins).every((of) => Object.keys(of).length === 0)).toBe(true);
    expect(none).toEqual({});
  });

  it('keeps valid options', () => {
    const filters = [{ side: 'either' as const, field: 'zone' as const, operator: '=' as const, value: 'a' }];
    const chosen = {
      grouping: 'node' as const,
      level: 'pod' as const,
      maxEdges: 7,
      width: 'flows',
      color: 'roundTripTime',
      layout: 'grid' as const,
      hasLabels: false,
      opensByZoom: false,
      quickFilters: [{ name: 'Zone a', filters }],
    };
    const pins = { node: { 'node/a': { x: 1, y: -2 } } };
    expect(resolveOptions({ ...chosen, pins })).toMatchObject({ ...chosen, pins });
  });

  it('derives the grouping from the level in options from before groupings', () => {
    expect(resolveOptions({ level: 'zone' })).toMatchObject({ grouping: 'zone', level: 'zone' });
  });

  it('uses the level of workloads if the grouping does not have the saved level', () => {
    expect(resolveOptions({ grouping: 'namespace', level: 'node' })).toMatchObject({ level: 'workload' });
  });
});
