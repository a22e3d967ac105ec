import { sharedQueries } from '../../e2e/support/flowApi';
import { VirtualTime } from '../../e2e/support/virtualTime';
import { type Simulator, startSimulator } from '../../simulator';
import { kubeStateFamilies } from '../../simulator/kubestate/kubeStateMetrics';
import { DEFAULT_CATEGORIES, OPTIONAL_CATEGORIES } from '../../src/core/flow/category';
import { joinReports } from '../../src/core/flow/joinReports';
import { FLOW_METRICS } from '../../src/core/flow/metric';
import { NO_NAMED_NETWORKS } from '../../src/core/flow/namedNetworks';
import { withZeroBytes } from '../../src/core/flow/zeroBytes';
import { type ClusterFacts, clusterFacts, type Labels } from '../../src/core/kubernetes/clusterFacts';
import { MAX_LIMIT } from '../../src/core/query/flowsQuery';
import { type TimeWindow } from '../../src/core/time';
import { flowQueries } from '../../src/flowapi/flowQueries';
import { type LoadedFlows } from './loadedFlows';

const MINUTE_MS = 60_000;
/** A full hour: the demo's world begins a day before. */
const END_MS = Date.parse('2026-11-22T12:00:00Z');
/** The default time range of the dashboards. */
const WINDOW = { startMs: END_MS - 30 * MINUTE_MS, endMs: END_MS };
/** The options of `npm run demo`. */
const DEMO = { pastDays: 7 };

/** The flows that the map of `npm run demo` shows at a fixed time, with the names that kube-state-metrics has. */
export async function demoFlows(): Promise<LoadedFlows> {
  const time = new VirtualTime(END_MS);
  const flowApi = { queryLatencyMs: 0, ingestionLagMs: 0 };
  const simulator = await startSimulator({ ...DEMO, clock: time.clock, flowApi });
  try {
    const { windows } = await time.lastValueFrom(
      flowQueries(sharedQueries(simulator.flowApiUrl, time), {
        monitorName: 'demo-monitor',
        windows: [WINDOW],
        metrics: FLOW_METRICS,
        categories: DEFAULT_CATEGORIES,
        optionalCategories: OPTIONAL_CATEGORIES,
        limit: MAX_LIMIT,
      })
    );
    const reports = windows.flatMap(({ answers, allBytes }) =>
      withZeroBytes(
        answers.flatMap((answer) => answer ?? []),
        allBytes
      )
    );
    const lookup = { cluster: factsIn(simulator, WINDOW), networks: NO_NAMED_NETWORKS };
    return { flows: joinReports(reports, lookup), within: WINDOW };
  } finally {
    await simulator.close();
  }
}

/** What kube-state-metrics reports at each minute of a window. */
function factsIn({ world, fleet }: Simulator, { startMs, endMs }: TimeWindow): ClusterFacts {
  const minutes = Array.from(
    { length: (endMs - startMs) / MINUTE_MS + 1 },
    (_, minute) => startMs + minute * MINUTE_MS
  );
  const families = minutes.flatMap((timeMs) => kubeStateFamilies(world, fleet, timeMs));
  const samplesOf = (name: string) => families.flatMap((family) => (family.name === name ? family.samples : []));
  const labelsOf = (name: string) => distinct(samplesOf(name).map(({ labels }) => labels));
  const running = new Set(
    samplesOf('kube_pod_status_phase').flatMap(({ labels, value }) =>
      labels.phase === 'Running' && value === 1 ? [labels.uid] : []
    )
  );
  return clusterFacts({
    pods: labelsOf('kube_pod_info').filter(({ uid }) => running.has(uid)),
    podOwners: labelsOf('kube_pod_owner'),
    replicaSetOwners: labelsOf('kube_replicaset_owner'),
    jobOwners: labelsOf('kube_job_owner'),
    nodes: labelsOf('kube_node_info'),
  });
}

function distinct(series: readonly Labels[]): Labels[] {
  return [...new Map(series.map((labels) => [JSON.stringify(labels), labels])).values()];
}
