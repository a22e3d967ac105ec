import fc from 'fast-check';
import { type LabelFilter, MATCH_OPERATORS } from '../prometheus/matcher';
import { NAME_LABELS } from '../prometheus/kubernetes/names';
import { AGENT_METRICS } from '../prometheus/agent/catalog';
import { METRIC_GROUPINGS } from '../prometheus/agent/grouping';
import { adHocMatch, withAdHocFilters } from './adHocFilters';
import { resolveFlowsQuery } from './flowsQuery';
import { resolveListQuery } from './listQuery';
import { resolveMetricQuery } from './metricQuery';
import { migrateQuery } from './migrateQuery';
import { type Replace } from './resolved';
import { isNarrowing, withValue } from './savedFilters';
import { timeShiftMs } from './timeShift';

const asIs: Replace = (text) => text;
const quoted = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Puts in the values of `$v` as Grafana's template service does. */
const grafana =
  (values: readonly string[]): Replace =>
  (text, format) => {
    const [only = ''] = values;
    const written = () => {
      switch (format) {
        case 'regex':
          return values.length === 1 ? quoted(only) : `(${values.map(quoted).join('|')})`;
        case 'json':
          return values.length === 1 ? only : JSON.stringify(values);
        default:
          return values.length === 1 ? only : `{${values.join(',')}}`;
      }
    };
    return text.replace('$v', written);
  };
/** Whether a value passes a filter, by the rules of PromQL. */
const passes = ({ operator, value }: Pick<LabelFilter, 'operator' | 'value'>, actual: string): boolean =>
  (operator.endsWith('~') ? new RegExp(`^(?:${value})$`, 's').test(actual) : value === actual) !==
  operator.startsWith('!');

/** Names as clusters have them, and some that are hard to write. */
const name = fc.oneof(
  fc.constantFrom('shop', 'shop-2', 'a.b', 'a|b', 'x+y', 'a,b', 'a"b', 'ä', '(a', '[b', 'c\\d', '^', 'us-east-1a'),
  fc.stringMatching(/^[a-z0-9]([a-z0-9.-]{0,8}[a-z0-9])?$/)
);
const names = fc.uniqueArray(name, { minLength: 2, maxLength: 4 });

describe('a variable with several values in a filter', () => {
  it('lets exactly these values through, and its negation exactly the others', () => {
    fc.assert(
      fc.property(
        names,
        name,
        fc.constantFrom('=' as const, '!=' as const, '=~' as const, '!~' as const),
        (values, other, operator) => {
          const filter = withValue({ operator, value: '$v' }, grafana(values)) as LabelFilter;
          for (const actual of [...values, other, `${other}x`, '']) {
            expect(passes(filter, actual)).toBe(values.includes(actual) !== operator.startsWith('!'));
          }
        }
      ),
      { numRuns: 300 }
    );
  });

  it('does the same with one value', () => {
    fc.assert(
      fc.property(name, name, fc.constantFrom('=' as const, '!=' as const), (value, other, operator) => {
        const filter = withValue({ operator, value: '$v' }, grafana([value])) as LabelFilter;
        expect(passes(filter, value)).toBe(operator === '=');
        expect(passes(filter, other)).toBe((value === other) === (operator === '='));
      })
    );
  });

  it('set to All or to nothing filters nothing', () => {
    for (const operator of MATCH_OPERATORS) {
      expect(isNarrowing(withValue({ operator, value: '$v' }, () => '.*'))).toBe(false);
      expect(isNarrowing(withValue({ operator, value: '$v' }, () => ''))).toBe(false);
    }
    expect(isNarrowing({ operator: '=', value: '' })).toBe(true);
  });
});

