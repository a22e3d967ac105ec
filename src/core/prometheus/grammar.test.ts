import * as agents from './agent/agents';
import { AGENT_METRICS } from './agent/catalog';
import { pairTraffic } from './flowSeries/pairTraffic';
import { candidates, hasCandidates, recordedCandidates } from './agent/candidates';
import { clustersOfAgents, KUBE_STATE_COUNTS, renamedSeries } from './agent/collection';
import { inWindow, perSecond } from './agent/deltaGauge';
import { bytesAcrossZones, bytesByZones, shareAcrossZones } from './flowSeries/podZones';
import { gatewayLatencySeconds, gatewayRequests, gatewayShare, silentGateways } from './gateway/gateway';
import { agentStarts, allowanceExceeded, stepOf } from './agent/events';
import { exceededByInterface } from './agent/exceeded';
import { retransmittedShare, timedOutShare } from './flowSeries/pairLosses';
import { counterInWindow, counterPerSecond } from './agent/nodeExporter';
import { NAME_LABELS, type NameList, namesQuery } from './kubernetes/names';
import { recordedThroughout, recordingRules } from './agent/recorded';
import { newReplicaSets, replacedPods } from './kubernetes/rollouts';
import { syntaxErrors } from '../../testing/syntaxErrors';
import { startedAgentPods } from './kubernetes/runningPods';
import { queriesOf } from './testQueries';
import { podWorkloads, workloadFromName } from './kubernetes/workloads';

const NAME_LISTS = Object.keys(NAME_LABELS).filter((list): list is NameList => list in NAME_LABELS);
const MATCHERS = Object.values(NAME_LABELS).map((label) => ({ label, operator: '!~', value: 'a"b\\\\.c' }) as const);
const FLOWS = {
  window: '5m',
  at: ' @ end()',
  matchers: [{ label: 'k8s_cluster', operator: '=~', value: 'a"b' }],
  kubeMatchers: [{ label: 'cluster', operator: '=~', value: 'a"b' }],
} as const;
const CLUSTERS = [{}, { clusterLabel: 'cluster' }];
describe('the PromQL grammar', () => {
  it.each(AGENT_METRICS.map((metric) => [metric.name, metric] as const))('knows every query of %s', (_, metric) => {
    const wrong = queriesOf(metric)
      .flatMap((query) => [
        perSecond(query),
        inWindow(query),
        ...(hasCandidates(query) ? [candidates(query), recordedCandidates(query) ?? []].flat() : []),
      ])
      .flatMap(syntaxErrors);
    expect(wrong).toEqual([]);
  });

  it('accepts the other queries', () => {
    const allowances = AGENT_METRICS.filter(({ subject }) => subject === 'interface');
    const queries = CLUSTERS.flatMap((scope) => [
      gatewayRequests('succeeded', FLOWS, scope),
      gatewayRequests('refused', FLOWS, scope),
      gatewayShare('failed', FLOWS, scope),
      gatewayLatencySeconds(0.99, FLOWS, scope),
      silentGateways(scope),
      agents.silentAgents(scope),
      agents.agentsUp(scope),
      agents.scrapersPerAgent(scope),
      agents.scrapeIntervalSeconds(scope),
      agents.nodesWithoutAgent(scope),
      agents.exposedPods(scope),
      agents.frozenPods('by-change', scope),
      agents.frozenPods('kube-state-metrics', scope),
      agents.frozenPodsByNode(scope),
      agents.noAgents('10m'),
      startedAgentPods(1_800, { ...scope, filters: MATCHERS }),
      recordedThroughout(1_800),
      ...recordingRules(scope).map(({ expr }) => expr),
      ...allowances.map((metric) => exceededByInterface(metric, { window: '5m' }, scope)),
      retransmittedShare('5m', 10, scope),
      timedOutShare('5m', 10, scope),
      ...(['DATA_TRANSFERRED', 'TIMEOUTS'] as const).flatMap((metric) =>
        [true, false].map((withLosses) =>
          pairTraffic(
            {
              ...scope,
              ...FLOWS,
              metric,
              withLosses,
              filters: [{ side: 'either', label: 'name', pattern: 'a"b\\\\.c' }],
            },
            ['client_name', 'server_name', 'port']
          )
        )
      ),
      bytesByZones({ ...scope, ...FLOWS }, ['client_zone', 'server_zone']),
      bytesAcrossZones({ ...scope, ...FLOWS }, ['client_name', 'server_name']),
      shareAcrossZones({ ...scope, ...FLOWS }, ['server_name']),
      clustersOfAgents(scope),
      renamedSeries(),
      ...Object.values(KUBE_STATE_COUNTS),
      podWorkloads({ window: '1h' }, scope),
      podWorkloads({ window: '1h', at: ' @ end()' }, scope, 'remote_'),
      workloadFromName('nfm_bytes_delivered', 'local_'),
      ...NAME_LISTS.flatMap((list) =>
        [true, false].map((hasKubeStateMetrics) =>
          namesQuery({ list, matchers: MATCHERS }, '1h', { ...scope, hasKubeStateMetrics })
        )
      ),
      agentStarts({ ...scope, filters: MATCHERS, step: stepOf(60) }),
      newReplicaSets({ ...scope, filters: MATCHERS, step: stepOf(60) }),
      replacedPods('StatefulSet', { ...scope, filters: MATCHERS, step: stepOf(60) }),
      replacedPods('DaemonSet', { ...scope, filters: MATCHERS, step: stepOf(60) }),
      ...allowances.map((metric) => allowanceExceeded(metric, { ...scope, filters: MATCHERS, step: stepOf(60) })),
      ...allowances.flatMap((metric) =>
        (['label', 'kube-state-metrics'] as const).flatMap((nodeName) => {
          const query = { ...scope, metric, nodeName, groupBy: 'interface', window: '5m' } as const;
          return [counterPerSecond(query), counterInWindow(query)];
        })
      ),
    ]);
    expect(queries.flatMap(syntaxErrors)).toEqual([]);
  });

  it('reports an error', () => {
    expect(syntaxErrors('sum by (pod (up)')).not.toEqual([]);
  });
});
