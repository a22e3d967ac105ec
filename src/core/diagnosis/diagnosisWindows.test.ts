import { diagnosisWindows } from './diagnosisWindows';

const MINUTE_MS = 60_000;
const at = (text: string) => Date.parse(`2026-11-28T${text}Z`);

describe('the windows of a diagnosis', () => {
  it('are whole minutes, the last of which is complete', () => {
    const { windows, stepMs } = diagnosisWindows({ startMs: at('12:00:20'), endMs: at('12:30:20') }, at('12:30:20'));
    expect(stepMs).toBe(MINUTE_MS);
    expect(windows.now).toEqual({ startMs: at('12:00:00'), endMs: at('12:29:00') });
    expect(windows.before).toEqual({ startMs: at('11:31:00'), endMs: at('12:00:00') });
  });

  it('end with a range in the past, and have at most sixty steps', () => {
    const { windows, stepMs } = diagnosisWindows({ startMs: at('00:00:00'), endMs: at('06:00:00') }, at('12:00:00'));
    expect(stepMs).toBe(6 * MINUTE_MS);
    expect(windows.now).toEqual({ startMs: at('00:00:00'), endMs: at('06:00:00') });
  });

  it('have two steps even if the range is shorter or in the future', () => {
    for (const startMs of [at('11:59:00'), at('13:00:00')]) {
      const { windows, stepMs } = diagnosisWindows({ startMs, endMs: startMs + MINUTE_MS }, at('12:00:30'));
      expect([windows.now.endMs, windows.now.endMs - windows.now.startMs]).toEqual([at('12:00:00'), 2 * stepMs]);
      expect(windows.before.endMs).toBe(windows.now.startMs);
    }
  });
});
