/** `npm run bench:datasource`: compares the data source in one run with lower bounds that it cannot beat. */
import { Console } from 'node:console';
import { startSimulator } from '../../simulator';
import { type Clock } from '../../simulator/world/clock';
import { decodeJoinFold } from './decodeJoinFold';
import { snapshotTimes, measureDashboardRefresh } from './snapshots';

const output = new Console(process.stdout);

/** A full response: 11 categories, 4 metrics, 500 rows each. */
const FULL_ANSWER = 11 * 4 * 500;

/** Always the same hour, so that runs at different hours are comparable. */
const START_MS = Date.parse('2026-11-22T12:00:00Z');
const clock: Clock = { nowMs: () => START_MS + performance.now() };

/** Reports progress on stderr, separately from the results: the run takes twelve minutes. */
function report(text: string): void {
  process.stderr.write(`${Math.round(performance.now() / 1_000)} s: ${text}\n`);
}

async function main(): Promise<void> {
  const decoded = [decodeJoinFold(FULL_ANSWER, report), decodeJoinFold(100_000, report)];
  output.log('\nDecode, join and fold, medians in ms');
  output.table(decoded);

  const simulator = await startSimulator({ clock, flowApi: { ingestionLagMs: 0 } });
  // The first requests compute the traffic once, which the API itself does not need to do.
  await snapshotTimes(simulator, { latencyMs: 50, rounds: 2, withSequential: false }, report);
  const snapshots = [
    await snapshotTimes(simulator, { latencyMs: 3_000, rounds: 5, withSequential: true }, report),
    await snapshotTimes(simulator, { latencyMs: 10_000, rounds: 5, withSequential: true }, report),
  ];
  output.log('\nA snapshot of 36 queries; the bound is the latency of one query');
  output.table(snapshots);
  report('one refresh of a dashboard');
  const refresh = await measureDashboardRefresh(simulator);
  output.log('\nOne refresh of a dashboard');
  output.table([refresh]);
  await simulator.close();
}

void main();
