import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type RunningPrometheus, startPrometheus } from '../../scripts/demo/startPrometheus';
import { type Simulator, startSimulator } from '../../simulator';
import { writeHistory } from '../../simulator/history';
import { ManualClock } from '../../simulator/world/clock';

/** The end of the hour. Everything in it is a pure function of this time and the seed. */
export const HOUR_END_MS = Date.parse('2026-11-22T12:00:00Z');
/** The scrape interval. */
export const HOUR_INTERVAL_MS = 15_000;
const HOUR_MS = 3_600_000;

/** The simulator and a Prometheus with its history. */
export interface HourWithoutIncidents {
  simulator: Simulator;
  prometheus: RunningPrometheus;
  close(): Promise<void>;
}

/**
 * The simulated cluster with its clock stopped at the end of an hour without incidents, and a real Prometheus with the
 * scrapes of its agents in that hour.
 *
 * @param flowSeriesMs the length of the period at the end of the hour for which the agents' flow series are also
 *   recorded.
 */
export async function startHourWithoutIncidents({
  flowSeriesMs,
}: { flowSeriesMs?: number } = {}): Promise<HourWithoutIncidents> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-quiet-hour-'));
  const file = path.join(directory, 'history.om');
  const startMs = HOUR_END_MS - HOUR_MS;
  const simulator = await startSimulator({
    clock: new ManualClock(HOUR_END_MS),
    scenario: () => [],
    agentsSinceMs: startMs,
    flowApi: { queryLatencyMs: 0, notFoundAfterStartMs: 0, ingestionLagMs: 0 },
    beforeServing: async (world, fleet) => {
      const span = { startMs, endMs: HOUR_END_MS, intervalMs: HOUR_INTERVAL_MS };
      const flowSeries = flowSeriesMs !== undefined && { flowSeriesSinceMs: HOUR_END_MS - flowSeriesMs };
      await writeHistory({ world, fleet, file, ...span, ...flowSeries });
    },
  });
  const prometheus = await startPrometheus({ config: 'scrape_configs: []', port: 0, historyFile: file });
  fs.rmSync(directory, { recursive: true });
  return {
    simulator,
    prometheus,
    close: async () => {
      await Promise.all([prometheus.close(), simulator.close()]);
    },
  };
}
