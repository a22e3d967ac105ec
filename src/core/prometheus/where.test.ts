import { where } from './where';

const ONE = (mark: string) => `label_replace(vector(1), "${mark}", "1", "", "")`;

describe('where', () => {
  it.each([
    ['=', 'a.b', `(label_replace(x, "match_0", "1", "workload", "a\\\\.b") and on (match_0) ${ONE('match_0')})`],
    ['!=', 'a', `(label_replace(x, "match_0", "1", "workload", "a") unless on (match_0) ${ONE('match_0')})`],
    ['=~', 'a|"b"', `(label_replace(x, "match_0", "1", "workload", "a|\\"b\\"") and on (match_0) ${ONE('match_0')})`],
    ['!~', 'a.*', `(label_replace(x, "match_0", "1", "workload", "a.*") unless on (match_0) ${ONE('match_0')})`],
  ] as const)('%s %s', (operator, value, expected) => {
    expect(where('x', [{ label: 'workload', operator, value }])).toBe(expected);
  });

  it('uses a separate mark for each filter, so that one does not match by the mark of another', () => {
    const filters = [
      { label: 'zone', operator: '=', value: 'z' },
      { label: 'workload', operator: '!=', value: 'w' },
    ] as const;
    expect(where('x', filters)).toBe(
      `(label_replace((label_replace(x, "match_0", "1", "zone", "z") and on (match_0) ${ONE('match_0')}), ` +
        `"match_1", "1", "workload", "w") unless on (match_1) ${ONE('match_1')})`
    );
  });

  it('returns the expression if there are no filters', () => {
    expect(where('x', [])).toBe('x');
  });
});
