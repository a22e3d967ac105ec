/** `npm run bench:datasource`: the data source side by side with what it cannot beat, in one run. */
import { Console } from 'node:console';
import { startSimulator } from '../../simulator';
import { decodeJoinFold } from './decodeJoinFold';
import { pictureTimes, refreshOfEightPanels } from './pictures';

const output = new Console(process.stdout);

/** A full answer: 11 categories, 4 metrics, 500 rows each. */
const FULL_ANSWER = 11 * 4 * 500;

async function main(): Promise<void> {
  output.log('\nDecode, join and fold, medians in ms');
  output.table([decodeJoinFold(FULL_ANSWER), decodeJoinFold(100_000)]);

  const simulator = await startSimulator({ flowApi: { ingestionLagMs: 0 } });
  // What passed is computed once; the API's own answers take no such time.
  await pictureTimes(simulator, 50, 2, false);
  output.log('\nA picture of 36 queries; the bound is one query’s own latency');
  output.table([await pictureTimes(simulator, 3_000, 5, true), await pictureTimes(simulator, 10_000, 5, true)]);
  output.log('\nOne refresh of a dashboard');
  output.table([await refreshOfEightPanels(simulator)]);
  await simulator.close();
}

void main();
