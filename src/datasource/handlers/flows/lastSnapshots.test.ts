import { type FlowSnapshot } from '../../../core/flow/flowSnapshot';
import { LastSnapshots } from './lastSnapshots';

const request = { monitorName: 'demo', metrics: ['DATA_TRANSFERRED'] };
const window = { startMs: 0, endMs: 100 };
const picture: FlowSnapshot = { flows: [], window, isWhole: true, notices: [] };

describe('LastSnapshots', () => {
  it('recalls only the snapshot of the same request for about the same window', () => {
    const pictures = new LastSnapshots();
    pictures.remember(request, picture);
    expect(pictures.recall({ ...request }, { startMs: 40, endMs: 140 })).toBe(picture);
    expect(pictures.recall(request, { startMs: 60, endMs: 160 })).toBeUndefined();
    expect(pictures.recall({ ...request, monitorName: 'other' }, window)).toBeUndefined();
    expect(pictures.recall({ ...request, metrics: ['TIMEOUTS'] }, window)).toBeUndefined();
  });

  it('removes the oldest snapshot if there are too many', () => {
    const pictures = new LastSnapshots();
    const other = (number: number) => ({ ...request, monitorName: `monitor-${number}` });
    Array.from({ length: 11 }, (_, number) => pictures.remember(other(number), picture));
    expect(pictures.recall(other(0), window)).toBeUndefined();
    expect(pictures.recall(other(10), window)).toBe(picture);
  });
});
