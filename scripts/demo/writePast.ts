import fs from 'node:fs';
import path from 'node:path';
import { type AgentFleet } from '../../simulator/agent/agentFleet';
import { writeFlowHistory, writeHistory } from '../../simulator/history';
import { type Clock } from '../../simulator/world/clock';
import { ceilTo, floorTo } from '../../simulator/world/time';
import { type World } from '../../simulator/world/world';
import { createBlocks } from './createBlocks';

/** As in provisioning/prometheus/simulator.yaml. */
const SCRAPE_INTERVAL_MS = 15_000;
/** Charts evaluate at whole steps. Written scrapes lie half-way between, as live ones do on average. */
const SCRAPE_PHASE_MS = SCRAPE_INTERVAL_MS / 2;
/** Each is written by a thread and imported by a process of its own. */
const FLOW_SERIES_FILES = 2;
/**
 * How far ahead of its time the past is written, at least: longer than Prometheus takes to start, to discover its
 * targets (10 s) and to make blocks of what is written last.
 */
const TAKEOVER_MS = 20_000;

/** When the past begins: the time of its first scrape. */
export function pastStartMs(nowMs: number, lengthMs: number): number {
  return floorTo(nowMs - lengthMs, SCRAPE_INTERVAL_MS) + SCRAPE_PHASE_MS;
}

export interface PastOptions {
  world: World;
  fleet: AgentFleet;
  clock: Clock;
  startMs: number;
  /** Where the text is until it is in blocks. */
  textDirectory: string;
  /** Where Prometheus will have its data. */
  dataDirectory: string;
}

/**
 * Writes the past of the agents, their flow series and kube-state-metrics as blocks of Prometheus, and goes on into
 * the next seconds: what a Prometheus that is started now scrapes before the past ends it refuses as too old, so
 * live scrapes follow the written ones within one interval, without a gap that charts would show as a dip and a spike.
 */
export async function writePast({
  world,
  fleet,
  clock,
  startMs,
  textDirectory,
  dataDirectory,
}: PastOptions): Promise<void> {
  const inFile = (name: string) => path.join(textDirectory, `${name}.om`);
  const toBlocks = async (file: string) => {
    await createBlocks(file, dataDirectory);
    fs.rmSync(file);
  };
  const span = { startMs, endMs: scrapeTimeAfter(clock.nowMs()), intervalMs: SCRAPE_INTERVAL_MS };
  const flowFiles = Array.from({ length: FLOW_SERIES_FILES }, (_, part) => inFile(`flows-${part}`));
  const written = [
    writeHistory({ world, fleet, file: inFile('metrics'), ...span }).then(() => toBlocks(inFile('metrics'))),
    ...writeFlowHistory({ world, files: flowFiles, ...span }).map((file) => file.then(toBlocks)),
  ];
  await Promise.all(written);
  await writeHistory({
    ...{ world, fleet, file: inFile('rest'), intervalMs: SCRAPE_INTERVAL_MS },
    startMs: span.endMs,
    endMs: scrapeTimeAfter(clock.nowMs() + TAKEOVER_MS) + SCRAPE_INTERVAL_MS,
    flowSeriesSinceMs: span.endMs - SCRAPE_INTERVAL_MS,
  });
  await toBlocks(inFile('rest'));
}

function scrapeTimeAfter(timeMs: number): number {
  return ceilTo(timeMs - SCRAPE_PHASE_MS, SCRAPE_INTERVAL_MS) + SCRAPE_PHASE_MS;
}
