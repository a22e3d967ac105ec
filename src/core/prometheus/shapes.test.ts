import * as agents from './agent/agents';
import { ALLOWANCES } from './agent/allowances';
import { AGENT_METRICS, type AgentMetric } from './agent/catalog';
import { candidates, hasCandidates, recordedCandidates } from './agent/candidates';
import { clustersOfAgents, KUBE_STATE_COUNTS, renamedSeries } from './agent/collection';
import { inWindow, perSecond, resultLabels } from './agent/deltaGauge';
import { agentStarts, allowanceExceeded, stepOf } from './agent/events';
import { exceededByInterface } from './agent/exceeded';
import { agentsWithoutPods, interfacesNotRead, interfacesRead } from './agent/interfaceCoverage';
import { METRIC_GROUPINGS } from './agent/grouping';
import { sharedInterfaces } from './agent/mixedUpPods';
import { counterInWindow, counterPerSecond } from './agent/nodeExporter';
import { recordedSharedInterfaces, recordedThroughout, recordingRules } from './agent/recorded';
import { podsWithWholeLives, wholeLifeCandidates } from './agent/wholeLives';
import { retransmittedShare, timedOutShare } from './flowSeries/pairLosses';
import { pairTraffic } from './flowSeries/pairTraffic';
import { bytesAcrossZones, bytesByZones, bytesOfServers, shareAcrossZones } from './flowSeries/podZones';
import { kubeStateQueries } from './kubernetes/kubeState';
import { NAME_LABELS, nameLabel, type NameList, namesQuery } from './kubernetes/names';
import { newReplicaSets, replacedPods } from './kubernetes/rollouts';
import { startedAgentPods } from './kubernetes/runningPods';
import { podWorkloads } from './kubernetes/workloads';
import { shapeOf } from '../../testing/promql/shape';
import { queriesOf } from './testQueries';

/** Interfaces belong to nodes alone. */
const isFilterOf = ({ subject }: AgentMetric, label: string) =>
  subject !== 'interface' || label === 'node' || label === 'cluster';

function problemsOf(expression: string): string[] {
  return shapeOf(expression).problems;
}

/** The labels of the result without the marks that keep alternatives apart. */
function labelsOf(expression: string): string[] {
  return [...(shapeOf(expression).shape.labels ?? [])].sort();
}

/** One metric of each kind: the guards differ by subject, unit, and how interfaces combine. */
const KINDS = new Map(AGENT_METRICS.map((metric) => [`${metric.subject} ${metric.unit} ${metric.combine}`, metric]));

describe.each([...KINDS])('queries of a metric of kind "%s"', (_, metric) => {
  it.each(METRIC_GROUPINGS[metric.subject])('join uniquely and return the promised labels by %s', (groupBy) => {
    for (const all of queriesOf(metric).filter((query) => query.groupBy === groupBy)) {
      const query = { ...all, filters: all.filters?.filter(({ label }) => isFilterOf(metric, label)) };
      for (const expression of [perSecond(query), inWindow(query)]) {
        expect({ problems: problemsOf(expression), query }).toEqual({ problems: [], query });
        expect(labelsOf(expression)).toEqual(resultLabels(query).sort());
      }
      const rough = hasCandidates(query) ? [candidates(query), recordedCandidates(query) ?? []].flat() : [];
      for (const expression of rough) {
        expect({ problems: problemsOf(expression), query }).toEqual({ problems: [], query });
        expect(labelsOf(expression)).toEqual(expect.arrayContaining(resultLabels(query)));
      }
    }
  });
});