describe('filters of a dashboard', () => {
  const operators = fc.constantFrom('=', '!=', '=|', '!=|');
  const flows = migrateQuery({ refId: 'A', queryType: 'flows' as const });

  it('match exactly the values if there are several', () => {
    fc.assert(
      fc.property(names, name, operators, (values, other, operator) => {
        const match = adHocMatch({ key: 'pod', operator, value: values[0] ?? '', values });
        const chosen = operator.endsWith('|') ? values : values.slice(0, 1);
        for (const actual of [...values, other]) {
          expect(match && passes(match, actual)).toBe(chosen.includes(actual) !== operator.startsWith('!'));
        }
      }),
      { numRuns: 300 }
    );
  });

  it('are added to those of the query, which stay first and unchanged', () => {
    fc.assert(
      fc.property(names, operators, (values, operator) => {
        const own = { side: 'client', field: 'pod', operator: '=', value: '$v' } as const;
        const adHoc = [{ key: 'namespace', operator, value: values[0] ?? '', values }];
        const { query, notices } = withAdHocFilters({ ...flows, filters: [own] }, adHoc, asIs);
        expect(notices).toEqual([]);
        expect(query).toMatchObject({ filters: [own, { side: 'either', field: 'namespace' }] });
        expect(resolveFlowsQuery(query as never, grafana(['a']))).toHaveProperty('query');
      })
    );
  });

  it('leave the query as it is if they cannot apply, with one notice each', () => {
    const adHoc = [
      { key: 'no_such_label', operator: '=', value: 'a' },
      { key: 'namespace', operator: '<', value: '3' },
      { key: 'namespace', operator: '=', value: '' },
      { key: '', operator: '=', value: 'a' },
    ];
    const { query, notices } = withAdHocFilters(flows, adHoc, asIs);
    expect(query).toBe(flows);
    // The last two are still being chosen.
    expect(notices.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
  });

  it.each(['insights', 'paths', 'inventory'] as const)('never change a query for %s', (queryType) => {
    const saved = migrateQuery({ refId: 'A', queryType });
    const { query, notices } = withAdHocFilters(saved, [{ key: 'namespace', operator: '=', value: 'a' }], asIs);
    expect(query).toBe(saved);
    expect(notices).toHaveLength(1);
  });
});

describe('lists for variables', () => {
  const label = fc.constantFrom(...Object.values(NAME_LABELS));
  const list = fc.constantFrom('namespaces' as const, 'workloads' as const, 'pods' as const, 'nodes' as const);
  const text = fc
    .oneof(name, fc.string({ maxLength: 6 }))
    .filter((value) => !/[{}*$]/.test(value) && value.trim() === value);
  const matchers = fc.array(fc.record({ label, operator: fc.constantFrom('=' as const, '!=' as const), value: text }), {
    maxLength: 3,
  });

  it('are read as they are written, regardless of their characters and separators', () => {
    const escaped = (value: string) => value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
    fc.assert(
      fc.property(list, matchers, fc.constantFrom(' ', ', ', ' ,  '), (one, some, separator) => {
        const written = some.map(({ label: of, operator, value }) => `${of}${operator}"${escaped(value)}"`);
        expect(resolveListQuery(`${one} ${written.join(separator)}`, asIs)).toEqual({
          query: { list: one, matchers: some },
        });
      }),
      { numRuns: 300 }
    );
  });

  it.each([
    'pods namespace',
    'pods namespace=shop',
    'pods namespace="shop',
    'pods namespace=="shop"',
    'pods color="red"',
    'pods constructor="a"',
    'toString',
    'clusters node="a"',
    'monitors node="a"',
    'pods namespace="{a,b}"',
    'pods{namespace="a"}',
  ])('are refused, not guessed: %s', (text_) => {
    expect(resolveListQuery(text_, asIs)).toHaveProperty('problem');
  });
});

describe('a time shift', () => {
  it('is the sum of its parts', () => {
    const parts = fc.array(fc.tuple(fc.nat(99), fc.constantFrom('s', 'm', 'h', 'd', 'w')), { maxLength: 4 });
    const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };
    fc.assert(
      fc.property(parts, (some) => {
        const expected = some.reduce((sum, [count, unit]) => sum + count * (SECONDS[unit] ?? NaN) * 1_000, 0);
        expect(timeShiftMs(` ${some.map(([count, unit]) => `${count}${unit}`).join('')} `)).toEqual({
          shiftMs: expected,
        });
      })
    );
  });

  it.each(['1', 'h', '1y', '1h 30m', '-1h', '1.5h', 'Off', '1hh'])('is not %s', (text_) => {
    expect(timeShiftMs(text_)).toHaveProperty('problem');
  });
});

describe('a query of a metric', () => {
  const saved = { version: 2, queryType: 'metric' } as const;

  it('groups by what its metric is about, and by nothing else', () => {
    const groupings = [...new Set(Object.values(METRIC_GROUPINGS).flat())];
    for (const metric of AGENT_METRICS) {
      for (const groupBy of groupings) {
        const resolved = resolveMetricQuery({ ...saved, metric: metric.name, groupBy }, asIs);
        expect('query' in resolved).toBe(METRIC_GROUPINGS[metric.subject].includes(groupBy));
      }
    }
  });

  it('has node_exporter as its source only for allowances', () => {
    for (const metric of AGENT_METRICS) {
      const resolved = resolveMetricQuery({ ...saved, metric: metric.name, source: 'node_exporter' }, asIs);
      expect('query' in resolved).toBe(metric.name.endsWith('_allowance_exceeded'));
    }
  });

  it.each([0, -1, 1.5, NaN, Infinity, '5', [], {}])('shows no top of %j', (top) => {
    expect(resolveMetricQuery({ ...saved, top: top as number }, asIs)).toHaveProperty('problem');
  });

  it.each(['', 'a-b', 'a b', '1a', 'a"} or up{b="', 'ä'])('has no filter on a label called %j', (label) => {
    const filters = [{ label, operator: '=', value: 'a' }] as const;
    expect(resolveMetricQuery({ ...saved, filters: [...filters] }, asIs)).toHaveProperty('problem');
  });
});
