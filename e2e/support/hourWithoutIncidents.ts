import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type RunningPrometheus, startPrometheus } from '../../scripts/demo/startPrometheus';
import { type Simulator, startSimulator } from '../../simulator';
import { writeHistory } from '../../simulator/history';
import { ManualClock } from '../../simulator/world/clock';

/** The hour ends here; all that happens in it is a pure function of this and of the seed. */
export const HOUR_END_MS = Date.parse('2026-11-22T12:00:00Z');
export const HOUR_INTERVAL_MS = 15_000;
const HOUR_MS = 3_600_000;

export interface HourWithoutIncidents {
  simulator: Simulator;
  prometheus: RunningPrometheus;
  close(): Promise<void>;
}

/**
 * The simulated cluster with its clock standing still at the end of an hour without incidents, and a
 * real Prometheus that holds what scrapes of its agents gave in that hour.
 *
 * @param flowSeriesMs how much of the hour's end the agents' flow series are recorded for, too.
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