describe.each([
  ['one cluster', {}, []],
  ['several clusters', { clusterLabel: 'cluster' }, ['cluster']],
] as const)('other queries of %s', (_, scope, cluster) => {
  const step = stepOf(60);
  const matchers = [{ label: 'k8s_cluster', operator: '=~', value: 'a' }] as const;
  const kubeMatchers = [{ label: 'cluster', operator: '=~', value: 'a' }] as const;
  const flows = { ...scope, window: '5m', at: ' @ end()', matchers, kubeMatchers } as const;
  const [allowance] = ALLOWANCES;
  const counters = { ...scope, metric: allowance, window: '5m' } as const;
  const LOCAL_AND_REMOTE = ['local_namespace', 'local_workload', 'remote_namespace', 'remote_workload'];
  const WORKLOAD = ['namespace', 'workload', 'workload_kind'];

  it.each<[string, string, readonly string[]]>([
    ['agents that answer', agents.agentsUp(scope), ['node']],
    ['silent agents', agents.silentAgents(scope), ['node']],
    ['scrapers of agents', agents.scrapersPerAgent(scope), ['node']],
    ['the scrape interval', agents.scrapeIntervalSeconds(scope), []],
    ['nodes without an agent', agents.nodesWithoutAgent(scope), ['node']],
    ['exposed pods', agents.exposedPods(scope), []],
    ['pods that repeat themselves', agents.frozenPods('by-change', scope), []],
    ['pods that ended', agents.frozenPods('kube-state-metrics', scope), []],
    ['pods that ended by node', agents.frozenPodsByNode(scope), ['node']],
    ['exceeded packets', exceededByInterface(allowance, { window: '5m' }, scope), ['node', 'eni']],
    ['interfaces that are read', interfacesRead(scope), ['node']],
    ['interfaces that are not read', interfacesNotRead(scope), ['node']],
    ['agents without pods, by kube-state-metrics', agentsWithoutPods('kube-state-metrics', scope), ['node']],
    ['agents without pods', agentsWithoutPods('by-change', scope), ['node']],
    ['events of allowances', allowanceExceeded(allowance, { ...scope, step }), ['node']],
    ['starts of agents', agentStarts({ ...scope, step }), ['node']],
    ['pods of agents that started', startedAgentPods(600, scope), ['pod']],
    ['rollouts of Deployments', newReplicaSets({ ...scope, step }), [...WORKLOAD, 'created_by_name']],
    ['rollouts of StatefulSets', replacedPods('StatefulSet', { ...scope, step }), [...WORKLOAD, 'created_by_name']],
    ['rollouts of DaemonSets', replacedPods('DaemonSet', { ...scope, step }), [...WORKLOAD, 'created_by_name']],
    ['workloads of pods', podWorkloads({ window: '5m' }, scope), [...WORKLOAD, 'pod']],
    ['retransmissions of pairs', retransmittedShare('5m', 10, scope), ['k8s_cluster', ...LOCAL_AND_REMOTE]],
    ['timeouts of pairs', timedOutShare('5m', 10, scope), ['k8s_cluster', ...LOCAL_AND_REMOTE]],
    ['counters of nodes', counterPerSecond({ ...counters, groupBy: 'node', nodeName: 'kube-state-metrics' }), ['node']],
    [
      'counters of interfaces',
      counterInWindow({ ...counters, groupBy: 'interface', nodeName: 'label' }),
      ['node', 'device'],
    ],
  ])('about %s join uniquely and return the promised labels', (_name, expression, labels) => {
    expect(problemsOf(expression)).toEqual([]);
    expect(labelsOf(expression)).toEqual([...cluster, ...labels].sort());
  });

  it.each<[string, string, readonly string[]]>([
    [
      'bytes between workloads',
      pairTraffic({ ...flows, metric: 'DATA_TRANSFERRED' }, ['client_name', 'server_name', 'port']),
      ['client_name', 'server_name', 'port'],
    ],
    [
      'bytes of flows with losses',
      pairTraffic({ ...flows, metric: 'DATA_TRANSFERRED', withLosses: true }, ['client_name', 'server_name']),
      ['client_name', 'server_name'],
    ],
    [
      'losses between pods of some namespace',
      pairTraffic({ ...flows, metric: 'LOSSES', filters: [{ side: 'either', label: 'namespace', pattern: 'shop' }] }, [
        'client_pod',
        'server_pod',
      ]),
      ['client_pod', 'server_pod'],
    ],
    ['bytes by zones', bytesByZones(flows, ['client_zone', 'server_zone']), ['client_zone', 'server_zone']],
    ['bytes across zones', bytesAcrossZones(flows, ['client_name', 'server_name']), ['client_name', 'server_name']],
    ['the share across zones', shareAcrossZones(flows, ['server_name']), ['server_name']],
    ['bytes of servers', bytesOfServers(flows, ['server_name']), ['server_name']],
  ])('about %s join uniquely and return the promised labels', (_name, expression, labels) => {
    expect(problemsOf(expression)).toEqual([]);
    expect(labelsOf(expression)).toEqual([...labels].sort());
  });

  it.each([
    ['pod', /^namespace_pod_node:\w+:rate/, ['namespace', 'node', 'pod']],
    ['interface', /^node_eni:\w+:rate/, ['eni', 'node']],
  ] as const)('for recording rules join uniquely, and every %s has one rate per node', (_, names, labels) => {
    const rules = recordingRules(scope);
    expect(rules.flatMap(({ expr }) => problemsOf(expr))).toEqual([]);
    const rates = rules.filter(({ record }) => names.test(record));
    expect(rates.length).toBeGreaterThan(1);
    for (const { expr } of rates) {
      expect(labelsOf(expr)).toEqual([...cluster, ...labels].sort());
    }
  });

  it('over recorded series join uniquely', () => {
    const others = [recordedThroughout(600), recordedSharedInterfaces(600), sharedInterfaces(600, scope)];
    expect(others.flatMap(problemsOf)).toEqual([]);
    expect(others.map(labelsOf)).toEqual([[], ['iface'], ['iface']]);
  });

  it('for whole-life samples return names of pods', () => {
    const range = { window: '30m' };
    const expressions = (['repeated bytes', 'no connections'] as const).flatMap((sign) => [
      wholeLifeCandidates(sign, range),
      podsWithWholeLives(sign, ['a', 'b'], range),
    ]);
    expect(expressions.flatMap(problemsOf)).toEqual([]);
    expect(expressions.map(labelsOf)).toEqual(expressions.map(() => ['pod']));
  });

  const lists = Object.keys(NAME_LABELS).filter((list): list is NameList => list in NAME_LABELS);
  it.each(lists)('for names of %s return one label, regardless of their filters', (list) => {
    const facts = { clusterLabel: 'cluster', hasKubeStateMetrics: true };
    const needsKubeState = (label: string) => list === 'zones' || label === 'zone';
    for (const label of Object.values(NAME_LABELS)) {
      for (const hasKubeStateMetrics of needsKubeState(label) ? [true] : [true, false]) {
        const query = { list, matchers: [{ label, operator: '=', value: 'a' }] } as const;
        // Nodes do not have the labels of pods, so their queries use those of pods.
        const expression = namesQuery(query, '1h', { ...facts, hasKubeStateMetrics });
        expect({ problems: problemsOf(expression), label }).toEqual({ problems: [], label });
        expect(labelsOf(expression)).toEqual([nameLabel(list, facts)]);
      }
    }
  });

  it('for kube-state-metrics return the labels from which names are read', () => {
    const queries = kubeStateQueries('1h', [], ...cluster);
    expect(Object.values(queries).flatMap(problemsOf)).toEqual([]);
    expect(labelsOf(queries.nodes)).toEqual([...cluster, 'internal_ip', 'node', 'provider_id'].sort());
    expect(labelsOf(queries.podOwners)).toEqual([...cluster, 'namespace', 'owner_kind', 'owner_name', 'pod'].sort());
    const counts = [clustersOfAgents(scope), renamedSeries(), ...Object.values(KUBE_STATE_COUNTS)];
    expect(counts.slice(1).flatMap(problemsOf)).toEqual([]);
    expect(counts.slice(1).flatMap(labelsOf)).toEqual([]);
  });
});
