import { coveredShare, shareText, sumInWindow } from './coverage';

describe('the share of all bytes in the responses', () => {
  it('is the ratio of the bytes in the responses to all bytes', () => {
    expect(coveredShare({ answeredBytes: 47, totalBytes: 50 })).toBeCloseTo(0.94);
    expect(coveredShare({ answeredBytes: 0, totalBytes: 50 })).toBe(0);
  });

  it('is 1 within the tolerance, and unknown if the responses have more', () => {
    expect(coveredShare({ answeredBytes: 51, totalBytes: 50 })).toBe(1);
    expect(coveredShare({ answeredBytes: 98, totalBytes: 50 })).toBeUndefined();
    expect(coveredShare({ answeredBytes: 0, totalBytes: 0 })).toBeUndefined();
  });

  it.each([
    [0.999, 'about 99 %'],
    [1, 'about 100 %'],
    [0.94, 'about 94 %'],
    [0.004, 'less than 1 %'],
  ])('is written in words: %d as "%s"', (share, text) => {
    expect(shareText(share)).toBe(text);
  });
});

describe('the sum of a window', () => {
  const minutes = (...values: number[]) => ({
    ...{ startsMs: values.map((_, index) => index * 60_000), values, periodMs: 60_000 },
  });

  it('adds its periods, with those at its ends in proportion', () => {
    expect(sumInWindow(minutes(60, 10, 10, 60), { startMs: 30_000, endMs: 210_000 })).toBe(30 + 10 + 10 + 30);
  });

  it('extrapolates the newest periods if they are missing', () => {
    expect(sumInWindow(minutes(10, 10, 10, 10), { startMs: 0, endMs: 300_000 })).toBeCloseTo(50);
  });

  it('is unknown if more than a fifth is missing', () => {
    expect(sumInWindow(minutes(10, 10, 10), { startMs: 0, endMs: 300_000 })).toBeUndefined();
    expect(sumInWindow(minutes(), { startMs: 0, endMs: 300_000 })).toBeUndefined();
  });
});
