import fs from 'node:fs';
import path from 'node:path';
import { type AgentFleet } from '../../simulator/agent/agentFleet';
import { writeFlowHistory, writeHistory } from '../../simulator/history';
import { type Clock } from '../../simulator/world/clock';
import { ceilTo, floorTo } from '../../simulator/world/time';
import { type SimulatedWorld } from '../../simulator/incidents/simulatedWorld';
import { createBlocks } from './createBlocks';

/** The interval in provisioning/prometheus/simulator.yaml. */
const SCRAPE_INTERVAL_MS = 15_000;
/** Charts evaluate at whole steps. Written scrapes are halfway between them, as live scrapes are on average. */
const SCRAPE_PHASE_MS = SCRAPE_INTERVAL_MS / 2;
/** Each file is written by its own thread and imported by its own process. */
const FLOW_SERIES_FILES = 2;
/**
 * The history is written at least this far into the future: longer than Prometheus takes to start, to discover its targets
 * (10 s), and to create blocks from the last part.
 */
const TAKEOVER_MS = 20_000;

/** The start of the history: the time of its first scrape. */
export function pastStartMs(nowMs: number, lengthMs: number): number {
  return floorTo(nowMs - lengthMs, SCRAPE_INTERVAL_MS) + SCRAPE_PHASE_MS;
}

export interface PastOptions {
  world: SimulatedWorld;
  fleet: AgentFleet;
  clock: Clock;
  startMs: number;
  /** Directory for the text until it is in blocks. */
  textDirectory: string;
  /** Data directory of Prometheus. */
  dataDirectory: string;
}

/**
 * Writes the history of the agents, their flow series, and kube-state-metrics as Prometheus blocks, and continues some
 * seconds into the future. A Prometheus that starts now refuses samples before the end of the history as too old, so live
 * scrapes follow the written ones within one interval, without a gap that charts would show as a dip and a spike.
 *
 * @returns the time of the last scrape in the history
 */
export async function writePast({
  world,
  fleet,
  clock,
  startMs,
  textDirectory,
  dataDirectory,
}: PastOptions): Promise<number> {
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
  const lastMs = scrapeTimeAfter(clock.nowMs() + TAKEOVER_MS);
  await writeHistory({
    ...{ world, fleet, file: inFile('rest'), intervalMs: SCRAPE_INTERVAL_MS },
    startMs: span.endMs,
    endMs: lastMs + SCRAPE_INTERVAL_MS,
    flowSeriesSinceMs: span.endMs - SCRAPE_INTERVAL_MS,
  });
  await toBlocks(inFile('rest'));
  return lastMs;
}

function scrapeTimeAfter(timeMs: number): number {
  return ceilTo(timeMs - SCRAPE_PHASE_MS, SCRAPE_INTERVAL_MS) + SCRAPE_PHASE_MS;
}
