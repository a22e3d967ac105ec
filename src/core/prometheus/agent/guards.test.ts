import fc from 'fast-check';
import { AGENT_METRICS, agentMetric, type AgentMetric } from './catalog';
import { inWindow, perSecond, ranking } from './deltaGauge';
import { type DeltaGaugeQuery } from './deltaGaugeQuery';
import { guardKey, guardsSeries } from './guards';
import { type LabelFilter } from '../matcher';
import { queriesOf } from '../testQueries';
import { syntaxErrors } from '../../../testing/syntaxErrors';
import { labelReplacesIn, nodesOf, type SelectorPart, selectorsIn } from '../../../testing/promql/parts';

function metric(name: string): AgentMetric {
  const found = agentMetric(name);
  if (!found) {
    throw new Error(`No metric ${name}`);
  }
  return found;
}

const bytes = metric('ingress_bytes');
const connections = metric('egress_flow');
const base = { metric: bytes, groupBy: 'pod', window: '5m', windowSeconds: '300' } as const;
const SOURCES = ['kube-state-metrics', 'by-change', 'unguarded'] as const;
const SPIKES = [undefined, 'kube-state-metrics', { bytesPerSecond: 1e9, scrapeIntervalSeconds: 30 }] as const;
const CALCULATIONS = [
  ['a rate', perSecond],
  ['a total', inWindow],
] as const;

const ofMetric = (expression: string, { name }: AgentMetric) =>
  selectorsIn(expression).filter((selector) => selector.metric === name);
/** The matcher of a filter's label, whether Prometheus renamed the label or not. */
const matcherOf = ({ matchers }: SelectorPart, label: string) =>
  matchers.find((matcher) => matcher.value !== '' && [label, `exported_${label}`].includes(matcher.label));

describe.each(CALCULATIONS)('the guards of %s', (_, calculated) => {
  const chosen: LabelFilter[] = [
    { label: 'namespace', operator: '=', value: 'shop' },
    { label: 'pod', operator: '=~', value: 'ui-.+' },
    { label: 'node', operator: '!=', value: 'n1' },
  ];

  it.each(SOURCES.flatMap((runningPods) => SPIKES.map((spikes) => [runningPods, spikes] as const)))(
    'by %s and spikes by %j read no pods but the chosen ones, or all of the chosen nodes',
    (runningPods, spikes) => {
      const expression = calculated({ ...base, runningPods, spikes, filters: chosen });
      const selectors = ofMetric(expression, bytes);
      expect(selectors.length).toBeGreaterThan(1);
      for (const selector of selectors) {
        expect(matcherOf(selector, 'node')).toMatchObject({ operator: '!=', value: 'n1' });
        const others = ['namespace', 'pod'].map((label) => matcherOf(selector, label)?.value);
        expect([
          ['shop', 'ui-.+'],
          [undefined, undefined],
        ]).toContainEqual(others);
      }
    }
  );

  it.each(SOURCES)('by %s read nothing of unchosen pods if no interfaces are mixed up', (runningPods) => {
    const known = { agentPods: [], returnedPods: [], sharedInterfaces: [] };
    const expression = calculated({ ...base, ...known, runningPods, filters: chosen });
    const unfiltered = ofMetric(expression, bytes).filter((selector) => !matcherOf(selector, 'pod'));
    expect(unfiltered).toEqual([]);
  });

  it('read the series of each label name once, so that no pod counts twice', () => {
    for (const runningPods of SOURCES) {
      const expression = calculated({ ...base, runningPods, filters: chosen });
      const marks = ofMetric(expression, bytes)
        .filter((selector) => matcherOf(selector, 'pod'))
        .map(({ matchers }) => matchers.find(({ label, value }) => label.startsWith('exported_') && value === ''));
      const [asTheyAre, renamed] = ['=', '!='].map((sign) => marks.filter((mark) => mark?.operator === sign).length);
      expect(asTheyAre).toBeGreaterThan(0);
      expect(renamed).toBe(asTheyAre);
    }
  });

  it('take nothing from kube-state-metrics if it is not there', () => {
    for (const runningPods of ['by-change', 'unguarded'] as const) {
      for (const groupBy of ['pod', 'namespace', 'workload', 'node'] as const) {
        const expression = calculated({ ...base, groupBy, runningPods });
        const foreign = selectorsIn(expression).filter(({ metric: name }) => name?.startsWith('kube_'));
        expect(foreign).toEqual([]);
      }
    }
  });

  it('sum the interfaces of a pod, and take the largest of what each of them repeats', () => {
    const aggregationOf = (some: AgentMetric) => {
      const expression = calculated({ ...base, metric: some, runningPods: 'unguarded' });
      const innermost = nodesOf(expression, 'AggregateExpr').at(-1);
      return innermost?.getChild('AggregateOp') && expression.slice(innermost.from, innermost.from + 3);
    };
    expect(aggregationOf(bytes)).toBe('sum');
    expect(aggregationOf(connections)).toBe('max');
  });

  it('look for mixed-up pods among all pods of a node, because they can have names that are not chosen', () => {
    const readsAll = (over: Partial<DeltaGaugeQuery>) =>
      ofMetric(calculated({ ...base, runningPods: 'by-change', filters: chosen, ...over }), bytes).some(
        (selector) => !matcherOf(selector, 'pod')
      );
    expect(readsAll({})).toBe(true);
    expect(readsAll({ sharedInterfaces: ['eni1'] })).toBe(true);
    expect(readsAll({ sharedInterfaces: [] })).toBe(false);
    expect(readsAll({ runningPods: 'unguarded' })).toBe(false);
  });

  it('take spikes away from the largest interface of a pod, not from the choice of the largest', () => {
    const query: DeltaGaugeQuery = { ...base, metric: connections, runningPods: 'by-change' };
    const expression = calculated(query);
    const largest = nodesOf(expression, 'AggregateExpr').filter(
      ({ from, to }) => expression.startsWith('max', from) && expression.slice(from, to).includes('"minus"')
    );
    expect(largest.length).toBeGreaterThan(0);
    for (const { from } of largest) {
      expect(expression.slice(from)).toMatch(/^max by \([^)]*\bminus\)/);
    }
  });

  it('are shorter if kube-state-metrics chooses the pods, and choose the same ones', () => {
    const query: DeltaGaugeQuery = {
      ...base,
      runningPods: 'kube-state-metrics',
      spikes: 'kube-state-metrics',
      filters: chosen,
    };
    const [long, short] = [calculated(query), calculated({ ...query, isShort: true })];
    expect(short.length).toBeLessThan(0.8 * long.length);
    const choosing = (expression: string) =>
      selectorsIn(expression)
        .filter(({ metric: name = '' }) => name.startsWith('kube_pod_info'))
        .filter((selector) => matcherOf(selector, 'pod')?.value === 'ui-.+');
    expect(choosing(short)).not.toEqual([]);
  });
});

