/** @jest-environment node */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AgentFleet } from '../agent/agentFleet';
import { byPod } from '../testing/testScrape';
import { writeHistory } from '.';
import { countPods } from '../world/interfaces';
import { NOON_MS, podsOf, testWorld, required } from '../testing/testWorld';
import { MINUTE_MS } from '../world/time';

const directory = mkdtempSync(join(tmpdir(), 'eastwest-history-test-'));
const file = join(directory, 'history.om');

const world = testWorld({}, (nodes) => [
  {
    id: 'x',
    kind: 'agent-outage',
    node: nodes[0]?.name ?? '',
    startMs: NOON_MS + 2 * MINUTE_MS,
    endMs: NOON_MS + 3 * MINUTE_MS,
  },
]);
const fleet = new AgentFleet(world, NOON_MS);
const span = { startMs: NOON_MS, endMs: NOON_MS + 5 * MINUTE_MS, intervalMs: 30_000 };
const MISSED_MS = NOON_MS + 4 * MINUTE_MS;

let lines: string[];

beforeAll(async () => {
  await writeHistory({
    world,
    fleet,
    file,
    ...span,
    kubeState: { intervalMs: MINUTE_MS, afterMs: 20_000 },
    isMissed: (node, timeMs) => node === world.nodes[2]?.name && timeMs === MISSED_MS,
    withNodeExporter: true,
  });
  lines = readFileSync(file, 'utf8').split('\n');
});

afterAll(() => rmSync(directory, { recursive: true }));

describe('the written history', () => {
  it('is accepted by promtool', () => {
    const answer = execFileSync('promtool', [
      'tsdb',
      'create-blocks-from',
      'openmetrics',
      file,
      join(directory, 'tsdb'),
    ]);
    expect(answer.toString()).toMatch(/NUM SAMPLES/);
  });

  it('has each family in one place and an end mark', () => {
    const heads = lines.filter((line) => line.startsWith('# TYPE')).map((line) => line.split(' ')[2]);
    expect(new Set(heads).size).toBe(heads.length);
    expect(heads).toEqual([...heads].sort());
    expect(lines.slice(-2)).toEqual(['# EOF', '']);
  });

  it('has the labels of the targets, and times in seconds', () => {
    const node = required(world.nodes[1], 'node');
    const line = lines.find((item) => item.startsWith('egress_bytes') && item.includes(node.name));
    expect(line).toContain('cluster="demo"');
    expect(line).toContain(`instance="${node.ip}:9109"`);
    expect(line).toContain(`job="nfm"`);
    expect(line).toContain(`scrape_node="${node.name}"`);
    expect(Number(line?.split(' ').at(-1)) * 1000).toBe(NOON_MS);
  });

  it('shows when an agent was down', () => {
    const node = required(world.nodes[0], 'node');
    const ups = lines
      .filter((line) => line.startsWith('up{') && line.includes(node.name))
      .map((line) => line.split(' ')[1]);
    expect(ups).toEqual(['1', '1', '1', '1', '0', '0', '1', '1', '1', '1']);
  });

  it('shows when a scrape did not reach its agent, and the next scrape includes what the missed one would have returned', () => {
    const pod = required(
      podsOf(world, 'kube-system/ebs-csi-node', NOON_MS).find((item) => item.node === world.nodes[2]),
      'pod'
    );
    const of = (start: string, text: string) => lines.filter((line) => line.startsWith(start) && line.includes(text));
    const ups = of('up{', `scrape_node="${pod.node.name}"`).map((line) => line.split(' ')[1]);
    expect(ups).toEqual(['1', '1', '1', '1', '1', '1', '1', '1', '0', '1']);
    const values = of('ingress_bytes', `"${pod.name}"`).map((line) => line.split(' '));
    expect(values).toHaveLength(9);
    const next = values.find(([, , seconds]) => Number(seconds) * 1000 === MISSED_MS + 30_000);
    const [count] = countPods(required(world.cells[0], 'cell'), [
      { pod, fromMs: MISSED_MS - 30_000, toMs: MISSED_MS + 30_000 },
    ]);
    expect(Number(next?.[1])).toBe(count?.primary.bytesIn);
  });

  it('scrapes each target at its own times', () => {
    const secondsOf = (name: string) =>
      new Set(
        lines.filter((line) => line.startsWith(name)).map((line) => Number(line.split(' ').at(-1)) - NOON_MS / 1000)
      );
    expect([...secondsOf('kube_node_info{')]).toEqual([20, 80, 140, 200, 260]);
    expect(secondsOf('node_ethtool_pps_allowance_exceeded{').size).toBe(10);
  });

  it('continues: the next live scrape counts from the last one of the history', () => {
    const pod = required(
      podsOf(world, 'ecommerce/orders-db', NOON_MS).find((item) => item.node !== world.nodes[0]),
      'pod'
    );
    const nextMs = span.endMs + 40_000;
    const next = byPod(required(fleet.agent(pod.node.name), 'agent').scrape(nextMs), 'ingress_bytes');
    const [count] = countPods(required(world.cells[0], 'cell'), [{ pod, fromMs: span.endMs - 30_000, toMs: nextMs }]);
    expect(next.get(`ecommerce/${pod.name}`)).toBe(count?.primary.bytesIn);
  });
});
