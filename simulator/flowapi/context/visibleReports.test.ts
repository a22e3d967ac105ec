import { type FlowReport, type FlowReportSource } from '../../world/flowReports';
import { report } from '../testing/flowReports';
import { VisibleReports } from './visibleReports';

/** A source that records the windows that were requested. */
function recordingSource(count = 1): FlowReportSource & { windows: string[] } {
  const windows: string[] = [];
  const reports = new Array<FlowReport>(count).fill(report());
  return {
    windows,
    flowReports: (startMs, endMs) => {
      windows.push(`${startMs}-${endMs}`);
      return reports;
    },
  };
}

const window = { startMs: 0, endMs: 300_000 };

describe('VisibleReports', () => {
  it.each([
    [400_000, ['0-300000']],
    [200_000, ['0-180000']],
    [30_000, ['0-30000']],
    [29_999, []],
  ])('requests whole periods up to %d', (visibleUntilMs, windows) => {
    const source = recordingSource();
    new VisibleReports(source).within(window, visibleUntilMs);
    expect(source.windows).toEqual(windows);
  });

  it('requests a window once, and again after too much other data', () => {
    const source = recordingSource(120_000);
    const reports = new VisibleReports(source);
    const shift = (byMs: number) => ({ startMs: byMs, endMs: 300_000 });
    for (const startMs of [0, 30_000, 0, 60_000, 0, 30_000]) {
      reports.within(shift(startMs), 400_000);
    }
    expect(source.windows).toEqual(['0-300000', '30000-300000', '60000-300000', '30000-300000']);
  });
});
