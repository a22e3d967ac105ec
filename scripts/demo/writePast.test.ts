/** @jest-environment node */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AgentFleet } from '../../simulator/agent/agentFleet';
import { podTruths } from '../../simulator/server/truth';
import { ManualClock } from '../../simulator/world/clock';
import { NOON_MS, testWorld } from '../../simulator/testing/testWorld';
import { MINUTE_MS } from '../../simulator/world/time';
import { pastStartMs, writePast } from './writePast';

const NOW_MS = NOON_MS + 3_210;
const INTERVAL_MS = 15_000;

interface Sample {
  labels: Record<string, string | undefined>;
  timeMs: number;
  value: number;
}

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-past-test-'));
const dataDirectory = path.join(directory, 'data');
const world = testWorld({ nodes: 6 });
const startMs = pastStartMs(NOW_MS, 5 * MINUTE_MS);
const fleet = new AgentFleet(world, startMs);

beforeAll(() =>
  writePast({ world, fleet, clock: new ManualClock(NOW_MS), startMs, textDirectory: directory, dataDirectory })
);

afterAll(() => fs.rmSync(directory, { recursive: true }));

/** The samples of a metric in the blocks. */
function written(metric: string): Sample[] {
  // promtool requires this directory.
  fs.mkdirSync(path.join(dataDirectory, 'wal'), { recursive: true });
  const text = execFileSync('promtool', ['tsdb', 'dump', `--match=${metric}`, dataDirectory], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  return Array.from(text.matchAll(/^\{(.*)\} (\S+) (\d+)$/gm), ([, labels = '', value, time]) => ({
    labels: Object.fromEntries(Array.from(labels.matchAll(/(\w+)="([^"]*)"/g), ([, name, text]) => [name, text])),
    timeMs: Number(time),
    value: Number(value),
  }));
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const firstOf = (samples: readonly Sample[]) => Math.min(...samples.map(({ timeMs }) => timeMs));
const lastOf = (samples: readonly Sample[]) => Math.max(...samples.map(({ timeMs }) => timeMs));

describe('writePast', () => {
  it('writes blocks and removes the text', () => {
    expect(fs.readdirSync(directory)).toEqual(['data']);
  });

  it('continues, scrape by scrape, for longer than Prometheus takes to start and to discover its targets', () => {
    const ups = written('up').filter(({ labels }) => labels.job === 'nfm');
    for (const { name } of world.nodes) {
      const ofNode = ups.filter(({ labels }) => labels.scrape_node === name);
      expect(firstOf(ofNode)).toBe(startMs);
      expect(lastOf(ofNode)).toBeGreaterThanOrEqual(NOW_MS + 20_000);
      expect(ofNode).toHaveLength((lastOf(ofNode) - startMs) / INTERVAL_MS + 1);
    }
  });

  it('contains every report of the flow series once, for the same time as the other metrics', () => {
    const samples = written('nfm_bytes_delivered');
    const reports = world.flowReports(startMs - 30_000, lastOf(samples)).filter(({ bytesDelivered }) => bytesDelivered);
    expect(firstOf(samples)).toBeLessThan(startMs + MINUTE_MS);
    expect(sumOf(samples.map(({ value }) => value))).toBe(sumOf(reports.map(({ bytesDelivered }) => bytesDelivered)));
  });

  it.each([0.4, 4, 7.5, 11, 14.9])(
    'causes no dip or spike if live scrapes begin %d s after its end',
    (delaySeconds) => {
      const samples = written('ingress_bytes');
      const endMs = lastOf(samples);
      // Each case has its own agent, because a scrape changes it.
      const node = world.nodes[[0.4, 4, 7.5, 11, 14.9].indexOf(delaySeconds)]?.name ?? '';
      const steady = podTruths(world, startMs, startMs + 1).filter((pod) => pod.node === node && runsUntil(pod, endMs));
      const isSteady = ({ labels }: Sample) => steady.some(({ pod }) => pod === labels.pod);
      const scrape = (timeMs: number): Sample[] => {
        const family = fleet
          .agent(node)
          ?.scrape(timeMs)
          .find(({ name }) => name === 'ingress_bytes');
        return (family?.samples ?? []).map((sample) => ({ ...sample, timeMs }));
      };
      const firstMs = endMs + delaySeconds * 1_000;
      // Prometheus refuses this scrape, because it is older than the newest block.
      scrape(firstMs - INTERVAL_MS);
      const live = Array.from({ length: 8 }, (_, index) => scrape(firstMs + index * INTERVAL_MS)).flat();
      const all = [...samples, ...live].filter(isSteady);
      // Charts evaluate at whole steps, over windows of four scrapes.
      const firstStepMs = Math.ceil((endMs - MINUTE_MS) / INTERVAL_MS) * INTERVAL_MS;
      for (let stepMs = firstStepMs; stepMs < endMs + 100_000; stepMs += INTERVAL_MS) {
        const fromMs = stepMs - MINUTE_MS;
        const shown = sumOf(all.filter(({ timeMs }) => fromMs < timeMs && timeMs <= stepMs).map(({ value }) => value));
        const truths = podTruths(world, fromMs, stepMs).filter(({ uid }) => steady.some((pod) => pod.uid === uid));
        expect(Math.abs(shown / sumOf(truths.map(({ bytesIn }) => bytesIn)) - 1)).toBeLessThan(0.2);
      }
    }
  );
});

function runsUntil({ uid }: { uid: string }, timeMs: number): boolean {
  return podTruths(world, timeMs + 2 * MINUTE_MS, timeMs + 2 * MINUTE_MS + 1).some((pod) => pod.uid === uid);
}
