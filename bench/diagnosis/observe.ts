import { AgentFleet } from '../../simulator/agent/agentFleet';
import { metricValue } from '../../simulator/flowapi/topContributors/metricValue';
import { wireRow } from '../../simulator/flowapi/topContributors/wireRow';
import { impactLevel } from '../../simulator/flowapi/performance/impact';
import { PATH_COLUMNS } from '../../simulator/flowapi/performance/pathColumns';
import { performancePaths } from '../../simulator/flowapi/performance/performancePaths';
import { ownerFamilies } from '../../simulator/kubestate/ownerSeries';
import { nodeFamilies } from '../../simulator/kubestate/nodeSeries';
import { podFamilies } from '../../simulator/kubestate/podSeries';
import { type MetricFamily } from '../../simulator/exposition/exposition';
import { type SimulatedWorld } from '../../simulator/incidents/simulatedWorld';
import { type FlowReport } from '../../simulator/world/flowReports';
import { type Pod, runsAt } from '../../simulator/world/pods';
import { type TimeSpan } from '../../simulator/world/time';
import { podReplacementEvents, restartEvents, rolloutEvents } from '../../src/core/events/clusterEvents';
import { type ClusterEvent } from '../../src/core/events/event';
import { type Points } from '../../src/core/events/intervals';
import { type NameLookup } from '../../src/core/flow/endpointOf';
import { type Flow } from '../../src/core/flow/flow';
import { joinReports } from '../../src/core/flow/joinReports';
import { NO_NAMED_NETWORKS } from '../../src/core/flow/namedNetworks';
import { groupSeries, type GroupTimeSeries } from '../../src/core/flow/timeSeries';
import { clusterFacts, type Labels } from '../../src/core/kubernetes/clusterFacts';
import { type Observations } from '../../src/core/diagnosis/observations';
import { PAIR_FIELDS } from '../../src/core/diagnosis/pairHistory';
import { interpretPaths } from '../../src/core/paths/interpretPaths';
import { ALLOWANCES } from '../../src/core/prometheus/agent/allowances';
import { type SeriesMetric } from '../../src/core/prometheus/flowSeries/flowSeries';
import { LIST_PRICES } from '../../src/core/transfer/charges';
import { decodePage } from '../../src/flowapi/decode';
import { type Recording, recordWorld, STEP_MS } from './recording';

/** Both windows of a diagnosis have this length. */
export const WINDOW_MS = 10 * 60_000;

/** Returns what the product's queries find at a time, for any time in the recorded span whose windows are in it, too. */
export function observer(world: SimulatedWorld, span: TimeSpan): (nowMs: number) => Observations {
  const recording = recordWorld(world, span);
  const pods = world.cells.flatMap((cell) => cell.pods(span.startMs, span.endMs));
  const lookup = lookupOf(world, pods, span);
  const pairs = pairSeries(recording, lookup);
  const events = eventsOf(world, pods, span);
  return (nowMs) => {
    const now = { startMs: nowMs - WINDOW_MS, endMs: nowMs };
    const before = { startMs: now.startMs - WINDOW_MS, endMs: now.startMs };
    const until = <Series extends Pick<Points, 'timesMs' | 'values'>>(list: readonly Series[]) =>
      list.map((series) => upTo(series, before.startMs, nowMs));
    const reports = world.flowReports(now.startMs, now.endMs);
    return {
      windows: { before, now },
      stepMs: STEP_MS,
      prices: LIST_PRICES,
      flows: { before: [], now: apiFlows(world, reports, lookup) },
      pairs: {
        bytes: until(pairs.DATA_TRANSFERRED),
        retransmissions: until(pairs.RETRANSMISSIONS),
        timeouts: until(pairs.TIMEOUTS),
      },
      allowances: ALLOWANCES.map((metric) => ({ metric, series: until(recording.allowances.get(metric.name) ?? []) })),
      agents: until(recording.agents),
      drops: until(recording.drops),
      health: until(recording.health),
      events: events.filter(({ startMs }) => startMs < nowMs),
      pods: pods
        .filter((pod) => runsAt(pod, nowMs))
        .map(({ namespace, name, spec, node }) => ({ namespace, pod: name, workload: spec.workload, node: node.name })),
      monitors: [],
      paths: pathsOf(reports),
    };
  };
}

/** The part of a series in (startMs, endMs]. */
function upTo<Series extends Pick<Points, 'timesMs' | 'values'>>(
  series: Series,
  startMs: number,
  endMs: number
): Series {
  const isWithin = (index: number) => (series.timesMs[index] ?? 0) > startMs && (series.timesMs[index] ?? 0) <= endMs;
  return {
    ...series,
    timesMs: series.timesMs.filter((_, index) => isWithin(index)),
    values: series.values.filter((_, index) => isWithin(index)),
  };
}

