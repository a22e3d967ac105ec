import { type FlowSnapshot } from '../../../core/flow/flowSnapshot';
import { LastSnapshots } from './lastSnapshots';

const request = { monitorName: 'demo', metrics: ['DATA_TRANSFERRED'] };
const window = { startMs: 0, endMs: 100 };
const snapshot: FlowSnapshot = { flows: [], window, isWhole: true, notices: [] };

describe('LastSnapshots', () => {
  it('recalls only the snapshot of the same request for about the same window', () => {
    const snapshots = new LastSnapshots();
    snapshots.remember(request, snapshot);
    expect(snapshots.recall({ ...request }, { startMs: 40, endMs: 140 })).toBe(snapshot);
    expect(snapshots.recall(request, { startMs: 60, endMs: 160 })).toBeUndefined();
    expect(snapshots.recall({ ...request, monitorName: 'other' }, window)).toBeUndefined();
    expect(snapshots.recall({ ...request, metrics: ['TIMEOUTS'] }, window)).toBeUndefined();
  });

  it('removes the oldest snapshot if there are too many', () => {
    const snapshots = new LastSnapshots();
    const other = (number: number) => ({ ...request, monitorName: `monitor-${number}` });
    Array.from({ length: 11 }, (_, number) => snapshots.remember(other(number), snapshot));
    expect(snapshots.recall(other(0), window)).toBeUndefined();
    expect(snapshots.recall(other(10), window)).toBe(snapshot);
  });
});