describe('values of filters', () => {
  const hostile = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.constantFrom('"', '\\', '"} or up{', '\n', '$1', '${__range}', "a'b", '`', 'é', '\\"', '.*')
  );
  const operator = fc.constantFrom('=' as const, '!=' as const);

  it('reach every selector unchanged, regardless of their characters', () => {
    fc.assert(
      fc.property(
        hostile,
        operator,
        fc.constantFrom(...SOURCES),
        fc.constantFrom(...SPIKES),
        (value, sign, runningPods, spikes) => {
          const filters = [{ label: 'namespace', operator: sign, value }];
          for (const calculated of [perSecond, inWindow]) {
            const expression = calculated({ ...base, runningPods, spikes, filters });
            expect(syntaxErrors(expression)).toEqual([]);
            const values = selectorsIn(expression)
              .flatMap(({ matchers }) => matchers)
              .filter((matcher) => ['namespace', 'exported_namespace'].includes(matcher.label) && matcher.value !== '')
              .map((matcher) => matcher.value)
              .filter((found) => found !== 'amazon-network-flow-monitor');
            expect(new Set(values)).toEqual(new Set([value]));
          }
        }
      ),
      { numRuns: 60 }
    );
  });

  it('match the whole name of a workload, regardless of its characters', () => {
    fc.assert(
      fc.property(hostile, hostile, (value, other) => {
        const filters = [{ label: 'workload', operator: '=' as const, value }];
        const expression = inWindow({ ...base, runningPods: 'by-change', filters });
        expect(syntaxErrors(expression)).toEqual([]);
        const patterns = labelReplacesIn(expression).filter(({ to }) => to === 'match_0');
        const [pattern] = patterns.filter(({ from }) => from === 'workload').map((part) => part.pattern);
        const matches = (name: string) => new RegExp(`^(?:${pattern})$`, 's').test(name);
        expect(matches(value)).toBe(true);
        expect(matches(other)).toBe(other === value);
      }),
      { numRuns: 60 }
    );
  });
});

