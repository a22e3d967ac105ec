import { type RunningPrometheus } from '../../scripts/demo/startPrometheus';
import { eventsIn } from '../support/events';
import { annotationQueries } from '../support/dashboardQueries';
import { SERIES_START_MS, type SyntheticSeries, startPrometheusWith } from '../support/syntheticSeries';
import { promQueryRange } from '../support/promQuery';

const DAY = 24 * 60;
const MINUTES = 7 * DAY;
/** In minutes, none of them at a multiple of a step. */
const ROLLOUTS = Array.from({ length: 20 }, (_, index) => 137 + index * 503);
const RESTARTS = [501, 2_103, 3_707, 5_333, 7_777, 9_001];
const BURSTS = Array.from({ length: 12 }, (_, index) => 311 + index * 797);

const seconds = (minute: number) => SERIES_START_MS / 1_000 + minute * 60;

function series(
  name: string,
  labels: Record<string, string>,
  valueAt: (minute: number) => number,
  [from, to]: [number, number] = [0, MINUTES]
): SyntheticSeries {
  const values = Array.from({ length: MINUTES }, (_, minute) =>
    minute >= from && minute < to ? valueAt(minute) : null
  );
  return { name, labels, values, stepSeconds: 60 };
}

function pod(namespace: string, name: string, life: [number, number], labels: Record<string, string>) {
  const id = { namespace, pod: name, uid: name };
  return [
    series('kube_pod_info', { ...id, ...labels }, () => 1, life),
    series('kube_pod_start_time', id, () => seconds(life[0]), life),
  ];
}

/** A Deployment with two pods that is rolled out repeatedly and keeps its previous ReplicaSet. */
const SHOP = [-DAY, ...ROLLOUTS].flatMap((minute, index, all) => {
  const replicaSet = `web-${index}`;
  const nextMinute = all[index + 1] ?? MINUTES;
  const owner = { namespace: 'shop', replicaset: replicaSet };
  const known: [number, number] = [minute, all[index + 2] ?? MINUTES];
  return [
    series('kube_replicaset_owner', { ...owner, owner_kind: 'Deployment', owner_name: 'web' }, () => 1, known),
    series('kube_replicaset_created', owner, () => seconds(minute), known),
    ...[0, 1].flatMap((number) =>
      pod('shop', `${replicaSet}-${number}`, [minute + number, nextMinute + number + 1], {
        node: 'n1',
        created_by_kind: 'ReplicaSet',
        created_by_name: replicaSet,
      })
    ),
  ];
});

const AGENT = { namespace: 'amazon-network-flow-monitor', pod: 'agent-x2k4z', uid: 'a' };
const NODE = [
  series('kube_pod_info', { ...AGENT, node: 'n1' }, () => 1),
  series('kube_pod_container_state_started', { ...AGENT, container: 'agent' }, (minute) =>
    seconds(Math.max(-DAY, ...RESTARTS.filter((restart) => restart <= minute)))
  ),
  series('bw_in_allowance_exceeded', { node: 'n1', eni: 'eni-1' }, (minute) => (BURSTS.includes(minute) ? 500 : 0)),
];

describe('annotations', () => {
  let prometheus: RunningPrometheus;

  beforeAll(async () => {
    prometheus = await startPrometheusWith([...SHOP, ...NODE]);
  });

  afterAll(() => prometheus.close());

  const endMs = SERIES_START_MS + MINUTES * 60_000;

  /**
   * The number of annotations that Grafana creates for the last days. Points that are at most one step apart become one
   * annotation.
   */
  async function annotations(name: string, days: number, stepSeconds: number): Promise<number> {
    const values = { cluster: '.*', namespace: 'shop', workload: '.*', pod: '.*', node: 'n1', zone: '.*' };
    const [, expr = ''] = annotationQueries(values, stepSeconds).find(([one]) => one === name) ?? [];
    const stepMs = stepSeconds * 1_000;
    const range = { startMs: endMs - days * DAY * 60_000, endMs, stepMs };
    const lines = await promQueryRange(prometheus.url, expr, range);
    const starts = lines.flatMap((line) => {
      const timesMs = name.endsWith('Agent restarts') ? line.values : line.timesMs;
      return timesMs.filter((timeMs, index) => timeMs - (timesMs[index - 1] ?? 0) > stepMs);
    });
    return starts.length;
  }

  const inLast = (minutes: readonly number[], days: number) =>
    minutes.filter((minute) => minute > MINUTES - days * DAY).length;

  it.each([
    [7, 1_920, 300],
    [7, 1_280, 600],
    [3, 1_280, 120],
    [2, 1_920, 120],
    [1, 1_920, 60],
    // Grafana 10 uses a hundred steps, regardless of the screen.
    [7, 100, 7_200],
  ])('include every event of %d days on %d pixels, at steps of %d s', async (days, _, stepSeconds) => {
    const found = {
      rollouts: await annotations('workload: Rollouts', days, stepSeconds),
      restartsOfWorkload: await annotations('workload: Agent restarts', days, stepSeconds),
      restartsOfNode: await annotations('node: Agent restarts', days, stepSeconds),
      allowances: await annotations('node: Inbound bandwidth exceeded', days, stepSeconds),
    };
    expect(found).toEqual({
      rollouts: inLast(ROLLOUTS, days),
      restartsOfWorkload: inLast(RESTARTS, days),
      restartsOfNode: inLast(RESTARTS, days),
      allowances: inLast(BURSTS, days),
    });
  });

  it.each([1, 2, 7])('include every event of %d days if the data source provides them', async (days) => {
    const window = { startMs: endMs - days * DAY * 60_000, endMs };
    const count = async (kind: Parameters<typeof eventsIn>[1]) => (await eventsIn(prometheus.url, kind, window)).length;
    expect([await count('rollouts'), await count('agentRestarts'), await count('allowances')]).toEqual([
      inLast(ROLLOUTS, days),
      inLast(RESTARTS, days),
      inLast(BURSTS, days),
    ]);
  });
});
