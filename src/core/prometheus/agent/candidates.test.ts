import { agentMetric, type AgentMetric } from './catalog';
import {
  candidates,
  filterToCandidates,
  hasCandidates,
  isRanking,
  recordedCandidates,
  type TopQuery,
} from './candidates';
import { inWindow, resultLabels } from './deltaGauge';
import { type LabelFilter } from '../matcher';
import { selectorsIn, withoutMacros } from '../../../testing/promql/parts';

function metric(name: string): AgentMetric {
  const found = agentMetric(name);
  if (!found) {
    throw new Error(`No metric ${name}`);
  }
  return found;
}

function topOf(name: string, over: Partial<TopQuery> = {}): TopQuery {
  return {
    metric: metric(name),
    groupBy: 'pod',
    runningPods: 'kube-state-metrics',
    window: '2m',
    windowSeconds: '120',
    top: { k: 10, over: '30m', overSeconds: '1800' },
    ...over,
  };
}

const filter = (label: string, value: string): LabelFilter => ({ label, operator: '=', value });
const namesIn = (expression: string) => selectorsIn(withoutMacros(expression)).map(({ metric: name }) => name);
const topOfExpression = (expression: string) => Number(/^topk\((\d+), /.exec(expression)?.[1]);

describe('candidates of devices', () => {
  const ofWorkload = topOf('efa_tx_bytes', {
    groupBy: 'device',
    filters: [filter('workload', 'train'), filter('node', 'n1')],
  });

  it.each(['kube-state-metrics', 'by-change'] as const)(
    'are those of a workload by %s, although no series of the agents has its name',
    (runningPods) => {
      const expression = candidates({ ...ofWorkload, runningPods });
      const ofAgents = selectorsIn(expression).filter(({ metric: name = '' }) => name.startsWith('efa_'));
      expect(ofAgents.length).toBeGreaterThan(0);
      expect(ofAgents.flatMap(({ matchers }) => matchers.map(({ label }) => label))).not.toContain('workload');
      expect(expression).toContain('"1", "workload", "train")');
      expect(namesIn(expression).includes('kube_pod_owner')).toBe(runningPods === 'kube-state-metrics');
    }
  );

  it('do not read owners of pods if no workload is chosen', () => {
    expect(namesIn(candidates({ ...ofWorkload, filters: [filter('node', 'n1')] }))).not.toContain('kube_pod_owner');
  });
});

describe('candidates', () => {
  it.each([
    ['ingress_bytes', 'pod', 1, true],
    ['efa_tx_bytes', 'device', 2, false],
    ['efa_tx_bytes', 'pod', 2, false],
    ['pps_allowance_exceeded', 'interface', 3, false],
  ] as const)('of %s by %s are %d times as many as are shown if the ranking is rough', (name, groupBy, times, is) => {
    const query = topOf(name, { groupBy, runningPods: 'by-change' });
    expect(hasCandidates(query)).toBe(true);
    expect(isRanking(query)).toBe(is);
    expect(topOfExpression(candidates(query))).toBe(times * 10);
  });

  it('look back over the range of the ranking and not over the window of a point', () => {
    const windows = selectorsIn(candidates(topOf('efa_tx_bytes', { groupBy: 'node' })))
      .filter(({ metric: name }) => name === 'efa_tx_bytes')
      .map(({ window }) => window);
    expect(new Set(windows)).toEqual(new Set(['30m', '30m300000ms']));
  });

  it("read the agents' own series with recording rules only for interfaces that are known to be shared", () => {
    const alone = recordedCandidates(topOf('ingress_bytes', { sharedInterfaces: [] })) ?? '';
    expect(namesIn(alone)).toEqual(['namespace_pod_node:ingress_bytes:topk_rate4m']);
    const shared = recordedCandidates(topOf('ingress_bytes', { sharedInterfaces: ['eni1', 'eni2'] })) ?? '';
    const own = selectorsIn(shared).filter(({ metric: name }) => name === 'ingress_bytes');
    expect(own.length).toBeGreaterThan(0);
    for (const { matchers } of own) {
      expect(matchers).toContainEqual({ label: 'iface', operator: '=~', value: 'eni1|eni2' });
    }
  });
});

describe('a query of the candidates only', () => {
  const who = [
    { namespace: 'shop', pod: 'a.b' },
    { namespace: 'shop', pod: 'c' },
    { namespace: 'data', pod: 'c' },
  ];

  it('reads no series of other pods, regardless of the characters in names', () => {
    const chosen = inWindow({ ...filterToCandidates(topOf('ingress_bytes'), who), top: undefined });
    const own = selectorsIn(chosen).filter(({ metric: name }) => name === 'ingress_bytes');
    const passes = (pod: string) =>
      own.some(({ matchers }) =>
        matchers.some(({ label, value }) => label === 'pod' && new RegExp(`^(?:${value})$`).test(pod))
      );
    expect(['a.b', 'c', 'axb', 'cc', 'b'].filter(passes)).toEqual(['a.b', 'c']);
    for (const { matchers } of own.filter(({ matchers: all }) => all.some(({ label }) => label === 'namespace'))) {
      expect(matchers).toContainEqual({ label: 'namespace', operator: '=~', value: 'data|shop' });
    }
  });

  it('keeps the filters that are not about the groups', () => {
    const filters = [filter('node', 'n1'), filter('namespace', 'shop'), filter('workload', 'ui')];
    const query = filterToCandidates(topOf('ingress_bytes', { filters }), who);
    expect(query.filters?.[0]).toEqual(filter('node', 'n1'));
    expect(query.filters?.map(({ label }) => label)).toEqual(['node', ...resultLabels(query)]);
  });

  it('does not depend on the order of the candidates', () => {
    const query = topOf('ingress_bytes', { clusterLabel: 'cluster' });
    const inCluster = who.map((labels) => ({ ...labels, cluster: 'east' }));
    expect(filterToCandidates(query, [...inCluster].reverse())).toEqual(filterToCandidates(query, inCluster));
  });
});
