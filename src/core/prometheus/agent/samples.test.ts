import { AGENT_METRICS, agentMetric, type AgentMetric } from './catalog';
import { inWindow, perSecond } from './deltaGauge';
import { exceededByInterface } from './exceeded';
import { interfaceChangeAtMost, interfaceChangeInOrder } from './interfaceChange';
import { changeIn, frozen, frozenTail, repetitions, returned, spike, usualSample } from './samples';
import { podsWithWholeLives, wholeLifeCandidates, wholeLifeSigns } from './wholeLives';
import { queriesOf } from '../testQueries';
import { labelReplacesIn, nodesOf, selectorsIn } from '../../../testing/promql/parts';
import { shapeOf } from '../../../testing/promql/shape';

function metric(name: string): AgentMetric {
  const found = agentMetric(name);
  if (!found) {
    throw new Error(`No metric ${name}`);
  }
  return found;
}
const bytes = metric('ingress_bytes');
const allowance = metric('pps_allowance_exceeded');
const device = metric('efa_tx_bytes');

/** Names of the functions of an expression. */
const functionsIn = (expression: string) =>
  nodesOf(expression, 'FunctionIdentifier').map(({ from, to }) => expression.slice(from, to));

describe('metrics that hold changes', () => {
  // These difference samples that are differences already: a steady flow reads as zero.
  const OF_COUNTERS = ['rate', 'irate', 'increase', 'delta', 'deriv', 'resets'];

  it.each([bytes, allowance, device].map((some) => [some.name, some] as const))(
    'such as %s are never read by functions for counters',
    (_, some) => {
      const expressions = queriesOf(some).flatMap((query) => [perSecond(query), inWindow(query)]);
      const used = new Set(expressions.flatMap(functionsIn));
      expect(used.has('sum_over_time')).toBe(true);
      expect(OF_COUNTERS.filter((name) => used.has(name))).toEqual([]);
    }
  );
});

describe('an expression about one series', () => {
  const RANGE = { window: '1h', at: ' @ end()', minutesAgo: 7 };
  const EXPRESSIONS: ReadonlyArray<readonly [string, string]> = [
    ['the change of a pod', changeIn(bytes, 'ingress_bytes', RANGE)],
    ['the change of a device', changeIn(device, 'efa_tx_bytes', RANGE)],
    ['whether it is frozen', frozen(bytes, 'ingress_bytes', RANGE)],
    ['what it repeated', frozenTail(bytes, 'ingress_bytes', RANGE)],
    ['how often it repeated itself', repetitions('ingress_bytes', RANGE)],
    ['its usual sample', usualSample('ingress_bytes', RANGE)],
    ['a spike', spike('ingress_bytes', RANGE, '1', '2')],
    ['whether it returned', returned('ingress_bytes', RANGE)],
    ['the most of an interface', interfaceChangeAtMost('pps_allowance_exceeded', RANGE)],
  ];

  it.each(EXPRESSIONS)('as %s is read where the range ends', (_, expression) => {
    const selectors = selectorsIn(expression);
    expect(selectors.length).toBeGreaterThan(0);
    for (const { offset, isAtEnd } of selectors) {
      expect([offset, isAtEnd]).toEqual(['7m', true]);
    }
  });

  it.each(EXPRESSIONS)('as %s keeps the labels of the series', (_, expression) => {
    const { shape, problems } = shapeOf(expression);
    expect(problems).toEqual([]);
    expect(shape.labels).toEqual(expect.arrayContaining(['node', 'instance', 'exported_node']));
  });

  it('also reads five minutes before the range for an interface, wherever the range ends', () => {
    for (const change of [
      changeIn(allowance, 'pps_allowance_exceeded', RANGE),
      interfaceChangeInOrder('pps_allowance_exceeded', RANGE),
    ]) {
      const selectors = selectorsIn(change);
      expect(selectors.map(({ isAtEnd }) => isAtEnd)).not.toContain(false);
      const before = selectors.filter(({ offset }) => offset !== '7m');
      // An hour and seven minutes before the end is where the range begins.
      expect(before.map(({ window, offset }) => [window, offset])).toEqual(before.map(() => ['5m', '1h420s']));
      expect(before.length).toBeGreaterThan(0);
      expect(selectors.filter(({ window }) => window === '1h300000ms').length).toBeGreaterThan(0);
    }
  });
});