describe('the ranking of a top', () => {
  const kinds = [bytes, connections, metric('pps_allowance_exceeded'), metric('efa_tx_bytes')];
  it.each(kinds.map((some) => [some.name, some] as const))('of %s is the same at each step', (_, some) => {
    for (const query of queriesOf(some).filter(({ top }) => top)) {
      const { top } = query;
      const once = top && ranking(query, top, ' @ end()');
      const ends = selectorsIn(once ?? '').map(({ isAtEnd }) => isAtEnd);
      expect(ends.length).toBeGreaterThan(0);
      expect(ends).not.toContain(false);
      const steps = selectorsIn(perSecond({ ...query, top: undefined })).filter(({ isAtEnd }) => isAtEnd);
      expect(steps).toEqual([]);
    }
  });

  it('looks back over its own range, and its windows are not those of a step', () => {
    const top = { k: 5, over: '7d', overSeconds: '604800' };
    const query: DeltaGaugeQuery = { ...base, runningPods: 'kube-state-metrics', top };
    const windows = ofMetric(ranking(query, top, ' @ end()'), bytes).map(({ window }) => window);
    expect(new Set(windows)).toEqual(new Set(['7d']));
  });
});

describe('which guards are needed', () => {
  it('allows sums by anything at once only if no guard needs values of whole pods', () => {
    const range = { window: '5m', seconds: '300' };
    const isBySeries = (over: Partial<DeltaGaugeQuery>, calculation: 'rate' | 'total') =>
      guardsSeries({ ...base, range, runningPods: 'unguarded', ...over, calculation });
    expect(isBySeries({}, 'rate')).toBe(true);
    expect(isBySeries({}, 'total')).toBe(true);
    expect(isBySeries({ metric: connections }, 'rate')).toBe(false);
    expect(isBySeries({ runningPods: 'kube-state-metrics' }, 'rate')).toBe(false);
    expect(isBySeries({ spikes: 'kube-state-metrics' }, 'rate')).toBe(false);
    // A total takes away what was repeated, and what is left must not be less than nothing by pod.
    expect(isBySeries({ runningPods: 'by-change' }, 'rate')).toBe(true);
    expect(isBySeries({ runningPods: 'by-change' }, 'total')).toBe(false);
    expect(isBySeries({ metric: metric('pps_allowance_exceeded') }, 'total')).toBe(false);
  });

  it('distinguishes what a subject consists of by cluster', () => {
    const keyOf = (name: string) =>
      guardKey({ ...base, metric: metric(name), runningPods: 'unguarded', clusterLabel: 'c' });
    expect(keyOf('ingress_bytes')).toEqual(['c', 'namespace', 'pod', 'node']);
    expect(keyOf('pps_allowance_exceeded')).toEqual(['c', 'node', 'eni']);
    expect(keyOf('efa_tx_bytes')).toEqual(['c', 'node', 'device', 'namespace', 'pod']);
  });

  it('reads agents’ restarts only of the pods that are known to have started', () => {
    const query: DeltaGaugeQuery = { ...base, runningPods: 'kube-state-metrics', spikes: 'kube-state-metrics' };
    const started = (agentPods?: string[]) =>
      selectorsIn(inWindow({ ...query, agentPods })).filter(
        ({ metric: name }) => name === 'kube_pod_container_state_started'
      );
    expect(started()).not.toEqual([]);
    expect(started([])).toEqual([]);
    for (const { matchers } of started(['agent-1', 'agent-2'])) {
      expect(matchers).toContainEqual({ label: 'pod', operator: '=~', value: 'agent-1|agent-2' });
    }
  });
});

describe('several clusters', () => {
  const kinds = AGENT_METRICS.filter(({ subject }) => subject === 'pod');

  it.each(kinds.map((some) => [some.name, some] as const))(
    'for %s share no join, regardless of what is guarded',
    (_, some) => {
      for (const query of queriesOf(some).filter(({ clusterLabel }) => clusterLabel)) {
        const expression = inWindow(query);
        const lists = nodesOf(expression, 'GroupingLabels')
          .filter(({ prevSibling }) => prevSibling?.name !== 'GroupLeft')
          .map(({ from, to }) => expression.slice(from, to));
        const without = lists.filter((list) => !list.startsWith('(cluster') && !/^\(match_\d\)$/.test(list));
        expect(without).toEqual([]);
      }
    }
  );
});
