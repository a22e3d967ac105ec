import { AgentFleet } from '../../simulator/agent/agentFleet';
import { GaugeSet } from '../../simulator/agent/gauges';
import { SYSTEM_GAUGES, SystemMetrics } from '../../simulator/agent/systemMetrics';
import { isImpaired } from '../../simulator/cloudwatch/flowTotals';
import { type MetricFamily } from '../../simulator/exposition/exposition';
import { type SimulatedWorld } from '../../simulator/incidents/simulatedWorld';
import { type ClusterNode } from '../../simulator/world/nodes';
import { type TimeSpan } from '../../simulator/world/time';
import { type Points } from '../../src/core/events/intervals';
import { type FlowTimeSeries } from '../../src/core/flow/timeSeries';
import { type Labels } from '../../src/core/kubernetes/clusterFacts';
import { ALLOWANCES } from '../../src/core/prometheus/agent/allowances';
import { SERIES_METRICS, type SeriesMetric } from '../../src/core/prometheus/flowSeries/flowSeries';

/** As long as two scrapes of an agent. */
export const STEP_MS = 60_000;
const SCRAPE_MS = 30_000;

/** What Prometheus and CloudWatch hold after a time span: amounts in each step, at the end of the step. */
export interface Recording {
  flowSeries: Record<SeriesMetric, readonly FlowTimeSeries[]>;
  /** By the name of the metric. */
  allowances: ReadonlyMap<string, readonly Points[]>;
  agents: readonly Points[];
  drops: readonly Points[];
  health: readonly Points[];
}

/** Series that grow by one sample at a time. Exporters return the same object for the same labels, which saves most of the time. */
class SeriesSet {
  private readonly series = new Map<Labels, { labels: Labels; timesMs: number[]; values: number[] }>();

  /** Adds to the sample of a series at a time, which is not before that of its last sample. */
  add(labels: Labels, timeMs: number, value: number): void {
    const known = this.series.get(labels) ?? { labels, timesMs: [], values: [] };
    this.series.set(labels, known);
    if (known.timesMs.at(-1) === timeMs) {
      known.values.push((known.values.pop() ?? 0) + value);
    } else {
      known.timesMs.push(timeMs);
      known.values.push(value);
    }
  }

  all(): Points[] {
    return [...this.series.values()];
  }
}

/** Runs a world, and scrapes what the cluster exposes. */
export function recordWorld(world: SimulatedWorld, span: TimeSpan): Recording {
  const fleet = new AgentFleet(world, span.startMs);
  return {
    flowSeries: recordFlows(world, fleet, span),
    ...recordAgents(world, fleet, span),
    drops: recordDrops(world, fleet, span),
    health: recordHealth(world, span),
  };
}

function* stepEnds({ startMs, endMs }: TimeSpan): Generator<number> {
  for (let timeMs = startMs + STEP_MS; timeMs <= endMs; timeMs += STEP_MS) {
    yield timeMs;
  }
}

function recordFlows(world: SimulatedWorld, fleet: AgentFleet, span: TimeSpan): Recording['flowSeries'] {
  const sets = { DATA_TRANSFERRED: new SeriesSet(), RETRANSMISSIONS: new SeriesSet(), TIMEOUTS: new SeriesSet() };
  const metrics = Object.keys(sets) as SeriesMetric[];
  for (const timeMs of stepEnds(span)) {
    for (const node of world.nodes) {
      const families = fleet.flowSeries(node.name)?.scrape(timeMs) ?? [];
      for (const metric of metrics) {
        const names: readonly string[] = SERIES_METRICS[metric];
        for (const { samples } of families.filter(({ name }) => names.includes(name))) {
          samples.forEach(({ labels, value }) => sets[metric].add(labels, timeMs, value));
        }
      }
    }
  }
  return {
    DATA_TRANSFERRED: sets.DATA_TRANSFERRED.all(),
    RETRANSMISSIONS: sets.RETRANSMISSIONS.all(),
    TIMEOUTS: sets.TIMEOUTS.all(),
  };
}

/** Allowances as the agents expose them. The metrics of pods are left out, because they take most of the time. */
function recordAgents(
  world: SimulatedWorld,
  fleet: AgentFleet,
  span: TimeSpan
): Pick<Recording, 'allowances' | 'agents'> {
  const allowances = new Map(ALLOWANCES.map(({ name }) => [name, new SeriesSet()]));
  const up = new SeriesSet();
  for (const node of world.nodes) {
    const agent = fleet.agent(node.name);
    const read = allowanceReader(world, node, span.startMs);
    const ofNode = { node: node.name };
    for (const timeMs of stepEnds(span)) {
      for (const scrapeMs of [timeMs - SCRAPE_MS, timeMs]) {
        const families = agent?.answers(scrapeMs) ? read(scrapeMs) : [];
        for (const { name, samples } of families) {
          samples.forEach(({ labels, value }) => allowances.get(name)?.add(labels, timeMs, value));
        }
      }
      up.add(ofNode, timeMs, agent?.answers(timeMs) ? 1 : 0);
    }
  }
  return { allowances: new Map([...allowances].map(([name, set]) => [name, set.all()])), agents: up.all() };
}

function allowanceReader(
  world: SimulatedWorld,
  node: ClusterNode,
  startMs: number
): (timeMs: number) => MetricFamily[] {
  const cell = world.find(node.name)?.cell;
  if (!cell) {
    return () => [];
  }
  const gauges = new GaugeSet(SYSTEM_GAUGES);
  const system = new SystemMetrics(node, cell, world.incidents, world.options.epochMs, startMs, gauges);
  let readAtMs = startMs;
  return (timeMs) => {
    system.update(readAtMs, timeMs);
    readAtMs = timeMs;
    return gauges.families();
  };
}

/** The increase of the policy agents' counters in each step. */
function recordDrops(world: SimulatedWorld, fleet: AgentFleet, span: TimeSpan): Points[] {
  const drops = new SeriesSet();
  for (const node of world.nodes) {
    const last = new Map<Labels, { labels: Labels; value: number }>();
    for (const timeMs of stepEnds(span)) {
      const [packets] = fleet.drops(node.name)?.scrape(timeMs) ?? [];
      for (const { labels, value } of packets?.samples ?? []) {
        const known = last.get(labels) ?? { labels: { node: node.name, ...labels }, value: 0 };
        drops.add(known.labels, timeMs, value - known.value);
        last.set(labels, { ...known, value });
      }
    }
  }
  return drops.all();
}

/** The health indicator of a monitor of the whole cluster, as CloudWatch computes it. */
function recordHealth(world: SimulatedWorld, span: TimeSpan): Points[] {
  const health = new SeriesSet();
  const ofCluster = { monitor: `${world.facts.name}-monitor` };
  for (const timeMs of stepEnds(span)) {
    const isDegraded = world.cells.some((cell) =>
      [...cell.hoursIn(timeMs - STEP_MS, timeMs)].some(({ pairs }) =>
        pairs.some((pair) => pair.conversation.spec.protocol === 'TCP' && isImpaired(pair, timeMs - STEP_MS, timeMs))
      )
    );
    health.add(ofCluster, timeMs, isDegraded ? 1 : 0);
  }
  return health.all();
}
