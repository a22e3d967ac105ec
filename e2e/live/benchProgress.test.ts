import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Simulator, startSimulator } from '../../simulator';
import { ManualClock } from '../../simulator/world/clock';
import { decodeJoinFold } from '../../bench/datasource/decodeJoinFold';
import { snapshotTimes } from '../../bench/datasource/snapshots';

describe('the data source benchmark', () => {
  const reported: string[] = [];
  const report = (text: string) => reported.push(text);

  beforeEach(() => (reported.length = 0));

  it('reports each round of decoding', () => {
    decodeJoinFold(2_000, report);
    expect(reported).toHaveLength(14);
    expect(reported.at(-1)).toBe('decode, join and fold 2000 rows, round 14 of 14');
  });

  describe('with the simulated API', () => {
    let simulator: Simulator;

    beforeAll(async () => {
      const clock = new ManualClock(Date.parse('2026-11-22T12:00:00Z'));
      const flowApi = { ingestionLagMs: 0, notFoundAfterStartMs: 0 };
      simulator = await startSimulator({ nodes: 6, clock, flowApi });
    });

    afterAll(() => simulator.close());

    it('reports each round of snapshots, and each query of the sequential client', async () => {
      await snapshotTimes(simulator, { latencyMs: 0, rounds: 1, withSequential: true }, report);
      expect(reported).toHaveLength(1 + 36);
      expect(reported[0]).toBe('two snapshots at a latency of 0 ms, round 1 of 1');
      expect(reported.at(-1)).toBe('query 36 of 36, one after the other');
    });
  });
});

describe('the dashboards benchmark', () => {
  it('runs without Grafana, reports each round, and finds no problem', async () => {
    const { stdout, stderr } = await promisify(execFile)('npx', ['tsx', 'bench/dashboards/main.ts', '6']);
    const rounds = stderr.split('\n').filter((line) => line.includes('round'));
    expect(rounds).toHaveLength(2 * 3 * 3);
    expect(rounds.at(-1)).toBe('workload, recorded, round 3 of 3');
    const rows = stdout.split('\n').filter((line) => /'(raw|recorded)'/.test(line));
    expect(rows).toHaveLength(2 * 3);
    expect(rows.filter((row) => !/'' +│$/.test(row))).toEqual([]);
  });
});
