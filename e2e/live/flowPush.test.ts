import { startPrometheus, type RunningPrometheus } from '../../scripts/demo/startPrometheus';
import { AgentFleet } from '../../simulator/agent/agentFleet';
import { FlowPush, pushTimeMs } from '../../simulator/remotewrite/flowPush';
import { NOON_MS, testWorld, required } from '../../simulator/testing/testWorld';
import { HOUR_MS, REPORT_PERIOD_MS } from '../../simulator/world/time';

const PERIODS = 8;
const WINDOW_MS = PERIODS * REPORT_PERIOD_MS;

const world = testWorld({ epochMs: NOON_MS - HOUR_MS });
let prometheus: RunningPrometheus;
let errors: string[];

/** The seconds at which one or more nodes push, in order. */
function pushSeconds(): number[] {
  const times = Array.from({ length: PERIODS }, (_, period) => NOON_MS + (period + 1) * REPORT_PERIOD_MS).flatMap(
    (periodEndMs) => world.nodes.map((node) => Math.ceil(pushTimeMs(node, periodEndMs) / 1000) * 1000)
  );
  return [...new Set(times)].sort((first, second) => first - second);
}

beforeAll(async () => {
  prometheus = await startPrometheus({
    config: 'scrape_configs: []',
    port: 0,
    moreArgs: ['--web.enable-remote-write-receiver'],
  });
  errors = [];
  const push = new FlowPush({
    ...{ world, fleet: new AgentFleet(world, NOON_MS), startMs: NOON_MS },
    url: `${prometheus.url}/api/v1/write`,
    onError: (message) => errors.push(message),
  });
  for (const timeMs of pushSeconds()) {
    await push.pushDue(timeMs);
  }
});

afterAll(() => prometheus?.close());

async function query(expression: string, timeMs: number): Promise<Array<{ metric: object; value: [number, string] }>> {
  const url = new URL('/api/v1/query', prometheus.url);
  url.searchParams.set('query', expression);
  url.searchParams.set('time', String(timeMs / 1000));
  const { data } = await (await fetch(url)).json();
  return data.result;
}

it('a real Prometheus accepts pushed flow series and contains all reported bytes', async () => {
  const expected = world
    .flowReports(NOON_MS, NOON_MS + WINDOW_MS)
    .reduce((sum, { bytesDelivered }) => sum + bytesDelivered, 0);
  const [sum] = await query('sum(sum_over_time(nfm_bytes_delivered[1h]))', NOON_MS + WINDOW_MS + 10_000);
  expect(errors).toEqual([]);
  expect(Number(required(sum, 'sum').value[1])).toBe(expected);
});

it('a series stays for five minutes after its last push, because no staleness marker ends it', async () => {
  const count = async (afterMs: number) =>
    (await query('count(nfm_bytes_delivered)', NOON_MS + WINDOW_MS + afterMs)).length;
  expect([await count(4 * 60_000), await count(6 * 60_000)]).toEqual([1, 0]);
});

it('a pushed series has no target labels', async () => {
  const [series] = await query('topk(1, nfm_bytes_delivered)', NOON_MS + WINDOW_MS);
  const labels = Object.keys(required(series, 'series').metric);
  expect(labels).toEqual(expect.arrayContaining(['k8s_node', 'k8s_cluster', 'local_address', 'remote_port']));
  expect(labels.filter((label) => ['job', 'instance', 'cluster'].includes(label))).toEqual([]);
});
