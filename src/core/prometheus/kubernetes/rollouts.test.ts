import { eventQueries } from '../../events/eventQueries';
import { stepOf, type EventScope } from '../agent/events';
import { newReplicaSets, RECENT_SECONDS, replacedPods } from './rollouts';
import {
  KUBE_STATE_DELAY_MINUTES,
  rankedAsRunning,
  restartedAgents,
  samplesPerScrape,
  scrapesAsRunning,
  startedAgentPods,
} from './runningPods';
import { type LabelFilter } from '../matcher';
import { nodesOf, type SelectorPart, selectorsIn } from '../../../testing/promql/parts';

const scope: EventScope = { step: stepOf(120) };
const hostile = 'a"b\\c\n{}';
const filters: LabelFilter[] = [
  { label: 'cluster', operator: '=', value: 'east' },
  { label: 'namespace', operator: '!=', value: hostile },
  { label: 'workload', operator: '=~', value: 'ui-.+' },
  { label: 'node', operator: '=', value: 'n1' },
];
const EXPRESSIONS = [
  ['Deployments', newReplicaSets],
  ['StatefulSets', (of: EventScope) => replacedPods('StatefulSet', of)],
  ['DaemonSets', (of: EventScope) => replacedPods('DaemonSet', of)],
] as const;
const has = ({ matchers }: SelectorPart, label: string) => matchers.some((matcher) => matcher.label === label);
const seconds = (text: string) => Number(text.replace(/s$/, ''));

describe.each(EXPRESSIONS)('rollouts of %s', (_, expressionOf) => {
  it('are found in the chosen namespaces and clusters only, regardless of the values of the filters', () => {
    const selectors = selectorsIn(expressionOf({ ...scope, clusterLabel: 'cluster', filters }));
    expect(selectors.length).toBeGreaterThan(3);
    for (const { matchers } of selectors) {
      expect(matchers).toContainEqual({ label: 'namespace', operator: '!=', value: hostile });
      expect(matchers).toContainEqual({ label: 'cluster', operator: '=', value: 'east' });
    }
  });

  it('are not filtered by labels that their series do not have', () => {
    const selectors = selectorsIn(expressionOf({ ...scope, filters }));
    expect(selectors.filter((selector) => has(selector, 'workload'))).toEqual([]);
    expect(selectors.flatMap(({ matchers }) => matchers).filter(({ value }) => value === 'n1')).toEqual([]);
    // Without the label of clusters in the settings, a filter on it applies to nothing.
    expect(selectors.filter((selector) => has(selector, 'cluster'))).toEqual([]);
  });

  it('are filtered by workload where the workload is known', () => {
    const chosen = selectorsIn(expressionOf({ ...scope, filters }))
      .flatMap(({ metric, matchers }) => matchers.map((matcher) => ({ metric, ...matcher })))
      .filter(({ value }) => value === 'ui-.+')
      .map(({ metric, label }) => `${metric} ${label}`);
    const expected =
      expressionOf === newReplicaSets ? 'kube_replicaset_owner owner_name' : 'kube_pod_info created_by_name';
    expect(new Set(chosen)).toEqual(new Set([expected]));
  });

  it('wait until kube-state-metrics has reported them, and compare with what was before the step', () => {
    const selectors = selectorsIn(expressionOf(scope));
    const offsets = new Set(selectors.map(({ offset }) => offset));
    expect(offsets).toEqual(new Set([`-${KUBE_STATE_DELAY_MINUTES}m`, '120s']));
    // What was before the step is looked for in a window that ends as the step begins.
    const before = selectors.filter(({ offset }) => offset === '120s');
    expect(before.every(({ window = '' }) => seconds(window) > 0 && seconds(window) <= RECENT_SECONDS)).toBe(true);
  });

  it('are those of one namespace and cluster, because names are the same in others', () => {
    const expression = expressionOf({ ...scope, clusterLabel: 'cluster' });
    const lists = nodesOf(expression, 'GroupingLabels')
      .filter(({ prevSibling }) => prevSibling?.name !== 'GroupLeft')
      .map(({ from, to }) => expression.slice(from, to));
    expect(lists.length).toBeGreaterThan(5);
    expect(lists.filter((list) => !list.startsWith('(cluster, namespace, '))).toEqual([]);
  });

  it('only count pods that have a node, because the others are reported again when they get one', () => {
    const info = selectorsIn(expressionOf(scope)).filter(({ metric }) => metric === 'kube_pod_info');
    expect(info.length).toBeGreaterThan(0);
    for (const { matchers } of info) {
      expect(matchers).toContainEqual({ label: 'node', operator: '!=', value: '' });
    }
  });
});