function lookupOf(world: SimulatedWorld, pods: Pod[], { endMs }: TimeSpan): NameLookup {
  const families = [
    ...podFamilies(pods, endMs, ({ startMs }) => ({ restarts: 0, startMs, isReady: true })),
    ...ownerFamilies(pods),
    ...nodeFamilies(world.nodes, false),
  ];
  const series = (name: string): Labels[] => samplesOf(families, name).map(({ labels }) => labels);
  return {
    cluster: clusterFacts({
      pods: series('kube_pod_info'),
      podOwners: series('kube_pod_owner'),
      replicaSetOwners: series('kube_replicaset_owner'),
      jobOwners: series('kube_job_owner'),
      nodes: series('kube_node_info'),
    }),
    networks: NO_NAMED_NETWORKS,
  };
}

function samplesOf(families: readonly MetricFamily[], name: string) {
  return families.find((family) => family.name === name)?.samples ?? [];
}

function pairSeries({ flowSeries }: Recording, lookup: NameLookup): Record<SeriesMetric, GroupTimeSeries[]> {
  const grouped = (metric: SeriesMetric) =>
    groupSeries(flowSeries[metric], { metric, groupBy: PAIR_FIELDS, filters: [], lookup });
  return {
    DATA_TRANSFERRED: grouped('DATA_TRANSFERRED'),
    RETRANSMISSIONS: grouped('RETRANSMISSIONS'),
    TIMEOUTS: grouped('TIMEOUTS'),
  };
}

/** The metrics that a diagnosis uses. */
const METRICS = ['DATA_TRANSFERRED', 'RETRANSMISSIONS', 'TIMEOUTS'] as const;

/** The flows of the network-flow API, without its limit of rows. */
function apiFlows(world: SimulatedWorld, reports: readonly FlowReport[], lookup: NameLookup): Flow[] {
  const decoded = METRICS.flatMap((metric) => {
    const topContributors = reports.flatMap((report) => {
      const value = metricValue(report, metric);
      const facts = { cluster: world.facts, destinationCategory: report.category, withAdditionalFlowInfo: true };
      return value === undefined ? [] : wireRow(report, { ...facts, value });
    });
    return decodePage({ unit: null, topContributors }, metric, '');
  });
  return joinReports(decoded, lookup);
}

function pathsOf(reports: readonly FlowReport[]) {
  const paths = performancePaths([reports]).filter(
    ({ impactScore }) => impactScore !== null && impactLevel(impactScore) !== 'NONE'
  );
  const fields = PATH_COLUMNS.map(({ name, type }) => ({ name, type }));
  return interpretPaths({ fields, rows: paths.map((path) => PATH_COLUMNS.map(({ cell }) => cell(path))) }).paths;
}

/** Rollouts and restarts of agents, as the queries of events find them. */
function eventsOf(world: SimulatedWorld, pods: readonly Pod[], { startMs, endMs }: TimeSpan): ClusterEvent[] {
  const context = { stepMs: STEP_MS };
  const isNew = ({ startMs: ms, revision, spec }: Pod) =>
    ms >= startMs && pods.some((pod) => pod.spec === spec && pod.revision < revision);
  const started = pods.filter(isNew);
  const ofKind = (kind: string) => pointsOfPods(started.filter(({ owner }) => owner.kind === kind));
  const fleet = new AgentFleet(world, startMs);
  const restarts = world.nodes.flatMap(({ name }): Points[] => {
    const restartedMs = fleet.agent(name)?.restartedMs(endMs);
    return restartedMs === undefined
      ? []
      : [{ labels: { node: name }, timesMs: [restartedMs], values: [Math.floor(restartedMs / 1_000)] }];
  });
  return [
    ...rolloutEvents(ofKind('ReplicaSet'), context),
    ...podReplacementEvents(ofKind('StatefulSet'), context),
    ...restartEvents(restarts, context),
  ];
}

/** The number of pods that each owner started in each step. */
function pointsOfPods(pods: readonly Pod[]): Points[] {
  const owners = new Map(pods.map((pod) => [`${pod.namespace}/${pod.owner.name}`, pod]));
  return [...owners.values()].map(({ namespace, spec, owner }) => {
    const ends = pods
      .filter((pod) => pod.namespace === namespace && pod.owner.name === owner.name)
      .map((pod) => Math.ceil((pod.startMs + 1) / STEP_MS) * STEP_MS);
    const timesMs = [...new Set(ends)].sort((a, b) => a - b);
    return {
      labels: { namespace, workload: spec.workload, workload_kind: spec.kind, created_by_name: owner.name },
      timesMs,
      values: timesMs.map((timeMs) => ends.filter((end) => end === timeMs).length),
    };
  });
}