describe('a series that repeats itself', () => {
  it.each(['pod', 'interface', 'device'] as const)(
    'of a %s is recognized if agents are scraped every minute',
    (subject) => {
      const expression = frozen({ subject }, 'ingress_bytes', {});
      const minutes = new Set(selectorsIn(expression).map(({ window = '' }) => Number(window.replace(/m$/, ''))));
      const least = Number(/>= (\d+)\)$/.exec(expression)?.[1]);
      expect(minutes.size).toBe(1);
      expect([...minutes][0]).toBeGreaterThanOrEqual(least);
      expect(least).toBeGreaterThanOrEqual(5);
    }
  );

  it('must repeat a value that is not zero: what moves nothing is no ghost', () => {
    const expression = frozen(bytes, 'ingress_bytes', {});
    // `and` binds least: both conditions must hold.
    const [outermost] = nodesOf(expression, 'BinaryExpr');
    expect(outermost?.getChild('And')).not.toBeNull();
    const [equal, enough] = expression.split(' and ');
    expect(equal).toMatch(/== .*\) > 0$|== .* > 0$/);
    expect(enough).toMatch(/^count_over_time/);
  });
});

describe('exceeded packets for alerts', () => {
  it('are only of interfaces that changed in the window, and of no others', () => {
    const expression = exceededByInterface(allowance, { window: '5m' });
    const [outermost] = nodesOf(expression, 'BinaryExpr');
    expect(outermost && expression.slice(outermost.from, outermost.to)).toMatch(
      / and max_over_time\(\S+\[5m\]\) > min_over_time\(\S+\[5m\]\)$/
    );
  });
});

describe('samples that hold a pod’s whole life', () => {
  const range = { window: '30m', at: ' @ end()' };

  it('have signs only for pods, and one more for connections', () => {
    for (const some of AGENT_METRICS) {
      const count = some.subject !== 'pod' ? 0 : some.unit === 'connections' ? 2 : 1;
      expect(wholeLifeSigns(some)).toHaveLength(count);
    }
  });

  it.each(['repeated bytes', 'no connections'] as const)('are looked for in the range, by %s', (sign) => {
    for (const { window, isAtEnd } of selectorsIn(wholeLifeCandidates(sign, range))) {
      expect([window, isAtEnd]).toEqual(['30m', true]);
    }
    expect(selectorsIn(podsWithWholeLives(sign, ['a'], range)).map(({ isAtEnd }) => isAtEnd)).not.toContain(false);
  });

  it('are searched only among the candidates, regardless of their names and labels', () => {
    const names = ['a.b', 'c-1', 'x|y"'];
    const selectors = selectorsIn(podsWithWholeLives('repeated bytes', names, range));
    const patterns = selectors.map(({ matchers }) =>
      matchers.filter(({ label, operator }) => /^(exported_)?pod$/.test(label) && operator === '=~')
    );
    for (const [pattern, ...others] of patterns) {
      expect(others).toEqual([]);
      const passes = (name: string) => new RegExp(`^(?:${pattern?.value})$`).test(name);
      expect([...names, 'axb', 'c', 'x', 'y"'].filter(passes)).toEqual(names);
    }
    expect(new Set(patterns.map(([pattern]) => pattern?.label))).toEqual(new Set(['pod', 'exported_pod']));
  });

  it('have the name of the pod, not that of the agent that Prometheus put in its place', () => {
    const [restored] = labelReplacesIn(wholeLifeCandidates('no connections', range));
    expect(restored).toMatchObject({ to: 'pod', from: 'exported_pod', pattern: '(.+)' });
  });
});
