import * as agents from './agents';
import { AGENT_METRICS } from './catalog';
import { clusterLabels, clustersOfAgents, KUBE_STATE_COUNTS, renamedSeries } from './collection';
import { agentsWithoutPods, interfacesNotRead, interfacesRead } from './interfaceCoverage';
import { exposedAsSeveral, sharedInterfaces } from './mixedUpPods';
import {
  isRecorded,
  overRecorded,
  RECORDED_SECONDS,
  recordedSharedInterfaces,
  recordedThroughout,
  recordingRules,
} from './recorded';
import { countOrZero } from '../countOrZero';
import { beginningEarlier, earlier, endOf, endTime, lasting } from '../range';
import { nodesOf, selectorsIn } from '../../../testing/promql/parts';
import { syntaxErrors } from '../../../testing/syntaxErrors';

const SCOPE = { clusterLabel: 'cluster' };

describe('queries for agents of several clusters', () => {
  it.each<[string, string]>([
    ['agents that are up', agents.agentsUp(SCOPE)],
    ['silent agents', agents.silentAgents(SCOPE)],
    ['scrapers', agents.scrapersPerAgent(SCOPE)],
    ['the scrape interval', agents.scrapeIntervalSeconds(SCOPE)],
    ['nodes without an agent', agents.nodesWithoutAgent(SCOPE)],
    ['exposed pods', agents.exposedPods(SCOPE)],
    ['pods that repeat themselves', agents.frozenPods('by-change', SCOPE)],
    ['pods that ended', agents.frozenPods('kube-state-metrics', SCOPE)],
    ['pods that ended by node', agents.frozenPodsByNode(SCOPE)],
    ['interfaces that are read', interfacesRead(SCOPE)],
    ['interfaces that are not read', interfacesNotRead(SCOPE)],
    ['agents without pods', agentsWithoutPods('kube-state-metrics', SCOPE)],
    ['interfaces of several pods', exposedAsSeveral('ingress_bytes', SCOPE, {})],
  ])('as %s join and group by cluster throughout', (_, expression) => {
    const lists = nodesOf(expression, 'GroupingLabels')
      .filter(({ prevSibling }) => prevSibling?.name !== 'GroupLeft')
      .map(({ from, to }) => expression.slice(from, to));
    expect(lists.length).toBeGreaterThan(0);
    expect(lists.filter((list) => !/^\(cluster\b/.test(list))).toEqual([]);
  });

  it('do not name a cluster label if there is none', () => {
    for (const expression of [agents.agentsUp(), agents.exposedPods(), interfacesNotRead()]) {
      expect(expression).not.toContain('cluster');
    }
  });
});

describe('silence of all agents', () => {
  it('is longer than the given window, and at least one sample says so if Prometheus has nothing at all', () => {
    const selectors = selectorsIn(agents.noAgents('17m'));
    const windows = selectors.map(({ window }) => window);
    expect(windows.filter((window) => window === '17m')).toHaveLength(2);
    expect(
      nodesOf(agents.noAgents('17m'), 'FunctionIdentifier').map(({ from, to }) =>
        agents.noAgents('17m').slice(from, to)
      )
    ).toContain('absent_over_time');
  });
});

describe('labels of clusters', () => {
  it('begin with the one in the settings, and none is there twice', () => {
    expect(clusterLabels({ clusterLabel: 'k8s_cluster' })[0]).toBe('k8s_cluster');
    for (const scope of [{}, { clusterLabel: 'cluster' }, { clusterLabel: 'mine' }]) {
      const labels = clusterLabels(scope);
      expect(new Set(labels).size).toBe(labels.length);
      const expression = clustersOfAgents(scope);
      expect(syntaxErrors(expression)).toEqual([]);
      expect(nodesOf(expression, 'LabelName').map(({ from, to }) => expression.slice(from, to))).toEqual(labels);
    }
  });

  it('are found on pods and on nodes if Prometheus renamed them', () => {
    expect(selectorsIn(renamedSeries()).map(({ metric, matchers }) => [metric, matchers])).toEqual([
      ['ingress_bytes', [{ label: 'exported_pod', operator: '!=', value: '' }]],
      ['bw_in_allowance_exceeded', [{ label: 'exported_node', operator: '!=', value: '' }]],
    ]);
  });

  it('count each pod once, even with several instances of kube-state-metrics', () => {
    for (const [name, expression] of Object.entries(KUBE_STATE_COUNTS)) {
      expect(syntaxErrors(expression)).toEqual([]);
      expect([name, expression.includes('(namespace, pod, uid)')]).toEqual([name, name !== 'renamed']);
    }
  });
});

describe('a count that is known', () => {
  it('is zero where there is something to count from, and nothing else', () => {
    const expression = countOrZero('count(a)', 'count(b)');
    expect(expression).toBe('count(a) or 0 * count(b)');
    const [outermost] = nodesOf(expression, 'BinaryExpr');
    expect(outermost?.getChild('Or')).not.toBeNull();
  });
});

describe('recording rules', () => {
  it.each([{}, SCOPE])(
    'of %j have a series for each metric of pods and allowance, and names that Prometheus takes',
    (scope) => {
      const rules = recordingRules(scope);
      const names = rules.map(({ record }) => record);
      expect(new Set(names).size).toBe(names.length);
      expect(names.filter((name) => !/^[a-z_]+:[a-z_0-9]+:[a-z0-9_]+$/.test(name))).toEqual([]);
      for (const metric of AGENT_METRICS) {
        expect(names.some((name) => name.includes(`:${metric.name}:rate`))).toBe(isRecorded(metric));
      }
      expect(rules.flatMap(({ expr }) => syntaxErrors(expr))).toEqual([]);
    }
  );

  it('read windows that lie side by side: as long as the interval, all ending two minutes before', () => {
    const rates = recordingRules(SCOPE).filter(({ record }) => record.includes(':rate'));
    for (const { expr, record } of rates) {
      const name = record.split(':')[1];
      const own = selectorsIn(expr).filter(({ metric, window }) => metric === name && window !== '15m');
      expect(own.length).toBeGreaterThan(0);
      const places = new Set(own.map(({ window, offset }) => `${window} ${offset}`));
      const expected = [
        `${RECORDED_SECONDS / 60}m 2m`,
        // Which interfaces are exposed as several pods is read at the end of the window.
        'undefined 2m',
        // Failed reads of allowances in the five minutes before the window.
        '4m300000ms 2m',
        '5m 4m120s',
      ];
      expect([...places].filter((place) => !expected.includes(place))).toEqual([]);
      expect(expr).toMatch(new RegExp(` / ${RECORDED_SECONDS}( > 0)?$`));
    }
  });

  it('come often enough for Prometheus to find the last sample', () => {
    expect(RECORDED_SECONDS).toBeLessThan(300);
  });

  it('are read two minutes later than what they are of', () => {
    const filters = [{ label: 'pod', operator: '=', value: 'a"b' }] as const;
    const [metric] = AGENT_METRICS.filter(isRecorded);
    const [selector] = selectorsIn(metric ? overRecorded(metric, filters, { window: '1h' }) : '');
    expect(selector).toMatchObject({ window: '1h', offset: '-2m', matchers: filters });
    const recorded = recordingRules({}).map(({ record }) => record);
    expect(recorded).toContain(selector?.metric);
  });

  it('must be there at both ends of a range, and shared interfaces anywhere in it', () => {
    expect(selectorsIn(recordedThroughout(7_200)).map(({ offset }) => offset)).toEqual([undefined, '7200s']);
    expect(selectorsIn(recordedSharedInterfaces(7_200)).map(({ window }) => window)).toEqual(['7200s']);
    expect(selectorsIn(sharedInterfaces(7_200, {})).map(({ offset }) => offset)).toEqual([undefined, '7200s']);
  });
});

describe('ranges', () => {
  it.each([
    [{}, ''],
    [{ minutesAgo: 5 }, ' offset 5m'],
    [{ at: ' @ end()', minutesAgo: 5 }, ' @ end() offset 5m'],
    [{ minutesAgo: -2 }, ' offset -2m'],
  ])('of %j end where they say', (end, expected) => {
    expect(endOf(end)).toBe(expected);
  });

  it('end later by the minutes that something takes to be reported', () => {
    expect(endOf({ minutesAgo: 5 }, 2)).toBe(' offset 3m');
    expect(endOf({ minutesAgo: 2 }, 2)).toBe('');
    expect(endOf({}, 2)).toBe(' offset -2m');
  });

  it('before another one end where that begins, also with macros and durations of several units', () => {
    expect(earlier('5m', { window: '1h' })).toEqual({ window: '5m', at: ' offset 1h' });
    expect(earlier('5m', { window: '$__range', minutesAgo: 2 })).toEqual({
      window: '5m',
      at: ' offset ${__range}120s',
    });
    expect(earlier('5m', { window: '1h30m', at: ' @ end()' }).at).toBe(' @ end() offset 1h30m');
  });

  it("keep their end if they begin earlier, and keep Grafana's macros", () => {
    expect(beginningEarlier({ window: '$__range', at: ' @ end()' }, 90_000)).toEqual({
      window: '${__range}90000ms',
      at: ' @ end()',
    });
    expect(lasting('15m', { at: ' @ end()', minutesAgo: 2 })).toEqual({ window: '15m', at: ' @ end()', minutesAgo: 2 });
  });

  it('have an end as a number of seconds', () => {
    for (const end of [{}, { minutesAgo: 3 }, { at: ' @ end()' }, { at: ' @ end()', minutesAgo: 3 }]) {
      expect(syntaxErrors(endTime(end))).toEqual([]);
      expect(endTime(end).endsWith(' - 180')).toBe('minutesAgo' in end);
    }
  });
});
