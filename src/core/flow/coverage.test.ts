import { coveredShare, shareText, sumInWindow } from './coverage';

describe('the share of all bytes that answers hold', () => {
  it('is what was answered of all that flows moved', () => {
    expect(coveredShare({ answeredBytes: 47, totalBytes: 50 })).toBeCloseTo(0.94);
    expect(coveredShare({ answeredBytes: 0, totalBytes: 50 })).toBe(0);
  });

  it('is all where both are the same up to the minutes at the ends, and unknown where more was answered', () => {
    expect(coveredShare({ answeredBytes: 51, totalBytes: 50 })).toBe(1);
    expect(coveredShare({ answeredBytes: 98, totalBytes: 50 })).toBeUndefined();
    expect(coveredShare({ answeredBytes: 0, totalBytes: 0 })).toBeUndefined();
  });

  it.each([
    [0.999, 'about 99 %'],
    [1, 'about 100 %'],
    [0.94, 'about 94 %'],
    [0.004, 'less than 1 %'],
  ])('%d reads as "%s"', (share, text) => {
    expect(shareText(share)).toBe(text);
  });
});

describe('the sum of a window', () => {
  const minutes = (...values: number[]) => ({
    ...{ startsMs: values.map((_, index) => index * 60_000), values, periodMs: 60_000 },
  });

  it('adds its periods, those at its ends in part', () => {
    expect(sumInWindow(minutes(60, 10, 10, 60), { startMs: 30_000, endMs: 210_000 })).toBe(30 + 10 + 10 + 30);
  });

  it('takes the newest periods to be like the others where they are missing', () => {
    expect(sumInWindow(minutes(10, 10, 10, 10), { startMs: 0, endMs: 300_000 })).toBeCloseTo(50);
  });

  it('is unknown where more than a fifth is missing', () => {
    expect(sumInWindow(minutes(10, 10, 10), { startMs: 0, endMs: 300_000 })).toBeUndefined();
    expect(sumInWindow(minutes(), { startMs: 0, endMs: 300_000 })).toBeUndefined();
  });
});