describe('events of all kinds', () => {
  it.each(['allowances', 'agentRestarts', 'rollouts'] as const)(
    'of kind %s have queries with names of their own',
    (kind) => {
      const queries = eventQueries(kind, { stepSeconds: 60 });
      expect(new Set(queries.map(({ name }) => name)).size).toBe(queries.length);
      expect(new Set(queries.map(({ expression }) => expression)).size).toBe(queries.length);
      for (const { eventsOf } of queries) {
        expect(eventsOf([])).toEqual([]);
      }
    }
  );

  it('read windows as long as the steps, so that nothing is counted twice or missed', () => {
    for (const stepSeconds of [60, 300, 3_600]) {
      const windows = eventQueries('allowances', { stepSeconds }).flatMap(({ expression }) =>
        selectorsIn(expression)
          .filter(({ offset, window }) => offset === undefined && window !== '15m')
          .map(({ window }) => window)
      );
      expect(new Set(windows)).toEqual(new Set([`${stepSeconds}s`, `${stepSeconds}s300000ms`]));
    }
  });
});

describe('pods that ran', () => {
  const range = { window: '1h', seconds: '3600', minutesAgo: 5 };

  it('are known by their phase and their node, of the chosen pods only', () => {
    for (const expression of [scrapesAsRunning(range, { filters }), rankedAsRunning(range, { filters })]) {
      const selectors = selectorsIn(expression);
      const phases = selectors.filter(({ metric }) => metric === 'kube_pod_status_phase');
      const [info] = selectors.filter(({ metric }) => metric === 'kube_pod_info');
      expect(phases.length).toBeGreaterThan(0);
      for (const { matchers } of phases) {
        expect(matchers).toEqual([
          { label: 'phase', operator: '=', value: 'Running' },
          { label: 'namespace', operator: '!=', value: hostile },
        ]);
      }
      expect(info?.matchers).toContainEqual({ label: 'node', operator: '=', value: 'n1' });
      expect(selectors.map(({ window, offset }) => [window, offset])).toEqual(selectors.map(() => ['1h', '5m']));
    }
  });

  it('are all pods if a filter matches everything', () => {
    const all: LabelFilter[] = [{ label: 'namespace', operator: '=~', value: '.*' }];
    expect(scrapesAsRunning(range, { filters: all })).toBe(scrapesAsRunning(range, {}));
    // Which one of several kinds of filters it is makes a difference: this one lets nothing through.
    const none: LabelFilter[] = [{ label: 'namespace', operator: '!~', value: '.*' }];
    expect(scrapesAsRunning(range, { filters: none })).not.toBe(scrapesAsRunning(range, {}));
  });

  it('are compared with agents and nodes of the same range', () => {
    const selectors = selectorsIn(samplesPerScrape(range, {}));
    expect(selectors.map(({ metric }) => metric)).toEqual(['bw_in_allowance_exceeded', 'kube_node_info']);
    expect(selectors.map(({ window, offset }) => [window, offset])).toEqual([
      ['1h', '5m'],
      ['1h', '5m'],
    ]);
  });
});

describe('restarts of agents', () => {
  it.each([
    [undefined, '-2m'],
    [2, undefined],
    [10, '8m'],
  ])('in a range that ends %s minutes ago are known two minutes after its end', (minutesAgo, offset) => {
    const selectors = selectorsIn(restartedAgents({ window: '1h', seconds: '3600', minutesAgo }, {}));
    expect(selectors.length).toBe(2);
    for (const selector of selectors) {
      expect([selector.window, selector.offset]).toEqual(['5m', offset]);
      expect(selector.matchers[0]).toEqual({ label: 'namespace', operator: '=', value: 'amazon-network-flow-monitor' });
    }
  });

  it('are those of all agents of the cluster, regardless of the selected pods', () => {
    const chosen = startedAgentPods(600, { filters, clusterLabel: 'cluster' });
    const labels = selectorsIn(chosen).flatMap(({ matchers }) => matchers.map(({ label }) => label));
    expect(labels).toEqual(['namespace', 'cluster']);
    expect(selectorsIn(startedAgentPods(600, { filters })).flatMap(({ matchers }) => matchers)).toHaveLength(1);
  });
});
